/** What changed, looked up once for every console that is open on this server. */
import type { CaseRow } from '../../casework/policy.ts'
import type { Enquiry } from '../../enquiry/enquiry.ts'
import type { Row } from '../../enquiry/policy.ts'
import type { CaseStore } from '../../ports/cases.ts'
import { type EnquiryStore, OFFICERS } from '../../ports/desk.ts'
import type { Changes } from '../../ports/nodes.ts'
import { rowOf } from '../../service/cases/seen-case.ts'

export type Heard =
  /** `before`: as it was before it was moved, for those who no longer see it */
  | { type: 'enquiry'; enquiry: Enquiry; before: Row | null }
  | { type: 'case'; id: string; row: CaseRow }
  /** somebody's account, rights or leave */
  | { type: 'officers' }
  | { type: 'clarifications'; programme: string }
  /** some may have gone unheard */
  | { type: 'missed' }

type Listener = (heard: Heard) => void

interface Looked {
  enquiries: EnquiryStore
  cases: Pick<CaseStore, 'application' | 'project'>
  changes: Changes
}

export class DeskFeed {
  private readonly store: Looked
  private readonly listeners = new Set<Listener>()
  private readonly waiting = new Set<string>()
  private stop: (() => void) | null = null
  private working = false

  constructor(store: Looked) {
    this.store = store
  }

  /** Returns what ends it. Nothing is looked up while nobody listens. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener)
    this.stop ??= this.store.changes.listen(
      (id) => this.hear(id),
      () => this.tell({ type: 'missed' }),
    )
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size > 0) return
      this.stop?.()
      this.stop = null
    }
  }

  private hear(id: string): void {
    const [kind, name] = id.split(':', 2)
    if (id === OFFICERS) this.tell({ type: 'officers' })
    else if (kind === 'clarifications' && name) this.tell({ type: 'clarifications', programme: name })
    else if ((kind === 'enquiry' || kind === 'case') && name) {
      this.waiting.add(id)
      void this.work()
    }
  }

  /** One look-up at a time; whatever is announced again meanwhile waits only once. */
  private async work(): Promise<void> {
    if (this.working) return
    this.working = true
    for (let id = first(this.waiting); id !== null; id = first(this.waiting)) {
      this.waiting.delete(id)
      await this.lookUp(id).catch(() => this.tell({ type: 'missed' }))
    }
    this.working = false
  }

  private async lookUp(changed: string): Promise<void> {
    const [kind, id = ''] = changed.split(':', 2)
    if (kind === 'case') return this.lookUpCase(id)
    const enquiry = await this.store.enquiries.find(id)
    if (enquiry) this.tell({ type: 'enquiry', enquiry, before: await this.before(enquiry) })
  }

  private async lookUpCase(id: string): Promise<void> {
    const { cases } = this.store
    const found = (await cases.application(id)) ?? (await cases.project(id))
    if (found) this.tell({ type: 'case', id, row: rowOf(found) })
  }

  private async before(enquiry: Enquiry): Promise<Row | null> {
    const last = (await this.store.enquiries.entries(enquiry.id)).at(-1)
    const from = last?.kind === 'moved' || last?.kind === 'taken' ? last.data.from : null
    if (!from) return null
    return { ...enquiry, contact: from.contact ?? enquiry.contact, holderId: from.officer ?? null }
  }

  private tell(heard: Heard): void {
    for (const listener of [...this.listeners]) listener(heard)
  }
}

const first = (ids: ReadonlySet<string>): string | null => ids.values().next().value ?? null
