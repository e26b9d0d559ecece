/** Turns of officers' desks: what came is understood, done and said in one transaction, like every turn. */
import type { Choice } from '../../contract/conversation.ts'
import { initialState } from '../../conversation/take-turn.ts'
import type { Activity, ConversationState } from '../../conversation/types.ts'
import { deskOutcome, deskTurn } from '../../enquiry/desk.ts'
import {
  type DeskAct,
  type DeskActivity,
  type DeskOutcome,
  type DeskReply,
  type DeskState,
  type DeskStep,
  NO_DESK,
} from '../../enquiry/desk-shapes.ts'
import type { OfficerRecord } from '../../ports/desk.ts'
import type { ConversationRecord, TurnRecord } from '../../ports/store.ts'
import { isForOfficers, isPulled } from '../channel-kinds.ts'
import type { Prepared } from '../enquiries/act-on-enquiry.ts'
import { saidIn } from '../said-in.ts'
import { Binding } from './bind-desk.ts'
import type { Arrived, DeskResult, DeskTurnDeps, DeskTurns } from './desk-turns.ts'
import { deskWorld } from './desk-world.ts'

export class Desks implements DeskTurns {
  private readonly deps: DeskTurnDeps
  private readonly binding: Binding

  constructor(deps: DeskTurnDeps) {
    this.deps = deps
    this.binding = new Binding(deps)
  }

  async turnOf(conversation: ConversationRecord, activity: Arrived): Promise<TurnRecord | null> {
    const result = await this.resultOf(conversation, activity)
    return result && this.record(conversation, activity, result)
  }

  private async resultOf(conversation: ConversationRecord, activity: Arrived): Promise<DeskResult | null> {
    const { officerId, channel, state } = conversation
    if (officerId === null) {
      const bound = isPulled(channel) ? null : await this.binding.resultOf(conversation, activity)
      // nobody applies by mail: what is no code has no answer there
      return bound ?? (isForOfficers(channel) ? { replies: [], state, beyond: null } : null)
    }
    const officer = await this.deps.store.officers.find(officerId)
    const what = deskActivity(pressedIn(activity.activity, state.memory.offered))
    if (!officer || !what) return { replies: [], state, beyond: null }
    return officer.active
      ? this.work(conversation, activity, officer, what)
      : this.refuse(conversation, officer, what)
  }

  /** Whoever is no longer an officer hears just that, and nothing of enquiries. */
  private async refuse(
    { state }: ConversationRecord,
    officer: OfficerRecord,
    what: DeskActivity,
  ): Promise<DeskResult> {
    const isNews = what.kind === 'news' && what.news.type !== 'withdrawn'
    if (isNews) return { replies: [], state, beyond: null }
    const activity = { kind: 'news' as const, news: { type: 'withdrawn' as const } }
    const world = await deskWorld(this.deps, officer, { activity, state: NO_DESK, locale: state.locale })
    const { replies } = deskTurn({ world, state: NO_DESK, activity })
    return { replies, state, beyond: null }
  }

  private async work(
    conversation: ConversationRecord,
    arrived: Arrived,
    officer: OfficerRecord,
    activity: DeskActivity,
  ): Promise<DeskResult> {
    const { locale, memory } = conversation.state
    const state = memory.desk ?? NO_DESK
    const world = await deskWorld(this.deps, officer, { activity, state, locale })
    const step = deskTurn({ world, state, activity })
    if (step.act) return this.act(conversation, arrived, officer, step, step.act)
    if (step.command?.type === 'unbind')
      return { replies: step.replies, state: initialState(locale), beyond: { type: 'unbind' } }
    const spoken = step.command ? { ...conversation.state, locale: step.command.locale } : conversation.state
    return { replies: step.replies, state: remembering(spoken, step), beyond: null }
  }

  private async act(
    conversation: ConversationRecord,
    activity: Arrived,
    officer: OfficerRecord,
    { state, replies }: DeskStep,
    tried: DeskAct,
  ): Promise<DeskResult> {
    const prepared = await this.prepare(conversation, activity, officer, tried)
    // read again: whoever was faster has to be named
    const pressed = { kind: 'choice' as const, value: tried.enquiryId }
    const { locale } = conversation.state
    const world = await deskWorld(this.deps, officer, { activity: pressed, state, locale })
    const number = world.cases.find(({ enquiry }) => enquiry.id === tried.enquiryId)?.enquiry.number ?? ''
    const after = deskOutcome(world, state, tried, outcomeOf(prepared, tried, number))
    return {
      replies: [...replies, ...after.replies],
      state: remembering(conversation.state, after),
      beyond: prepared.type === 'change' ? prepared.change : null,
    }
  }

  private prepare(
    { id, channel }: ConversationRecord,
    { dedupeKey }: Arrived,
    officer: OfficerRecord,
    { enquiryId, act, version }: DeskAct,
  ): Promise<Prepared> {
    const key = `${id} ${dedupeKey}`
    return this.deps.acts.prepare(officer, enquiryId, act, { key, version, channel, filesOf: id })
  }

  private record(
    conversation: ConversationRecord,
    activity: Arrived,
    { replies, state, beyond }: DeskResult,
  ): TurnRecord {
    return {
      conversationId: conversation.id,
      version: conversation.version,
      activity,
      said: saidIn(activity.activity, conversation),
      state,
      replies: replies.map((reply) => ({ id: this.deps.ids.next(), reply })),
      draft: null,
      adopted: null,
      submission: null,
      recalled: null,
      touched: null,
      unanswered: [],
      at: this.deps.clock.now(),
      push: !isPulled(conversation.channel),
      beyond,
    }
  }
}

function outcomeOf(prepared: Prepared, { act }: DeskAct, number: string): DeskOutcome {
  if (prepared.type === 'unknown') return { type: 'refused', why: 'no-such', number }
  if (prepared.type !== 'refused') return { type: 'done', act: act.type, number }
  const { refused: why, ...more } = prepared.refusal
  return { type: 'refused', why, number: prepared.number, ...more }
}

/** The buttons of the last reply are those on the screen. */
function remembering(
  state: ConversationState,
  { state: desk, replies }: { state: DeskState; replies: DeskReply[] },
): ConversationState {
  const offered = replies.findLast(({ choices }) => choices !== undefined)?.choices ?? state.memory.offered
  return { ...state, memory: { ...state.memory, offered, desk } }
}

/** A question of ours answered by the words of its button, where there are no buttons, as in a mail. */
function pressedIn(activity: Activity, offered: readonly Choice[]): Activity {
  if (activity.kind !== 'text') return activity
  const said = activity.text.trim()
  const choice = offered.find(({ label, value }) => label === said && ANSWERS.test(value))
  return choice ? { kind: 'choice', value: choice.value, label: said } : activity
}

const ANSWERS = /^((yes|no):desk|desk:(line|for|language|cancel)(:|$))/

/** What came, as a desk takes it; null for what is only an applicant's business. */
function deskActivity(activity: Activity): DeskActivity | null {
  switch (activity.kind) {
    case 'start':
    case 'text':
    case 'choice':
    case 'form':
    case 'file':
      return activity
    case 'event':
      return ofEvent(activity.event)
    default:
      return null
  }
}

function ofEvent(event: Extract<Activity, { kind: 'event' }>['event']): DeskActivity | null {
  switch (event.type) {
    case 'desk':
      return { kind: 'news', news: event.news }
    case 'unreadable':
      return { kind: 'unreadable', why: event.why }
    case 'trouble':
      return { kind: 'trouble' }
    default:
      return null
  }
}
