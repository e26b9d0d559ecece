/** One person on several channels: what the effects about links and notices come to. */
import type { Draft, Effect, LinkEvent } from '../conversation/types.ts'
import type { Clock, Ids } from '../ports/outside.ts'
import type { ConversationRecord, PersonChange, Store, StoredActivity } from '../ports/store.ts'
import type { Programme } from '../programme/schema.ts'
import type { Brakes } from './brakes/brakes.ts'
import { guess } from './guess.ts'
import type { Libraries } from './libraries.ts'
import { normaliseCode } from './resume-code.ts'

/** What an effect came to: the event that reports it, what is to be written with the turn, and the draft to go on with. */
export interface LinkOutcome {
  event: LinkEvent
  change: PersonChange | null
  /** the other side, when its draft and language are taken over */
  adopt: ConversationRecord | null
}

const CODE_MINUTES = 10
interface Deps {
  store: Store
  clock: Clock
  ids: Ids
  libraries: Libraries
  brakes: Brakes
}

/** What an application is called: its first line of text. */
function titleOf(programme: Programme, draft: Draft): string {
  const first = programme.sections[0]?.fields.find(({ type }) => type === 'text')
  const value = first && draft.entries[first.id]?.value
  return typeof value === 'string' ? value : ''
}

/** Null for an effect that has nothing to do with links. Reads only; the turn's commit writes. */
export async function linkOutcome(
  effect: Effect,
  here: ConversationRecord,
  deps: Deps,
): Promise<LinkOutcome | null> {
  switch (effect.type) {
    case 'make-link-code':
      return makeCode(deps)
    case 'look-up-link':
      return lookUp(effect.code, here, deps)
    case 'link':
      return link(effect.code, here, deps)
    case 'unlink':
      return unlink(effect.who, here, deps)
    case 'set-notices': {
      const personId = here.personId ?? deps.ids.next()
      const change = { type: 'notices' as const, personId, to: effect.on ? here.id : null }
      return { event: { type: 'notices', on: effect.on }, change, adopt: null }
    }
    default:
      return null
  }
}

function makeCode({ ids, clock }: Deps): LinkOutcome {
  const code = ids.code()
  const expiresAt = new Date(clock.now().getTime() + CODE_MINUTES * 60_000)
  const event = { type: 'link-code' as const, code, minutes: CODE_MINUTES }
  return { event, change: { type: 'link-code', code, expiresAt }, adopt: null }
}

const NO_SUCH: LinkOutcome = { event: { type: 'no-such-link' }, change: null, adopt: null }

const TOO_MANY: LinkOutcome = { event: { type: 'too-many-codes' }, change: null, adopt: null }

/** The conversation that shows the code; never this one itself. */
function shownBy(code: string, here: ConversationRecord, { store, clock, brakes }: Deps) {
  return guess(brakes, here.id, async () => {
    const id = await store.persons.linkedBy(normaliseCode(code), clock.now())
    return id === null || id === here.id ? null : store.load(id)
  })
}

async function lookUp(code: string, here: ConversationRecord, deps: Deps): Promise<LinkOutcome> {
  const other = await shownBy(code, here, deps)
  if (other === 'too-many') return TOO_MANY
  if (!other) return NO_SUCH
  const { programme } = await deps.libraries.pinned(other.programmeHash)
  const project = other.draft ? titleOf(programme, other.draft) : ''
  const own = other.draft !== null && hasAnswers(here) && here.draft?.id !== other.draft.id
  const event: LinkEvent = {
    type: 'link-offer',
    code: normaliseCode(code),
    channel: other.channel,
    project,
    own,
  }
  return { event, change: null, adopt: null }
}

const hasAnswers = ({ draft }: ConversationRecord): boolean =>
  draft !== null && Object.keys(draft.entries).length > 0

async function link(code: string, here: ConversationRecord, deps: Deps): Promise<LinkOutcome> {
  const other = await shownBy(code, here, deps)
  if (other === 'too-many') return TOO_MANY
  if (!other) return NO_SUCH
  const leaves = other.draft !== null && hasAnswers(here) && here.draft?.id !== other.draft.id
  const event: LinkEvent = { type: 'linked', channel: other.channel, left: leaves ? here.draftCode : null }
  const change: PersonChange = {
    type: 'link',
    code: normaliseCode(code),
    personId: other.personId ?? here.personId ?? deps.ids.next(),
    other: other.id,
    othersDraft: other.draft === null ? (here.draft?.id ?? null) : null,
    tell: activityFor(
      other.id,
      `linked-${normaliseCode(code)}`,
      { type: 'linked-there', channel: here.channel },
      deps,
    ),
  }
  return { event, change, adopt: other }
}

async function unlink(who: 'here' | 'others', here: ConversationRecord, deps: Deps): Promise<LinkOutcome> {
  const known = here.personId ? await deps.store.persons.conversations(here.personId) : []
  const others = known.filter(({ id }) => id !== here.id)
  const event: LinkEvent = { type: 'unlinked', who, count: others.length }
  if (others.length === 0) return { event, change: null, adopt: null }
  const conversations = who === 'here' ? [here.id] : others.map(({ id }) => id)
  const key = `unlinked-${deps.ids.next()}`
  const tell =
    who === 'here' ? [] : conversations.map((id) => activityFor(id, key, { type: 'unlinked-there' }, deps))
  return { event, change: { type: 'unlink', conversations, tell }, adopt: null }
}

function activityFor(
  conversationId: string,
  dedupeKey: string,
  event: LinkEvent,
  { ids, clock }: Deps,
): StoredActivity {
  const activity = { kind: 'event' as const, event }
  return { id: ids.next(), conversationId, dedupeKey, activity, receivedAt: clock.now() }
}
