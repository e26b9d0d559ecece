/** Finds several answers in one message: labelled lines, or clauses that name a field or have the shape of its value. */
import type { Field } from '../programme/schema.ts'
import { normaliseUscc } from '../programme/uscc.ts'
import type { FieldAnswer } from './commands.ts'
import { fieldNamedAt, fieldsCalled, fitting, typedLength } from './field-names.ts'
import { looksLikeQuestion } from './message.ts'
import { lengthOf, normalise } from './normalise.ts'
import { readPhone } from './phone.ts'
import type { Understanding } from './question.ts'
import { readAnswer } from './read-answer.ts'

/** What a message holds for the form, and what in it has no place there. */
export interface Several {
  answers: FieldAnswer[]
  rest: string[]
}

/** What is said in a row without line breaks is a list of answers only while it is short. */
const LONGEST_ROW = 200
/** A label of a line is short; a longer beginning is a sentence that happens to hold a colon. */
const LONGEST_LABEL = 12

/** Two answers or more, or null where the message is rather one answer, a question or a command. */
export function asSeveral(utterance: string, at: Understanding): Several | null {
  const lines = utterance.split('\n').filter((line) => line.trim() !== '')
  const found = (lines.length > 1 ? inLines(lines, at) : null) ?? inClauses(utterance, at)
  return found && isSeveral(found) ? found : null
}

const isSeveral = ({ answers }: Several): boolean => new Set(answers.map(({ field }) => field)).size > 1

/** Fields a message may fill in; lists and files have ways of their own. */
const isFillable = ({ type }: Field): boolean => !['rows', 'files', 'acknowledge', 'constant'].includes(type)

const LINE =
  /^\s*(?:[-•·*]|\(?\d{1,2}[.、)）]|[（(]?[一二三四五六七八九十]{1,3}[)）、.])?\s*([^:：]+)[:：]\s*(.*)$/

/** Pasted lines such as “单位名称：…”; a line without a label goes on with a long text. */
function inLines(lines: readonly string[], at: Understanding): Several | null {
  const found: Several = { answers: [], rest: [] }
  let last: { field: Field; answer: FieldAnswer } | null = null
  for (const line of lines) {
    const [, label = '', value = ''] = LINE.exec(line) ?? []
    const fields = label === '' ? null : fieldsCalled(label, at)
    const field = fields ? fitting(fields, value, at) : null
    if (field && isFillable(field)) {
      last = { field, answer: { field: field.id, raw: value.trim() } }
      found.answers.push(last.answer)
    } else if (last && goesOn(last, label)) last.answer.raw = `${last.answer.raw}\n${line.trim()}`.trim()
    else {
      found.rest.push(line.trim())
      last = null
    }
  }
  const answers = found.answers.filter(({ raw }) => raw !== '')
  return isSeveral({ ...found, answers }) ? { ...found, answers } : null
}

function goesOn({ field, answer }: { field: Field; answer: FieldAnswer }, label: string): boolean {
  const isLabel = label !== '' && lengthOf(label.trim()) <= LONGEST_LABEL
  return !isLabel && (field.type === 'longtext' || answer.raw === '')
}

const CLAUSES = /[,，;；。\n]|\s+(?=1[3-9]\d{9}(?!\d))|\s+(?=[^\s@]+@[^\s@]+\.[a-z])/i

/** “联系人张三，手机13800001111，a@b.cn”: each clause names its field or shows it by its shape. */
function inClauses(utterance: string, at: Understanding): Several | null {
  const clauses = utterance
    .split(CLAUSES)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '')
  const first = clauses[0]
  if (!first || at.open?.type === 'rows' || lengthOf(utterance) > LONGEST_ROW) return null
  if (/[?？]\s*$/.test(utterance) || looksLikeQuestion(first, at.phrases)) return null
  const found: Several = { answers: [], rest: [] }
  let named: [Field, ...Field[]] | null = null
  for (const clause of clauses) {
    const said: Clause | null = named ? { fields: named, raw: clause } : namedClause(clause, at)
    named = said?.raw === '' ? said.fields : null
    if (said?.raw === '') continue
    const answer = said
      ? { field: fitting(said.fields, said.raw, at).id, raw: said.raw }
      : (byShape(clause, found, at) ?? (clause === first ? toOpen(clause, at) : null))
    if (answer) found.answers.push(answer)
    else found.rest.push(clause)
  }
  const begins = found.rest[0] !== first
  return isFreeText(at.open) && !begins ? null : found
}

const isFreeText = (field: Field | null): boolean => field?.type === 'text' || field?.type === 'longtext'

interface Clause {
  fields: [Field, ...Field[]]
  raw: string
}

/** A clause that begins with the name of a field; what joins name and value is dropped. */
function namedClause(clause: string, at: Understanding): Clause | null {
  const text = normalise(clause)
  const lead = at.phrases
    .list('correction.lead')
    .filter((word) => text.startsWith(word))
    .sort((a, b) => b.length - a.length)[0]
  const from = lead ? lead.length + (/^\s/.test(text.slice(lead.length)) ? 1 : 0) : 0
  const named = fieldNamedAt(text, from, at)
  if (!named?.fields.every(isFillable)) return null
  const rest = clause.slice(typedLength(clause, named.end)).trim()
  const joint = at.phrases
    .list('correction.to')
    .concat(at.phrases.list('several.joints'))
    .find((word) => normalise(rest).startsWith(word))
  const raw = rest.slice(joint ? typedLength(rest, joint.length) : 0).replace(/^[\s:：=]+/, '')
  return { fields: named.fields, raw: raw.trim() }
}

/** A value that tells by its shape what it is goes to the next field of that shape after the one said before it. */
function byShape(clause: string, { answers }: Several, at: Understanding): FieldAnswer | null {
  const types = shapesOf(clause)
  const taken = new Set(answers.map(({ field }) => field))
  const fields = at.programme.sections.flatMap((section) => section.fields)
  const after = fields.findIndex(({ id }) => id === answers.at(-1)?.field) + 1
  const field = [...fields.slice(after), ...fields.slice(0, after)].find(
    ({ id, type }) => types.includes(type) && !taken.has(id),
  )
  return field ? { field: field.id, raw: clause } : null
}

function shapesOf(clause: string): Field['type'][] {
  if (/^[^\s@]+@[^\s@]+\.[a-z0-9-]{2,}$/i.test(clause)) return ['email']
  if (/^[0-9A-Z]{18}$/.test(normaliseUscc(clause))) return ['uscc']
  if (/^1[3-9]\d{9}$/.test(clause)) return ['mobile', 'phone']
  return readPhone(clause) ? ['phone'] : []
}

/** A first clause without a name answers the open question, where it can. */
function toOpen(clause: string, at: Understanding): FieldAnswer | null {
  const { open } = at
  if (!open || open.type === 'longtext' || !isFillable(open)) return null
  return readAnswer(open, clause, at).ok ? { field: open.id, raw: clause } : null
}
