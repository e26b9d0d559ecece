/** Sums of rows while one types. */
import { say } from './status.ts'

export function addSums(form: HTMLFormElement): void {
  form.addEventListener('input', ({ target }) => {
    const field = (target as Element).closest<HTMLElement>('[data-type="rows"]')
    for (const line of field?.querySelectorAll<HTMLElement>('[data-sum]') ?? [])
      show(line, field as HTMLElement)
  })
}

function show(line: HTMLElement, field: HTMLElement): void {
  const column = line.dataset.sum ?? ''
  const cells = [...field.querySelectorAll<HTMLInputElement>('input')].filter(({ name }) =>
    name.endsWith(`.${column}`),
  )
  const sum = cells.reduce((all, { value }) => all + (Number(value.replace(/,/g, '')) || 0), 0)
  line.textContent = say('sum', { label: line.dataset.sumLabel ?? '', sum: Math.round(sum * 100) / 100 })
}
