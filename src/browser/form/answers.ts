/** What stands in a field, on the page or in the draft as the API gives it, in the shape that the API takes. */
import type { FormField, WireAnswer } from '../../contract/draft.ts'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** The answer that a field of the page holds now. */
export function answerIn(field: HTMLElement): WireAnswer {
  switch (field.dataset.type) {
    case 'rows':
      return [...field.querySelectorAll<HTMLElement>('[data-row]')].map(cellsOf)
    case 'files':
      return [...field.querySelectorAll<HTMLElement>('[data-file]')].map(({ dataset }) => dataset.file ?? '')
    case 'choices':
    case 'topics':
      return ticked(field)
    default:
      return field.querySelector('input[type=radio], input[type=checkbox]')
        ? (ticked(field)[0] ?? '')
        : textIn(field)
  }
}

/** The answer that the draft holds. */
export function answerOf({ type, value, rows = [], files = [] }: FormField): WireAnswer {
  if (type === 'rows') return rows.map(({ cells }) => cells)
  if (type === 'files') return files.map(({ id }) => id)
  return value ?? ''
}

/** What stands in a field as a person reads it: the names of what is chosen, not their ids. */
export function wordsIn(field: HTMLElement): string {
  const named = (element: Element): string => element.textContent?.trim() ?? ''
  const chosen = [...field.querySelectorAll('.option:has(input:checked)')].map(named)
  const files = [...field.querySelectorAll('[data-file] a')].map(named)
  const written = [...field.querySelectorAll<Control>('[name^="f."], [name^="r."]')]
    .filter(({ type }) => type !== 'radio' && type !== 'checkbox')
    .map((one) =>
      one instanceof HTMLSelectElement && one.value ? named(one.selectedOptions[0] as Element) : one.value,
    )
  return [...chosen, ...files, ...written].filter((part) => part.trim() !== '').join(' · ')
}

/** One text for answers that mean the same: empty rows and cells and the order of ticks do not count. */
export function canonical(answer: WireAnswer): string {
  if (answer === null || typeof answer === 'string') return (answer ?? '').replace(/\r\n?/g, '\n').trim()
  const parts = answer
    .map((one) => (typeof one === 'string' ? one : rowText(one)))
    .filter((part) => part !== '')
  return (answer.some((one) => typeof one === 'object') ? parts : parts.sort()).join('\n')
}

const rowText = (cells: Record<string, string>): string =>
  Object.entries(cells)
    .filter(([, cell]) => cell.trim() !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('\t')

const ticked = (field: HTMLElement): string[] =>
  [...field.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value)

const textIn = (field: HTMLElement): string => field.querySelector<Control>('[name^="f."]')?.value ?? ''

function cellsOf(row: HTMLElement): Record<string, string> {
  const controls = [...row.querySelectorAll<Control>('[name^="r."]')]
  return Object.fromEntries(controls.map(({ name, value }) => [name.split('.')[3] ?? '', value]))
}
