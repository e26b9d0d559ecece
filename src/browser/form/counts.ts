/** Character counts while one types: how many there are, and how many too many. Nothing is ever cut off. */
import { say } from './status.ts'

export function countCharacters(form: HTMLFormElement): void {
  form.addEventListener('input', ({ target }) => {
    const { id, value } = target as HTMLInputElement
    const line = form.querySelector<HTMLElement>(`[data-count="${CSS.escape(id)}"]`)
    if (line) show(line, [...value.replace(/\r\n?/g, '\n')].length)
  })
}

function show(line: HTMLElement, count: number): void {
  const max = Number(line.dataset.max)
  const over = Math.max(0, count - max)
  line.classList.toggle('over', over > 0)
  line.textContent = say(over > 0 ? 'count-over' : 'count-max', { count, max, over })
}
