/** Hears on every node what was published or withdrawn, so that the assistant answers with it at once. */
import type { ClarificationStore } from '../../ports/desk.ts'
import type { Changes } from '../../ports/nodes.ts'
import type { Libraries } from '../libraries.ts'
import { publicPath } from './public-path.ts'

export interface EarDeps {
  store: { clarifications: Pick<ClarificationStore, 'published'>; changes: Pick<Changes, 'listen'> }
  libraries: Pick<Libraries, 'clarify' | 'ids'>
  publicUrl: () => string
  /** learning is parted into pieces, and others work in between */
  breathe: () => Promise<void>
  onTrouble: (error: unknown) => void
}

const TOPIC = 'clarifications:'
/** A node that was killed between writing and telling has told nobody: all look again this often. */
const LOOK_AGAIN_MS = 30_000

/** What is announced when the clarifications of a programme have changed. */
export const changesOf = (programmeId: string): string => `${TOPIC}${programmeId}`

export class ClarificationEar {
  private readonly deps: EarDeps
  private readonly looking = new Map<string, Promise<void>>()
  /** what was last heard of each programme, by ids and versions */
  private readonly heard = new Map<string, string>()
  private stopListening: (() => void) | null = null
  private timer: NodeJS.Timeout | undefined

  constructor(deps: EarDeps) {
    this.deps = deps
  }

  /** Listens from now on, and has heard everything there is when it resolves. */
  async start(): Promise<void> {
    const all = (): void => {
      for (const id of this.deps.libraries.ids()) void this.look(id).catch(this.deps.onTrouble)
    }
    this.stopListening = this.deps.store.changes.listen((id) => {
      if (id.startsWith(TOPIC)) void this.look(id.slice(TOPIC.length)).catch(this.deps.onTrouble)
    }, all)
    this.timer = setInterval(all, LOOK_AGAIN_MS).unref()
    for (const id of this.deps.libraries.ids()) await this.look(id)
  }

  async close(): Promise<void> {
    clearInterval(this.timer)
    this.stopListening?.()
    await Promise.allSettled(this.looking.values())
  }

  /** Looks what there is now. One look at a time for each programme: one asked for meanwhile comes after it. */
  look(programmeId: string): Promise<void> {
    const before = this.looking.get(programmeId) ?? Promise.resolve()
    const look = before.catch(() => {}).then(() => this.lookNow(programmeId))
    this.looking.set(programmeId, look)
    return look
  }

  private async lookNow(programmeId: string): Promise<void> {
    const records = await this.deps.store.clarifications.published(programmeId)
    const state = records.map(({ id, version }) => `${id}.${version}`).join(' ')
    if (this.heard.get(programmeId) === state) return
    const addressOf = (number: number): string =>
      `${this.deps.publicUrl()}${publicPath(programmeId)}#clarification-${number}`
    const steps = this.deps.libraries.clarify(programmeId, records, addressOf)
    this.heard.set(programmeId, state)
    for (const _ of steps ?? []) await this.deps.breathe()
  }
}
