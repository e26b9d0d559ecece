/** The working state of one turn: the machine's position, the draft so far, and what is to be said and done. */
import type { Change } from './draft.ts'
import { type MachineAction, type MachineEvent, moved, type Snapshot, snapshotOf } from './machine.ts'
import type { Activity, ConversationState, Draft, DraftEvent, Effect, Memory, Reach, Reply } from './types.ts'
import type { Amendment, Library, Speech, World } from './world.ts'

export interface TurnInput {
  library: Library
  state: ConversationState
  draft: Draft
  activity: Activity
  /** when the activity was received; decides whether it is in time */
  receivedAt: Date
  unprintable: World['unprintable']
  documentAddress: World['documentAddress']
  fileAddress: World['fileAddress']
  /** absent: a conversation that reaches nobody beyond itself */
  reach?: Reach
  /** the version in force, when the draft is pinned to an earlier one */
  amendment?: Amendment | null
  /** the version that the last change led away from, if it did: the way back */
  before?: Library | null
}

export interface TurnOutput {
  state: ConversationState
  draft: Draft
  draftEvents: DraftEvent[]
  replies: Reply[]
  effects: Effect[]
}

export class Turn {
  readonly replies: Reply[] = []
  readonly effects: Effect[] = []
  memory: Memory
  private snapshot: Snapshot
  private locale: string
  private draft
  private library: Library
  private readonly events: DraftEvent[] = []
  private readonly input: TurnInput

  constructor(input: TurnInput) {
    this.input = input
    this.draft = input.draft
    this.library = input.library
    this.locale = input.state.locale
    this.memory = input.state.memory
    this.snapshot = snapshotOf(input.state.snapshot as Parameters<typeof snapshotOf>[0])
  }

  /** What can be seen now: it changes with the draft and the language. */
  get world(): World {
    return {
      ...this.library.speech(this.locale),
      draft: this.draft,
      at: this.input.receivedAt,
      unprintable: this.input.unprintable,
      documentAddress: this.input.documentAddress,
      fileAddress: this.input.fileAddress,
    }
  }

  /** The programme in another of its languages. */
  speech(locale: string): Speech {
    return this.library.speech(locale)
  }

  /** The version that this draft may be moved to; what was once handed in stays with its own. */
  get amendment(): Amendment | null {
    const { amendment } = this.input
    const { submission, case: kept, form } = this.draft
    if (!amendment || submission || kept || form) return null
    return amendment.library.programme.hash === this.library.programme.hash ? null : amendment
  }

  /** The version with this content hash, as far as it can be had here. */
  version(hash: unknown): Library | null {
    const known = [this.input.before, this.input.amendment?.library]
    return known.find((library) => library?.programme.hash === hash) ?? null
  }

  /** From here on the draft goes by another version. */
  goOnWith(library: Library): void {
    this.library = library
    this.effects.push({ type: 'move-draft', hash: library.programme.hash })
  }

  get reach(): Reach {
    return this.input.reach ?? { channel: '', canNotify: false, noticesHere: false, enquiries: false }
  }

  get context() {
    return this.snapshot.context
  }

  /** The revision the draft will have after this turn, as far as it has got. */
  get revision(): number {
    return this.input.draft.revision + (this.events.length > 0 ? 1 : 0)
  }

  /** True in the given state, such as {task: {filing: 'checking'}}. */
  isIn(value: Parameters<Snapshot['matches']>[0]): boolean {
    return this.snapshot.matches(value)
  }

  /** The step of putting a question to a person, if one is being put. */
  get enquiring(): 'composing' | 'area' | 'checking' | null {
    const steps = ['composing', 'area', 'checking'] as const
    return steps.find((enquiry) => this.isIn({ enquiry })) ?? null
  }

  /** What is asked about something that is wanted of an application or a project, if anything is. */
  get wishing(): 'until' | 'reason' | null {
    const steps = ['until', 'reason'] as const
    return steps.find((wish) => this.isIn({ wish })) ?? null
  }

  /** Moves the machine; what it says or wants done comes back as actions. */
  move(event: MachineEvent): MachineAction[] {
    const [next, actions] = moved(this.snapshot, event)
    this.snapshot = next
    return actions
  }

  say(reply: Reply): void {
    this.replies.push(reply)
  }

  /** Takes over a change of the draft and remembers it for undo. */
  apply(change: Change): void {
    this.draft = change.draft
    this.events.push(...change.events)
  }

  /** Marks the draft as submitted, or as a draft again: nothing goes on then but the application of a later form. */
  setSubmission(submission: NonNullable<TurnInput['draft']['submission']> | null): void {
    const { submission: _, case: kept, ...rest } = this.draft
    const stays = kept && (submission || rest.form) ? { case: kept } : {}
    this.draft = { ...rest, ...stays, ...(submission ? { submission } : {}) }
  }

  speak(locale: string): void {
    this.locale = locale
  }

  /** The draft as this conversation has now seen it. */
  private seen(changed: boolean): NonNullable<Memory['seen']> {
    const { entries, revision, submission } = this.draft
    const { field } = this.context
    return {
      revision: revision + (changed ? 1 : 0),
      field,
      entry: field ? (entries[field] ?? null) : null,
      submission: submission?.number ?? null,
      version: this.library.programme.hash,
    }
  }

  finish(): TurnOutput {
    const changed = this.events.length > 0
    const memory: Memory = {
      ...this.memory,
      ...(changed ? { lastChange: this.events } : {}),
      offered: this.replies.length > 0 ? (this.replies.at(-1)?.choices ?? []) : this.memory.offered,
      seen: this.seen(changed),
    }
    return {
      state: {
        locale: this.locale,
        snapshot: { value: this.snapshot.value, context: this.snapshot.context },
        memory,
      },
      draft: { ...this.draft, revision: this.revision },
      draftEvents: this.events,
      replies: this.replies,
      effects: this.effects,
    }
  }
}
