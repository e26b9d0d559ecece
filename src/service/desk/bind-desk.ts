/** How a conversation becomes an officer's desk: by a code that the console shows and that is said here, once. */
import { initialState } from '../../conversation/take-turn.ts'
import type { Activity } from '../../conversation/types.ts'
import { deskTurn } from '../../enquiry/desk.ts'
import { refusedReply } from '../../enquiry/desk-news.ts'
import { NO_DESK } from '../../enquiry/desk-shapes.ts'
import type { OfficerRecord } from '../../ports/desk.ts'
import type { ConversationRecord } from '../../ports/store.ts'
import { normaliseCode } from '../resume-code.ts'
import type { Arrived, DeskResult, DeskTurnDeps } from './desk-turns.ts'
import { deskWorld } from './desk-world.ts'

export class Binding {
  private readonly deps: DeskTurnDeps

  constructor(deps: DeskTurnDeps) {
    this.deps = deps
  }

  /** What a code comes to that was said in nobody's desk; null: it was none, and is an ordinary message. */
  async resultOf(conversation: ConversationRecord, { activity }: Arrived): Promise<DeskResult | null> {
    const code = codeIn(activity)
    const { brakes } = this.deps
    if (code === null || !(await brakes.allows('desk-code', conversation.id))) return null
    const ticket = this.deps.hash(normaliseCode(code))
    const officer = await this.deps.store.officers.ticket(ticket, 'channel', this.deps.clock.now())
    if (!officer) return null
    await brakes.forgive('desk-code', conversation.id)
    return (await this.isAnApplicants(conversation))
      ? this.refuse(conversation, officer)
      : this.bind(conversation, officer, ticket)
  }

  /** What somebody has filled in or asked here would be lost, or seen by the wrong eyes. */
  private async isAnApplicants({ id, draft }: ConversationRecord): Promise<boolean> {
    if (draft && Object.keys(draft.entries).length > 0) return true
    const asked = await this.deps.store.enquiries.ofConversations([id])
    return asked.some(({ status }) => status !== 'erased')
  }

  private async bind(
    { state: { locale } }: ConversationRecord,
    officer: OfficerRecord,
    ticket: string,
  ): Promise<DeskResult> {
    const spoken = this.deps.languages.includes(officer.locale) ? officer.locale : locale
    const activity = { kind: 'news' as const, news: { type: 'bound' as const } }
    const world = await deskWorld(this.deps, officer, { activity, state: NO_DESK, locale: spoken })
    const { replies } = deskTurn({ world, state: NO_DESK, activity })
    return { replies, state: initialState(spoken), beyond: { type: 'bind', officerId: officer.id, ticket } }
  }

  /** The code stays good: it can be said elsewhere. */
  private async refuse({ state }: ConversationRecord, officer: OfficerRecord): Promise<DeskResult> {
    const activity = { kind: 'start' as const }
    const world = await deskWorld(this.deps, officer, { activity, state: NO_DESK, locale: state.locale })
    return {
      replies: [refusedReply(world, { why: 'own-application', number: null })],
      state,
      beyond: null,
    }
  }
}

const SAID = /^\/?(?:desk\s+)?([0-9a-z]{4}[-\s]?[0-9a-z]{4})$/i

/**
 * What may be a code: said alone, after the word desk, or handed over by a link that opens the chat. Eight letters
 * without a hyphen are a word, unless the word desk stands before them.
 */
export function codeIn(activity: Activity): string | null {
  if (activity.kind === 'start') return activity.code ?? null
  if (activity.kind !== 'text') return null
  const text = activity.text.normalize('NFKC').trim()
  const code = SAID.exec(text)?.[1] ?? null
  const isWord = code !== null && code === text && /^[a-z]+$/i.test(code)
  return isWord ? null : code
}
