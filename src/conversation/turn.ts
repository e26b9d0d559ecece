/** The working state of one turn: the machine's position, the draft so far, and what is to be said and done. */
import type { Change } from './draft.ts'
import {
  conversationMachine,
  type MachineAction,
  type MachineEvent,
  moved,
  type Snapshot,
} from './machine.ts'
import type { Activity, ConversationState, Draft, DraftEvent, Effect, Memory, Reach, Reply } from './types.ts'
import type { Library, Speech, World } from './world.ts'

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
  private readonly events: DraftEvent[] = []
  private readonly input: TurnInput

  constructor(input: TurnInput) {
    this.input = input
    this.draft = input.draft
    this.locale = input.state.locale
    this.memory = input.state.memory
    this.snapshot = conversationMachine.resolveState(
      input.state.snapshot as Parameters<typeof conversationMachine.resolveState>[0],
    )
  }

  /** What can be seen now: it changes with the draft and the language. */
  get world(): World {
    return {
      ...this.input.library.speech(this.locale),
      draft: this.draft,
      at: this.input.receivedAt,
      unprintable: this.input.unprintable,
      documentAddress: this.input.documentAddress,
      fileAddress: this.input.fileAddress,
    }
  }

  /** The programme in another of its languages. */
  speech(locale: string): Speech {
    return this.input.library.speech(locale)
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
