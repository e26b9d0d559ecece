/** What of an act on an application or a project goes into the log: who did what to what, and none of the words. */
import { canonical } from '../audit/canonical.ts'
import { type Actor, ASKER, type AuditAct, CLOCK, type Json, officerActor } from '../audit/entry.ts'
import type { CaseAct, CaseEvent } from '../casework/case.ts'
import type { IssuedRecord } from '../casework/issued.ts'
import type { CaseChange, CheckRecord, RemarkRecord } from '../ports/cases.ts'
import { actOf, digestOf } from './acts-of.ts'
import { safe } from './json.ts'

/** A line of the record with what makes its words provable. */
export interface SaltedEvent {
  event: CaseEvent
  salt: string
}

/** Whoever looks into an act finds these in the log; they are no words. */
const OPEN = [
  ...['due', 'until', 'copies', 'passed', 'changed', 'begunAt', 'direct', 'document', 'number'],
  ...['file', 'form', 'submission'],
]

/** One act for each line of the record, each paper that is issued, and each that holds no more. */
export function actsOfCases(change: CaseChange, events: readonly SaltedEvent[]): AuditAct[] {
  const known = new Map(change.cases.map(({ record }) => [record.id, record]))
  const happened = events.map(({ event, salt }) => {
    const { number, programmeId = null, version } = known.get(event.caseId) ?? {}
    const details = { number, version, ...detailsOf(event), data: dataOf(event.act, salt) }
    const subject = { kind: event.kind, id: event.caseId }
    return actOf(event.at, actorOf(event), event.act.type, subject, details, programmeId)
  })
  const by = change.by ?? (change.events[0] ? actorOf(change.events[0]) : CLOCK)
  return [...happened, ...change.issued.map((paper) => actOfPaper(paper, by))]
}

export function actorOf({ by, officerId }: Pick<CaseEvent, 'by' | 'officerId'>): Actor {
  if (by === 'clock') return CLOCK
  return by === 'officer' && officerId ? officerActor(officerId) : ASKER
}

function detailsOf({ id, tier, channel, act }: CaseEvent): Record<string, Json | undefined> {
  const open = Object.entries(act).filter(([key]) => OPEN.includes(key))
  const fields = 'fields' in act ? act.fields.map(({ field }) => field) : undefined
  return {
    event: id,
    tier: tier ?? undefined,
    channel: channel ?? undefined,
    ...Object.fromEntries(open),
    fields,
  }
}

/** HMAC-SHA256 of the act without its name, as it is kept; hex. */
function dataOf({ type: _, ...data }: CaseAct, salt: string): string {
  return digestOf(canonical(safe(data) as Json), salt)
}

/** Its own check code is the key: without the paper nobody can try out what it may say. */
function actOfPaper(
  { id, kind, caseId, number, programmeId, issuedAt, data, checkCode }: IssuedRecord,
  by: Actor,
) {
  const details = {
    kind,
    case: caseId ?? undefined,
    number: number ?? undefined,
    data: digestOf(canonical(safe(data) as Json), checkCode),
  }
  return actOf(issuedAt, by, 'issued', { kind: 'paper', id }, details, programmeId)
}

/** A paper that holds no more. */
export const actOfWithdrawal = (at: Date, by: Actor, paper: { id: string; programmeId: string }): AuditAct =>
  actOf(at, by, 'withdrawn', { kind: 'paper', id: paper.id }, {}, paper.programmeId)

type Noted = { at: Date; officerId: string; applicationId: string; tier: string; version?: number }

/** What an officer notes at an application beside acts. */
export function actOfNote(
  { at, officerId, applicationId, tier, version }: Noted,
  act: 'remarked' | 'remark-removed' | 'checked',
  programmeId: string,
  details: Record<string, Json | undefined>,
): AuditAct {
  const subject = { kind: 'application', id: applicationId } as const
  return actOf(at, officerActor(officerId), act, subject, { tier, version, ...details }, programmeId)
}

export const detailsOfRemark = ({ id, field, text }: RemarkRecord, salt: string) => ({
  ...{ remark: id, field },
  text: digestOf(text, salt),
})

export const detailsOfCheck = (
  { item, result, note }: Pick<CheckRecord, 'item' | 'note'> & { result: string | null },
  salt: string,
) => ({
  ...{ item, result },
  text: note === '' ? undefined : digestOf(note, salt),
})
