/** Repeated rows as HTML: one group of inputs a row, with buttons to add and to delete. */
import type { FormField } from '../../contract/draft.ts'
import { html, type Markup, type Piece } from './html.ts'
import type { Say } from './look.ts'

type Column = NonNullable<FormField['columns']>[number]
type Row = NonNullable<FormField['rows']>[number]

const EMPTY: Row = { cells: {}, errors: {} }

/** All rows so far; an empty one where there is none yet, or one more where that is asked for. */
export function rowsInput(field: FormField & { addRow?: boolean }, say: Say): Piece {
  const { id, rows = [], maxRows, sums = [] } = field
  const shown = rows.length === 0 || field.addRow ? [...rows, EMPTY] : rows
  const full = maxRows !== undefined && shown.length >= maxRows
  return html`<div class="rows">${shown.map((row, at) => rowGroup(field, row, at, say))}</div>
${sums.map(({ column, label, sum }) => html`<p class="sum" data-sum="${column}" data-sum-label="${label}">${say('sum', { label, sum: String(sum) })}</p>`)}
<p class="row-buttons">${
    full
      ? html`<span class="hint">${say('rows-at-most', { max: maxRows })}</span>`
      : html`<button class="second" name="do" value="add:${id}">${say('add-row')}</button>`
  }</p>`
}

function rowGroup(field: FormField, row: Row, at: number, say: Say): Markup {
  const { id, columns = [] } = field
  const number = at + 1
  return html`<fieldset class="row" data-row="${at}"><legend>${say('row', { number })}</legend><div class="cells">${columns.map(
    (column) => cell(field, column, row, at, say),
  )}</div>${(row !== EMPTY || at > 0) && html`<button class="quiet" name="do" value="drop:${id}:${at}">${say('drop-row', { number })}</button>`}</fieldset>`
}

function cell(field: FormField, column: Column, row: Row, at: number, say: Say): Markup {
  const name = `r.${field.id}.${at}.${column.id}`
  const id = `r-${field.id}-${at}-${column.id}`
  const error = row.errors[column.id]
  const parts = [column.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  const about = html`${parts && html` aria-describedby="${parts}"`}${error && html` aria-invalid="true"`}`
  return html`<div class="cell ${column.type}${error && ' wrong'}"><label for="${id}"><span class="label">${column.label}</span>${
    !column.required && html` <span class="mark">${say('optional')}</span>`
  }</label>${column.hint && html`<p class="hint" id="${id}-hint">${column.hint}</p>`}<div data-messages>${
    error &&
    html`<p class="error" id="${id}-error"><span class="hidden">${say('error-prefix')}: </span>${error}</p>`
  }</div>${control(column, { name, id, value: row.cells[column.id] ?? '', about }, say)}</div>`
}

interface Control {
  name: string
  id: string
  value: string
  about: Markup
}

function control(column: Column, { name, id, value, about }: Control, say: Say): Markup {
  if (column.type === 'longtext')
    return html`<textarea id="${id}" name="${name}" rows="3"${about}>
${value}</textarea>`
  if (column.type === 'choice') return cellSelect(column, { name, id, value, about }, say)
  const isDate = column.type === 'date' && (value === '' || /^\d{4}-\d\d-\d\d$/.test(value))
  const mode = column.type === 'integer' ? 'numeric' : column.type === 'decimal' ? 'decimal' : null
  return html`<input id="${id}" name="${name}" type="${isDate ? 'date' : 'text'}"${mode && html` inputmode="${mode}"`} autocomplete="off" value="${value}"${about}>`
}

/** A value that is none of the options stays one, so that it is seen and kept. */
function cellSelect(column: Column, { name, id, value, about }: Control, say: Say): Markup {
  const options = column.options ?? []
  const known = value === '' || options.some((option) => option.value === value)
  const all = [
    { value: '', label: say('not-chosen') },
    ...options,
    ...(known ? [] : [{ value, label: value }]),
  ]
  return html`<select id="${id}" name="${name}"${about}>${all.map(
    (option) =>
      html`<option value="${option.value}"${option.value === value && html` selected`}>${option.label}</option>`,
  )}</select>`
}
