/** One field of the form as HTML: label, hint, error, and the input that fits its type. */
import type { FormField } from '../../contract/draft.ts'
import { html, type Markup, type Piece } from './html.ts'
import type { Say } from './look.ts'
import { rowsInput } from './rows.ts'

/** More options than this stand in a list to open. */
const MOST_RADIOS = 8

export interface FieldView extends FormField {
  /** one more empty row than there are */
  addRow?: boolean
  /** id of the draft, for links to its files */
  draft?: string
}

/** Ids of the texts that belong to an input, for `aria-describedby`. */
export const partsOf = (id: string, parts: Record<string, unknown>): string =>
  Object.entries(parts)
    .filter(([, piece]) => piece)
    .map(([part]) => `f-${id}-${part}`)
    .join(' ')

/** A field with everything around it; hidden while other answers make it superfluous. */
export function fieldBlock(field: FieldView, say: Say): Markup {
  if (!field.editable && field.type !== 'constant') return closedBlock(field, say)
  const { id } = field
  const hint = [field.hint, field.example && say('example', { example: field.example }), limitOf(field, say)]
    .filter(Boolean)
    .map((line) => html`<span>${line}</span> `)
  const notes = [field.derived && say('derived'), ...field.warnings].filter(Boolean)
  const parts = { comment: field.comment, hint: hint.length > 0, error: field.error, note: notes.length > 0 }
  const around = {
    comment:
      field.comment &&
      html`<p class="comment" id="f-${id}-comment">${say('comment', { comment: field.comment })}</p>`,
    hint: parts.hint && html`<p class="hint" id="f-${id}-hint">${hint}</p>`,
    messages: html`<div class="messages" data-messages>${
      field.error &&
      html`<p class="error" id="f-${id}-error"><span class="hidden">${say('error-prefix')}: </span>${field.error}</p>`
    }${parts.note && html`<p class="note" id="f-${id}-note">${notes.map((note) => html`<span>${note}</span> `)}</p>`}</div>`,
  }
  const inputs = inputsOf(field, say, partsOf(id, parts))
  return html`<div class="field${field.error && ' wrong'}" id="a-${id}" data-field="${id}" data-type="${field.type}"${!field.shown && html` hidden`}>
${field.shown && field.type !== 'constant' && html`<input type="hidden" name="shown" value="${id}">`}
${
  isGroup(field)
    ? html`<fieldset id="f-${id}" tabindex="-1" aria-describedby="${partsOf(id, parts)}"><legend>${labelOf(field, say)}</legend>${around.comment}${fullText(field)}${around.hint}${around.messages}${inputs}</fieldset>`
    : html`<label for="f-${id}">${labelOf(field, say)}</label>${around.comment}${around.hint}${around.messages}${inputs}`
}
</div>`
}

/** A field that stays as it was handed in: only to be read. */
function closedBlock(field: FieldView, say: Say): Markup {
  const { id, shown, words } = field
  return html`<div class="field closed" id="a-${id}" data-field="${id}" data-type="constant"${!shown && html` hidden`}>
<p class="label" id="f-${id}" tabindex="-1">${labelOf({ ...field, required: true }, say)}</p><p class="fixed">${words || say('not-filled')}</p><div class="messages" data-messages></div>
</div>`
}

const fullText = ({ text }: FieldView): Piece =>
  text && html`<div class="full-text" tabindex="0">${text}</div>`

function labelOf({ label, required, prescribed, clause, type }: FieldView, say: Say): Markup {
  return html`<span class="label">${label}</span>${
    !required && type !== 'constant' && html` <span class="mark">${say('optional')}</span>`
  }${prescribed && html` <span class="mark notice">${say('notice', { clause: clause ?? '' })}</span>`}`
}

function limitOf({ type, max, maxBytes, accept }: FieldView, say: Say): string | undefined {
  if (max === undefined) return undefined
  if (type === 'choices' || type === 'topics') return say('at-most-chosen', { max })
  if (type !== 'files') return undefined
  const size = maxBytes ? `${Math.floor(maxBytes / 1024 / 1024)} MB` : ''
  return say('at-most-files', { count: max, size, kinds: (accept ?? []).join(' ').toUpperCase() })
}

/** True for what is made of several controls under one name. */
const isGroup = (field: FieldView): boolean =>
  ['choices', 'topics', 'yes-no', 'acknowledge', 'rows', 'files'].includes(field.type) || isRadios(field)

const isRadios = ({ type, options = [] }: FieldView): boolean =>
  ['choice', 'recommender'].includes(type) && options.length <= MOST_RADIOS

function inputsOf(field: FieldView, say: Say, describedBy: string): Piece {
  switch (field.type) {
    case 'constant':
      return html`<p class="fixed" id="f-${field.id}">${field.words}</p>`
    case 'rows':
      return rowsInput(field, say)
    case 'files':
      return filesInput(field, say)
    case 'choices':
    case 'topics':
      return ticks(field)
    case 'acknowledge':
      return ticks(field)
    case 'yes-no':
      return radios(field, say)
    case 'choice':
    case 'recommender':
      return isRadios(field) ? radios(field, say) : select(field, say, describedBy)
    case 'longtext':
      return html`<textarea id="f-${field.id}" name="f.${field.id}" rows="5" ${described(field, describedBy)}>
${field.value}</textarea>${count(field, say)}`
    default:
      return html`<input id="f-${field.id}" name="f.${field.id}" type="${isDate(field) ? 'date' : 'text'}"${inputMode(field)} value="${field.value as string}" ${described(field, describedBy)}>${count(field, say)}`
  }
}

/** A date that cannot be read stays visible as typed, which a date input would not show. */
const isDate = ({ type, value }: FieldView): boolean =>
  type === 'date' && (value === undefined || /^\d{4}-\d\d-\d\d$/.test(String(value)))

const MODES: Partial<Record<FormField['type'], string>> = {
  integer: 'numeric',
  decimal: 'decimal',
  percent: 'decimal',
  phone: 'tel',
  mobile: 'tel',
  email: 'email',
  postcode: 'numeric',
}
const COMPLETE: Partial<Record<FormField['type'], string>> = { email: 'email', mobile: 'tel', phone: 'tel' }
const NARROW = new Set(['integer', 'decimal', 'percent', 'date', 'postcode', 'mobile', 'phone', 'uscc'])

const inputMode = ({ type }: FieldView): Markup =>
  html`${MODES[type] && html` inputmode="${MODES[type]}"`}${NARROW.has(type) && html` class="narrow"`} autocomplete="${COMPLETE[type] ?? 'off'}"`

const described = ({ error }: FieldView, describedBy: string): Markup =>
  html`${describedBy && html`aria-describedby="${describedBy}"`}${error && html` aria-invalid="true"`}`

/** How many characters there are, for text that has a limit; nothing is ever cut off. */
function count({ type, max, value, id }: FieldView, say: Say): Piece {
  if (max === undefined || (type !== 'longtext' && type !== 'text')) return ''
  const length = [...String(value ?? '')].length
  const words =
    length > max
      ? say('count-over', { count: length, max, over: length - max })
      : say('count-max', { count: length, max })
  return html`<p class="count${length > max && ' over'}" data-count="f-${id}" data-max="${max}">${words}</p>`
}

const chosenOf = ({ value }: FieldView): string[] => [value ?? []].flat()

function ticks(field: FieldView): Piece {
  const chosen = chosenOf(field)
  return html`<div class="options">${(field.options ?? []).map(
    ({ value, label }, i) =>
      html`<label class="option"><input type="checkbox" name="f.${field.id}" id="f-${field.id}-${i}" value="${value}"${chosen.includes(value) && html` checked`}><span>${label}</span></label>`,
  )}</div>`
}

function radios(field: FieldView, say: Say): Piece {
  const [chosen] = chosenOf(field)
  const none = field.required ? [] : [{ value: '', label: say('not-chosen') }]
  const options = [...(field.options ?? []), ...none]
  return html`<div class="options">${options.map(
    ({ value, label }, i) =>
      html`<label class="option"><input type="radio" name="f.${field.id}" id="f-${field.id}-${i}" value="${value}"${(chosen ?? (field.required ? null : '')) === value && html` checked`}><span>${label}</span></label>`,
  )}</div>`
}

function select(field: FieldView, say: Say, describedBy: string): Piece {
  const [chosen] = chosenOf(field)
  return html`<select id="f-${field.id}" name="f.${field.id}" ${described(field, describedBy)}><option value="">${say('not-chosen')}</option>${(
    field.options ?? []
  ).map(
    ({ value, label }) =>
      html`<option value="${value}"${chosen === value && html` selected`}>${label}</option>`,
  )}</select>`
}

function filesInput({ id, files = [], accept = [], max, draft }: FieldView, say: Say): Piece {
  const list = files.map(
    (file) =>
      html`<li data-file="${file.id}"><span><a href="/api/drafts/${draft}/files/${file.id}">${file.name}</a> <small>${sizeOf(file.bytes)}</small></span><button class="quiet" name="do" value="unfile:${id}:${file.id}">${say('remove-file', { name: file.name })}</button></li>`,
  )
  const full = max !== undefined && files.length >= max
  return html`${list.length > 0 && html`<ul class="files">${list}</ul>`}${
    !full &&
    html`<label class="hidden" for="u-${id}">${say('choose-files')}</label><input type="file" id="u-${id}" name="u.${id}" accept="${accept.map((kind) => `.${kind}`).join(',')}"${max !== 1 && html` multiple`}><button class="second without-script" name="do" value="upload:${id}">${say('upload')}</button>`
  }<div class="progress" data-progress></div>`
}

function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
