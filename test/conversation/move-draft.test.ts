/** Moving a draft to another version of its programme: whatever an author changes, no answer is lost unsaid. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FatedAnswer, moveDraft } from '../../src/conversation/move-draft.ts'
import { linesOf } from '../../src/conversation/replies/amendment.ts'
import { type Draft, type DraftEvent, type Entry, VERSION } from '../../src/conversation/types.ts'
import type { World } from '../../src/conversation/world.ts'
import type { Field, Programme } from '../../src/programme/schema.ts'
import type { Row } from '../../src/programme/values.ts'
import { statelessWorld } from '../../src/service/public-api.ts'
import { libraryOf } from '../rigs/golden.ts'

const specimen = await libraryOf('specimen')
const AT = new Date('2031-04-10T02:00:00Z')
const fieldsOf = ({ sections }: Programme): Field[] => sections.flatMap(({ fields }) => fields)
const ids = fieldsOf(specimen.programme).map(({ id }) => id)

/** What an author may do to one field. */
const edit = fc.oneof(
  fc.constant({ do: 'remove' as const }),
  fc.record({
    do: fc.constant('change' as const),
    type: fc.constantFrom<Field['type']>(
      'text',
      'longtext',
      'integer',
      'date',
      'choice',
      'choices',
      'rows',
      'files',
    ),
    max: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
    unit: fc.constantFrom(undefined, 10_000),
    options: fc.constantFrom(undefined, ['north-bank', 'planting'], ['flower', 'other', 'lessons']),
  }),
)
const edits = fc.dictionary(fc.constantFrom(...ids), edit, { maxKeys: 8 })

const file = { id: 'f', name: '图.pdf', bytes: 1, mediaType: 'application/pdf' }

/** Any state an answer may be in. */
const entryFor = (field: Field): fc.Arbitrary<Entry> => {
  const value: fc.Arbitrary<Entry> =
    field.type === 'files'
      ? fc.constant({ value: [file], source: 'applicant' })
      : field.type === 'rows'
        ? fc.array(fc.constant(rowOf(field)), { minLength: 1, maxLength: 3 }).map((rows) => ({ value: rows }))
        : field.options
          ? fc
              .constantFrom(...field.options)
              .map((one) => ({ value: field.type === 'choices' ? [one] : one }))
          : fc.constant<Entry>({ value: plainValue(field.type) })
  return fc.oneof(
    { weight: 4, arbitrary: value },
    fc.constant<Entry>({ raw: '还不知道', error: { code: 'format' }, source: 'applicant' }),
    fc.constant<Entry>({ skipped: true }),
  )
}

function plainValue(type: string): string | number | boolean {
  if (type === 'date') return '2031-05-01'
  if (['integer', 'decimal', 'percent'].includes(type)) return 12
  return type === 'yes-no' || type === 'acknowledge' ? true : '花园'
}

const rowOf = ({ columns = [] }: Field) =>
  Object.fromEntries(columns.map(({ id, type, options }) => [id, options?.[0] ?? plainValue(type)])) as Row

const drafts: fc.Arbitrary<Draft['entries']> = fc
  .subarray(fieldsOf(specimen.programme), { minLength: 1 })
  .chain((fields) => fc.record(Object.fromEntries(fields.map((field) => [field.id, entryFor(field)]))))

function amended(changes: Record<string, typeof edit extends fc.Arbitrary<infer T> ? T : never>): Programme {
  const sections = specimen.programme.sections.map((section) => ({
    ...section,
    fields: section.fields.flatMap((field): Field[] => {
      const change = changes[field.id]
      if (!change) return [field]
      if (change.do === 'remove') return []
      const { do: _, ...rest } = change
      return [{ ...field, ...rest } as Field]
    }) as unknown as typeof section.fields,
  }))
  const facts = specimen.programme.facts.map((fact) => [fact.id, fact] as const)
  const fields = new Map([...sections.flatMap((one) => one.fields.map((f) => [f.id, f] as const)), ...facts])
  return { ...specimen.programme, hash: 'amended', sections, fields }
}

const holds = ({ value, raw, wrongRows }: Entry): boolean =>
  value !== undefined || raw !== undefined || wrongRows !== undefined

const worldOf = (entries: Draft['entries']): World => statelessWorld(specimen, 'zh-CN', AT, entries)

describe('moving a draft to an amended call', () => {
  it('keeps every answer as it was, or reports what became of it, whatever the author changed', () => {
    fc.assert(
      fc.property(drafts, edits, (entries, changes) => {
        const before = worldOf(entries)
        const after = { ...before, programme: amended(changes) }
        const moved = moveDraft(before, after)
        expect(moved.answers.map(({ field }) => field).sort()).toEqual(Object.keys(entries).sort())
        const lines = linesOf({ before, after: { ...after, draft: moved.draft }, moved }).join('\n')
        for (const answer of moved.answers) told(answer, moved.draft, moved.events, lines, before)
      }),
      { numRuns: 300 },
    )
  })

  it('can be taken back to the very draft there was, by its events', () => {
    fc.assert(
      fc.property(drafts, edits, (entries, changes) => {
        const before = worldOf(entries)
        const { draft, events } = moveDraft(before, { ...before, programme: amended(changes) })
        const back = [...events].reverse().reduce(undone, draft.entries)
        expect(back).toEqual(entries)
      }),
      { numRuns: 300 },
    )
  })

  it('leaves the same figure in another unit to the applicant', () => {
    const entries = { total: { value: 30, source: 'applicant' as const } }
    const unit = specimen.programme.fields.get('total')?.unit === 10_000 ? undefined : 10_000
    const field = specimen.programme.fields.get('total') as Field
    const change = { do: 'change' as const, type: field.type, max: field.max, unit, options: undefined }
    const before = worldOf(entries)
    const { draft } = moveDraft(before, { ...before, programme: amended({ total: change as never }) })
    expect(draft.entries.total).toEqual({ raw: '30', error: { code: 'amended' }, source: 'applicant' })
  })

  it('does not take an option that is gone for another that sounds alike', () => {
    const field = specimen.programme.fields.get('street') as Field
    const change = { do: 'change' as const, ...field, options: ['north', 'south-bank'] }
    const before = worldOf({ street: { value: 'north-bank', source: 'applicant' } })
    const { draft } = moveDraft(before, { ...before, programme: amended({ street: change as never }) })
    expect(draft.entries.street).toMatchObject({ raw: '北岸街道', error: { code: 'amended' } })
  })
})

function told(
  { field, fate, old, entry }: FatedAnswer,
  draft: Draft,
  events: DraftEvent[],
  lines: string,
  world: World,
) {
  expect(draft.entries[field] ?? null).toEqual(entry)
  const event = events.find((one) => one.field === field)
  if (JSON.stringify(entry) === JSON.stringify(old)) return expect(event).toBeUndefined()
  // what is not as it was is in the record, as it was
  expect(event).toEqual({ field, old, new: entry })
  if (!holds(old)) return
  if (fate === 'stands') return expect(entry?.value).toEqual(old.value)
  expect(lines).toContain(`“${world.text.fields[field]?.label ?? field}”`)
  if (fate === 'wrong') expect(holds(entry ?? {})).toBe(true)
}

function undone(entries: Draft['entries'], { field, old }: DraftEvent): Draft['entries'] {
  if (field === VERSION) return entries
  const { [field]: _, ...rest } = entries
  return old ? { ...rest, [field]: old } : rest
}
