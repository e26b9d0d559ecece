/** What applicants and officers are told of a case that has moved: activities for the conversation of the one and the desks of the others. */
import type { CaseNews, CaseRecord } from '../../casework/case.ts'
import type { IssuedRecord } from '../../casework/issued.ts'
import type { Effect, Party } from '../../casework/life.ts'
import { roleOn } from '../../casework/policy.ts'
import type { OfficerRecord } from '../../ports/desk.ts'
import type { Acquaintance, StoredActivity } from '../../ports/store.ts'
import type { Programme } from '../../programme/schema.ts'
import { documentAddress } from '../document-address.ts'
import { tellDesks, tellingOf } from '../enquiries/desk-tells.ts'
import type { Taken } from './decide-case.ts'
import type { CaseDeps } from './deps.ts'

/** What a telling is made from. */
export interface Occasion {
  taken: Taken
  /** id of the event: nobody is told twice of it */
  event: string
  programme: Programme
  /** papers that were issued on the occasion */
  issued: readonly IssuedRecord[]
  /** last day of the project that begins with it, ISO */
  begunUntil: string | null
}

type Telling = Extract<Effect, { type: 'tell' | 'ask-second' | 'tell-objected' | 'warn' }>

/** Everybody who hears of it, each once. */
export async function tellingsOf(occasion: Occasion, deps: CaseDeps): Promise<StoredActivity[]> {
  const tellings = occasion.taken.effects.filter(isTelling)
  if (tellings.length === 0) return []
  const { store } = deps
  const [officers, holders] = await Promise.all([
    store.officers.all(),
    store.drafts.holders(occasion.taken.record.draftId),
  ])
  return tellings.flatMap((telling) => told(telling, occasion, { officers, holders }, deps))
}

/** The news that the applicant's own act comes to is what the others are told of it; null: nobody is. */
export function ownNews(occasion: Occasion, deps: Pick<CaseDeps, 'sealer'>): CaseNews | null {
  const telling = occasion.taken.effects.find((effect) => effect.type === 'tell')
  return telling ? caseNews(telling.news, occasion, deps) : null
}

/** What stands in every piece of news of a case. */
export function newsOf(record: CaseRecord, news: string, at: Date): CaseNews {
  const { kind, number, title, body, holder } = record
  return { of: kind, news, number, title, body, holder, at: at.toISOString() }
}

function isTelling(effect: Effect): effect is Telling {
  return ['tell', 'ask-second', 'tell-objected', 'warn'].includes(effect.type)
}

interface Listeners {
  officers: readonly OfficerRecord[]
  holders: readonly Acquaintance[]
}

function told(
  telling: Telling,
  occasion: Occasion,
  { officers, holders }: Listeners,
  deps: CaseDeps,
): StoredActivity[] {
  const { event } = occasion
  const speaking = speakingOf(holders)
  const forApplicant = (news: CaseNews) =>
    speaking ? [tellingOf(speaking.id, `case:${news.news}:${event}`, { type: 'case', news }, deps)] : []
  switch (telling.type) {
    case 'warn':
      return forApplicant({ ...caseNews('warn', occasion, deps), daysLeft: telling.daysLeft })
    case 'tell':
      if (telling.to === 'applicant') return forApplicant(caseNews(telling.news, occasion, deps))
      return desksHear(standing(telling.to, occasion, officers), telling.news, occasion, deps)
    case 'ask-second':
      return desksHear(ofTier(telling.tier, occasion, officers), 'ask-second', occasion, deps)
    case 'tell-objected': {
      const proposer = officers.filter(({ id, active }) => id === telling.officerId && active)
      return desksHear(proposer, 'objected', occasion, deps)
    }
  }
}

/** Of everybody who holds the draft the one that spoke last, on a channel where one is spoken to. */
export const speakingOf = (holders: readonly Acquaintance[]): Acquaintance | undefined =>
  holders.find(({ channel }) => channel !== FORM) ?? holders[0]
const FORM = 'form'

/** The news with everything that the act and what is kept say of it. */
function caseNews(
  news: string,
  { taken, issued, begunUntil }: Occasion,
  { sealer }: Pick<CaseDeps, 'sealer'>,
): CaseNews {
  const { record, done, at } = taken
  const paper = issued.find(({ caseId }) => caseId === record.id)
  const reason = 'reason' in done ? done.reason : 'opinion' in done ? done.opinion : undefined
  const due = 'due' in done ? done.due : undefined
  const document = 'document' in done ? done.document : undefined
  const until = record.kind === 'project' ? wishedOr(done, record.endsOn) : (begunUntil ?? undefined)
  const certificate = record.kind === 'project' ? (record.certificate ?? undefined) : undefined
  return {
    ...newsOf(record, news, at),
    ...given({ reason, due, document, until, certificate }),
    ...(done.type === 'return' ? { fields: done.fields } : {}),
    ...(done.type === 'allow-longer' && record.kind === 'application'
      ? { fields: record.kept.context.returned?.fields ?? [] }
      : {}),
    ...(paper ? { href: documentAddress(sealer, paper.checkCode) } : {}),
  }
}

/** The last day that the act names, or the one there is. */
const wishedOr = (done: Taken['done'], endsOn: string): string => ('until' in done ? done.until : endsOn)

const given = <T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never

function desksHear(
  officers: readonly OfficerRecord[],
  news: string,
  { taken, event }: Occasion,
  deps: CaseDeps,
): StoredActivity[] {
  const { kind, id, programmeId, number, title, applicant } = taken.record
  const said = { type: 'case' as const, of: kind, news, id, programmeId, number, title, applicant }
  return tellDesks(officers, said, `${news}:${event}`, deps)
}

/** Officers of the body or of the authority, but for the one who did it and those who keep out. */
function standing(to: Party, { taken }: Occasion, officers: readonly OfficerRecord[]): OfficerRecord[] {
  const { record, before, by } = taken
  const row = { ...record, state: record.kept.state === 'recalled' ? before.kept.state : record.kept.state }
  return officers.filter(
    (officer) =>
      roleOn(officer, row) === to &&
      !record.kept.recused.includes(officer.id) &&
      !(by.role === 'officer' && by.id === officer.id),
  )
}

const ofTier = (tier: string, occasion: Occasion, officers: readonly OfficerRecord[]): OfficerRecord[] =>
  standing(tier === occasion.programme.tiers.at(-1) ? 'authority' : 'recommender', occasion, officers)
