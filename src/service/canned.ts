/** Canned answers of a programme's officers. */
import type { z } from 'zod'
import { officerActor } from '../audit/entry.ts'
import type { cannedRequestSchema, cannedSchema } from '../contract/clarifications.ts'
import { PLACEHOLDERS, unknownIn } from '../enquiry/placeholders.ts'
import { mayDo, type Officer } from '../enquiry/policy.ts'
import type { CannedRecord, CannedStore, OfficerStore } from '../ports/desk.ts'
import type { Clock, Ids } from '../ports/outside.ts'
import { officerNames } from './enquiries/list-enquiries.ts'
import { Failure } from './failure.ts'
import type { Libraries } from './libraries.ts'

type Wire = z.infer<typeof cannedSchema>

interface Deps {
  store: { canned: CannedStore; officers: OfficerStore }
  libraries: Libraries
  clock: Clock
  ids: Ids
}

export class Canned {
  private readonly deps: Deps

  constructor(deps: Deps) {
    this.deps = deps
  }

  async list(programme: string): Promise<Wire[]> {
    const names = await officerNames(this.deps.store)
    return (await this.deps.store.canned.all(programme)).map((record) => wire(record, names))
  }

  /** `id` null: a new one. @throws Failure not-allowed, unknown-canned, unknown-placeholder */
  async save(
    officer: Officer,
    id: string | null,
    { programme, ...words }: z.infer<typeof cannedRequestSchema>,
  ): Promise<Wire> {
    const { store, clock, ids } = this.deps
    demand(officer, programme)
    knowsPlaceholders(words)
    if (id !== null && (await this.find(id)).programmeId !== programme) throw new Failure('unknown-canned')
    const changed = { changedBy: officer.id, changedAt: clock.now() }
    const record = { id: id ?? ids.next(), programmeId: programme, ...words, ...changed }
    await store.canned.save(record)
    return wire(record, new Map([[officer.id, officer.name]]))
  }

  /** @throws Failure not-allowed, unknown-canned */
  async remove(officer: Officer, id: string): Promise<void> {
    const { programmeId } = await this.find(id)
    demand(officer, programmeId)
    await this.deps.store.canned.remove(id, officerActor(officer.id))
  }

  private async find(id: string): Promise<CannedRecord> {
    for (const programme of this.deps.libraries.ids()) {
      const found = (await this.deps.store.canned.all(programme)).find((one) => one.id === id)
      if (found) return found
    }
    throw new Failure('unknown-canned')
  }
}

function demand(officer: Officer, programme: string): void {
  if (!mayDo(officer, 'edit-canned', programme)) throw new Failure('not-allowed')
}

/** What would never be filled is refused when it is written, not found out by an asker. */
function knowsPlaceholders({ title, text }: Pick<CannedRecord, 'title' | 'text'>): void {
  const [name] = unknownIn(`${title}\n${text}`)
  const allowed = PLACEHOLDERS.map((one) => `{${one}}`).join(' ')
  if (name !== undefined) throw new Failure('unknown-placeholder', { name, allowed }, 'text')
}

const wire = (record: CannedRecord, names: ReadonlyMap<string, string>): Wire => ({
  ...record,
  changedBy: names.get(record.changedBy) ?? '',
  changedAt: record.changedAt.toISOString(),
})
