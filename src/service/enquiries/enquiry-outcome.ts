/** What the effects about enquiries come to, to be written with the turn that asked for them. */
import type { ConversationState, Draft, Effect, ShellEvent } from '../../conversation/types.ts'
import type { Library } from '../../conversation/world.ts'
import type { Asker, AskerAct } from '../../enquiry/decide-asker.ts'
import type { Enquiry, Said, Standing } from '../../enquiry/enquiry.ts'
import { isRefusal, type Refusal } from '../../enquiry/outcome.ts'
import { type Asked, type Route, route, toldBy } from '../../enquiry/route.ts'
import type { EnquiryChange, EraseChange } from '../../ports/desk.ts'
import type { ConversationRecord } from '../../ports/store.ts'
import { applicationNumber } from '../numbering.ts'
import { changeOf } from './change-of.ts'
import { type Decided, Decider, type EnquiryDeps } from './decider.ts'
import { draftSummary } from './draft-summary.ts'
import { eraseAll } from './erase.ts'
import { isStaffed } from './staffed.ts'

/** The event that reports it, and what is to be written with the turn. */
export interface EnquiryOutcome {
  event: ShellEvent
  change: EnquiryChange | EraseChange | null
}

/** The conversation as the turn leaves it. */
export interface Here {
  conversation: ConversationRecord
  state: ConversationState
  draft: Draft
  library: Library
}

type Of<T extends Effect['type']> = Extract<Effect, { type: T }>

/** Lines of the talk that go with an enquiry. */
const LINES = 40

/** Null for an effect that has nothing to do with enquiries. Reads only; the turn's commit writes. */
export async function enquiryOutcome(
  effect: Effect,
  here: Here,
  deps: EnquiryDeps,
): Promise<EnquiryOutcome | null> {
  switch (effect.type) {
    case 'enquire':
      return ask(effect, here, deps)
    case 'follow-up': {
      const { text, files } = effect
      const { id: conversationId } = here.conversation
      const { locale } = here.state
      return act(effect.number, { type: 'follow-up', text, files, conversationId, locale }, here, deps)
    }
    case 'rate-enquiry':
      return act(effect.number, { type: 'rate', stars: effect.stars }, here, deps)
    case 'list-enquiries':
      return list(here, deps)
    case 'erase':
      return eraseAll(here.conversation, await conversationsOf(here.conversation, deps), deps)
    default:
      return null
  }
}

async function ask(effect: Of<'enquire'>, here: Here, deps: EnquiryDeps): Promise<EnquiryOutcome> {
  const { conversation, draft, library, state } = here
  const { programme } = library
  if (!(await isStaffed(deps.store, programme.id))) return refused(null, { refused: 'no-desk' })
  if (!(await deps.brakes.allows('enquiry', conversation.personId ?? conversation.id)))
    return refused(null, { refused: 'too-many' })
  const { area, general, consent, text, files } = effect
  const to = routed({ programme, ...toldBy(draft), general, ...(area === null ? {} : { area }) })
  const pattern = (deps.libraries.find(programme.id)?.programme ?? programme).enquiries.numbering
  const decided = await new Decider(deps).ask(
    {
      type: 'ask',
      id: deps.ids.next(),
      number: applicationNumber(pattern, await deps.store.enquiries.nextNumber(programme.id)),
      programmeId: programme.id,
      conversationId: conversation.id,
      locale: state.locale,
      area: to.type === 'contact' ? to.area : null,
      contact: to.contact,
      unpublished: to.type === 'contact' ? to.unpublished : null,
      text,
      files,
      summary: consent ? draftSummary(library, draft, deps.clock.now()) : null,
      transcript: consent ? await talkOf(conversation, deps) : null,
    },
    askerIn(conversation),
  )
  return outcomeOf(null, decided, here, deps, true)
}

/** An area that is still unclear was asked for: the general line will do. */
function routed(asked: Asked): Exclude<Route, { type: 'ask-area' }> {
  const to = route(asked)
  if (to.type !== 'ask-area') return to
  return routed({ ...asked, general: true })
}

/** The last lines before this turn, without what was said unasked. */
async function talkOf({ id, seq }: ConversationRecord, { store }: EnquiryDeps): Promise<Said[]> {
  const lines = await store.transcript(id, Math.max(0, seq - LINES))
  return lines.map(({ from, at, text }) => ({ from, at: at.toISOString(), text }))
}

async function act(number: string, what: AskerAct, here: Here, deps: EnquiryDeps): Promise<EnquiryOutcome> {
  const enquiry = (await enquiriesOf(here.conversation, deps)).find(
    (one) => one.number.toUpperCase() === number.trim().toUpperCase(),
  )
  if (!enquiry) return refused(number, { refused: 'unknown-enquiry' })
  const decided = await new Decider(deps).asker(enquiry, what, askerIn(here.conversation))
  return outcomeOf(enquiry.number, decided, here, deps)
}

function outcomeOf(
  number: string | null,
  decided: Decided | Refusal,
  { conversation }: Here,
  deps: EnquiryDeps,
  isNew = false,
): EnquiryOutcome {
  if (isRefusal(decided)) return refused(number, decided)
  const news = decided.outcomes[0]?.asker
  if (!news) throw new Error('An act of the asker comes to no news for the asker')
  const change = changeOf(decided, deps, { isNew, ownTurn: true, filesOf: { conversation: conversation.id } })
  return { event: { type: 'enquiry', news }, change }
}

type Refused = Refusal | { refused: 'no-desk' | 'too-many' | 'unknown-enquiry' }

function refused(number: string | null, { refused: why, ...params }: Refused): EnquiryOutcome {
  const { count, max } = params as Refusal
  const counts = count === undefined || max === undefined ? {} : { count, max }
  return { event: { type: 'enquiry', news: { type: 'refused', number, why, ...counts } }, change: null }
}

async function list({ conversation }: Here, deps: EnquiryDeps): Promise<EnquiryOutcome> {
  const own = (await enquiriesOf(conversation, deps)).filter(({ status }) => status !== 'erased')
  return {
    event: { type: 'enquiry', news: { type: 'list', enquiries: own.map(standingOf) } },
    change: null,
  }
}

const standingOf = ({ number, question, status, contact, askedAt, dueAt }: Enquiry): Standing => ({
  number,
  question,
  status,
  contact,
  askedAt: askedAt.toISOString(),
  dueAt: dueAt?.toISOString() ?? null,
})

const askerIn = ({ channel }: ConversationRecord): Asker => ({ by: 'asker', channel })

/** Every conversation linked to whoever speaks here, this one included. */
async function conversationsOf(here: ConversationRecord, { store }: EnquiryDeps): Promise<string[]> {
  const known = here.personId ? await store.persons.conversations(here.personId) : []
  return [...new Set([here.id, ...known.map(({ id }) => id)])]
}

const enquiriesOf = async (here: ConversationRecord, deps: EnquiryDeps): Promise<Enquiry[]> =>
  deps.store.enquiries.ofConversations(await conversationsOf(here, deps))
