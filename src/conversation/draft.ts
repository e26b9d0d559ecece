/** Changes of a draft: what the applicant says becomes entries and events, nothing is ever dropped. */
import { type ReadError, type Reading, readAnswer, readRow } from '../language/read-answer.ts'
import { prefills } from '../programme/prefill.ts'
import { brokenRules } from '../programme/steps.ts'
import { answerOf, type Entry } from '../programme/values.ts'
import { isClosed } from './handed-in.ts'
import { type Draft, type DraftEvent, type FileRef, type Row, VERSION } from './types.ts'
import { factsOf, readingOf, type World } from './world.ts'

/** A draft after a change, with the events that led there. */
export interface Change {
  draft: Draft
  events: DraftEvent[]
  /** the reading of the answer; absent where nothing was read */
  reading?: Reading
  /** a hard rule the value breaks although it reads well */
  broken?: string
  /** fields filled in from this answer */
  derived: string[]
}

/** Answers one field with what was typed; a wrong input is kept with its error. */
export function answer(world: World, fieldId: string, raw: string | string[]): Change {
  const field = world.programme.fields.get(fieldId)
  if (!field) return unchanged(world)
  const reading = readAnswer(field, raw, readingOf(world))
  const typed = Array.isArray(raw) ? raw.join(world.phrases.say('marks.list')) : raw
  const entry: Entry = reading.ok
    ? { value: reading.value, source: 'applicant' }
    : { raw: typed, error: reading.error, source: 'applicant' }
  const first = put(world.draft, fieldId, entry)
  const draft = reading.ok ? withPrefills(world, first, fieldId) : first
  const broken = reading.ok ? brokenRules(factsOf({ ...world, draft: draft.draft }), field)[0] : undefined
  return { ...draft, reading, ...(broken ? { broken } : {}) }
}

function withPrefills(world: World, change: Change, fieldId: string): Change {
  let result = change
  for (const [id, value] of prefills(world.programme, change.draft.entries, fieldId)) {
    // what must stay as it was handed in does not follow from what may be changed
    if (isClosed(world, id)) continue
    const next = put(result.draft, id, { value, source: 'derived' })
    result = { ...next, events: [...result.events, ...next.events], derived: [...result.derived, id] }
  }
  return result
}

interface Skipping {
  /** must be answered some day */
  needed: boolean
  /** by the check, not by the form */
  inCheck: boolean
}

/** Marks a field as left open for now; wrong input stays with it only where it must be put right some day. */
export function skip(world: World, fieldId: string, { needed, inCheck }: Skipping): Change {
  const before = needed ? world.draft.entries[fieldId] : undefined
  return put(world.draft, fieldId, { ...before, skipped: inCheck ? 'in-check' : true })
}

/** A line that could not be read as a row. */
export interface RowFault {
  /** as typed, in one line */
  line: string
  /** as typed, by column */
  cells: Readonly<Record<string, string>>
  /** empty where the list is full */
  column: string
  error: ReadError
}

/** Adds rows; the lines that cannot be read are kept as raw text beside the good rows. */
export function addRows(
  world: World,
  fieldId: string,
  rows: readonly Record<string, string>[],
): Change & { faults: RowFault[] } {
  const field = world.programme.fields.get(fieldId)
  if (!field?.columns) return { ...unchanged(world), faults: [] }
  const labels = world.text.fields[fieldId]?.columns ?? {}
  const good: Row[] = [...rowsOf(world.draft, fieldId)]
  const faults: RowFault[] = []
  for (const cells of rows) {
    const line = Object.values(cells)
      .filter((cell) => cell.trim() !== '')
      .join(world.phrases.say('marks.cell'))
    const result = readRow(field.columns, cells, labels, readingOf(world))
    if (!result.ok) faults.push({ line, cells, column: result.column, error: result.error })
    else if (good.length >= (field.maxRows ?? Number.POSITIVE_INFINITY))
      faults.push({ line, cells, column: '', error: { code: 'too-many-rows', params: { max: good.length } } })
    else good.push(result.row)
  }
  const raw = faults.map((fault) => fault.line).join('\n')
  const entry: Entry = {
    ...wrongRowsOf(world.draft, fieldId),
    ...(good.length > 0 ? { value: good } : {}),
    ...(raw !== '' ? { raw } : {}),
    source: 'applicant',
  }
  return { ...put(world.draft, fieldId, entry), faults }
}

/** Rows still wrong on the whole form stay where they are while good ones come and go. */
function wrongRowsOf(draft: Draft, fieldId: string): Pick<Entry, 'wrongRows' | 'error'> {
  const { wrongRows, error } = draft.entries[fieldId] ?? {}
  return wrongRows && error ? { wrongRows, error } : {}
}

/** Lets go of the lines beside the good rows that could not be read. */
export function dropRaw(world: World, fieldId: string): Change {
  const { raw: _, ...entry } = world.draft.entries[fieldId] ?? {}
  return put(world.draft, fieldId, entry)
}

/** Takes one row out. */
export function removeRow(world: World, fieldId: string, row: number): Change {
  const rows = rowsOf(world.draft, fieldId).filter((_, index) => index !== row)
  const kept = wrongRowsOf(world.draft, fieldId)
  const isEmpty = rows.length === 0 && !kept.wrongRows
  return put(world.draft, fieldId, isEmpty ? null : { ...kept, value: rows, source: 'applicant' })
}

/** Adds uploaded files to a field. */
export function addFiles(world: World, fieldId: string, files: readonly FileRef[]): Change {
  const have = answerOf(world.draft.entries, fieldId)
  const all = [...(Array.isArray(have) ? (have as FileRef[]) : []), ...files]
  return put(world.draft, fieldId, { value: all, source: 'applicant' })
}

/** Puts the entries of earlier events back as they were, newest first; what was changed since stays as it is. */
export function undo(world: World, events: readonly DraftEvent[]): Change {
  let result = unchanged(world)
  for (const event of [...events].reverse()) {
    if (event.field === VERSION) continue
    const now = result.draft.entries[event.field] ?? null
    if (JSON.stringify(now) !== JSON.stringify(event.new)) continue
    const next = put(result.draft, event.field, event.old)
    result = { ...next, events: [...result.events, ...next.events] }
  }
  return result
}

/** Empties the draft; undo brings it back. */
export function clear(world: World): Change {
  let result = unchanged(world)
  for (const field of Object.keys(world.draft.entries)) {
    const next = put(result.draft, field, null)
    result = { ...next, events: [...result.events, ...next.events] }
  }
  return result
}

/** Rows answered so far. */
export function rowsOf(draft: Draft, fieldId: string): Row[] {
  const value = draft.entries[fieldId]?.value
  return Array.isArray(value) ? (value as Row[]) : []
}

/** Writes one entry; the same once more is no change. */
export function put(draft: Draft, field: string, entry: Entry | null): Change {
  const old = draft.entries[field] ?? null
  if (JSON.stringify(old) === JSON.stringify(entry)) return { draft, events: [], derived: [] }
  const { [field]: _, ...others } = draft.entries
  const entries = entry ? { ...draft.entries, [field]: entry } : others
  return { draft: { ...draft, entries }, events: [{ field, old, new: entry }], derived: [] }
}

const unchanged = (world: World): Change => ({ draft: world.draft, events: [], derived: [] })
