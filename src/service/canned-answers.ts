/** Answers that officers write often, shared by all of a programme. */
import type { z } from 'zod'
import { type cannedRequestSchema, type cannedSchema, MAX_ANSWER } from '../contract/desk.ts'
import { PLACEHOLDERS, unknownIn } from '../enquiry/placeholders.ts'
import { mayDo, type Officer } from '../enquiry/policy.ts'
import { lengthOf } from '../language/normalise.ts'
import type { CannedRecord } from '../ports/desk.ts'
import type { Clock, Ids } from '../ports/outside.ts'
import type { Store } from '../ports/store.ts'
import { officerNames } from './enquiries/list-enquiries.ts'
import { Failure } from './failure.ts'
import type { Libraries } from './libraries.ts'

type Wire = z.infer<typeof cannedSchema>

export interface CannedDeps {
  store: Pick<Store, 'canned' | 'officers'>
  libraries: Libraries
  clock: Clock
  ids: Ids
}

/** In characters. */
const MOST = { title: 100, text: MAX_ANSWER } as const

export class CannedAnswers {
  private readonly deps: CannedDeps

  constructor(deps: CannedDeps) {
    this.deps = deps
  }

  /** Those of a programme, by title. @throws Failure not-allowed */
  async list(officer: Officer, programmeId: string): Promise<Wire[]> {
    allow(officer, programmeId)
    const names = await officerNames(this.deps.store)
    return (await this.deps.store.canned.all(programmeId)).map((record) => wire(record, names))
  }

  /**
   * `id` null: a new one. The last change counts.
   * @throws Failure not-allowed, unknown-canned, too-long, missing-field or unknown-placeholder
   */
  async save(
    officer: Officer,
    id: string | null,
    { programme, locale, ...words }: z.infer<typeof cannedRequestSchema>,
  ): Promise<Wire> {
    allow(officer, programme)
    const { store, libraries, ids, clock } = this.deps
    if (!libraries.find(programme)) throw new Failure('unknown-programme', { id: programme })
    if (id !== null && (await this.find(id)).programmeId !== programme) throw new Failure('unknown-canned')
    const [title, text] = [within('title', words.title), within('text', words.text)]
    const [name] = unknownIn(`${title} ${text}`)
    if (name !== undefined) throw new Failure('unknown-placeholder', { name, allowed: allowed() }, 'text')
    const changed = { changedBy: officer.id, changedAt: clock.now() }
    const record = { id: id ?? ids.next(), programmeId: programme, locale, title, text, ...changed }
    await store.canned.save(record)
    return wire(record, new Map([[officer.id, officer.name]]))
  }

  /** @throws Failure not-allowed or unknown-canned */
  async remove(officer: Officer, id: string): Promise<void> {
    const { programmeId } = await this.find(id)
    allow(officer, programmeId)
    await this.deps.store.canned.remove(id)
  }

  private async find(id: string): Promise<CannedRecord> {
    for (const programme of this.deps.libraries.ids()) {
      const found = (await this.deps.store.canned.all(programme)).find((one) => one.id === id)
      if (found) return found
    }
    throw new Failure('unknown-canned')
  }
}

function allow(officer: Officer, programmeId: string): void {
  if (!mayDo(officer, 'edit-canned', programmeId)) throw new Failure('not-allowed')
}

/** As they are written. */
const allowed = (): string => PLACEHOLDERS.map((name) => `{${name}}`).join(' ')

function within(field: keyof typeof MOST, words: string): string {
  const trimmed = words.trim()
  const [count, max] = [lengthOf(trimmed), MOST[field]]
  if (count === 0) throw new Failure('missing-field', {}, field)
  if (count > max) throw new Failure('too-long', { field, count, max, excess: count - max }, field)
  return trimmed
}

const wire = (record: CannedRecord, names: ReadonlyMap<string, string>): Wire => ({
  ...record,
  changedBy: names.get(record.changedBy) ?? '',
  changedAt: record.changedAt.toISOString(),
})
