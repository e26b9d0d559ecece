/** What of a change goes into the log: who did what to what, and none of the words. */
import { createHmac, randomBytes } from 'node:crypto'
import { canonical } from '../audit/canonical.ts'
import { type Actor, ASKER, type AuditAct, CLOCK, type Json, OPERATOR, officerActor } from '../audit/entry.ts'
import type { Entry } from '../enquiry/enquiry.ts'
import type { ClarificationRecord, EnquiryChange, EraseChange } from '../ports/desk.ts'
import type { TurnRecord } from '../ports/store.ts'
import { sha256 } from './append-acts.ts'
import { plain, safe } from './json.ts'

type Details = { [key: string]: Json | undefined }

/** A line with what makes its words provable, as long as they are there. */
export type SaltedEntry = Entry & { salt: string | null }

/** Each text gets a salt of its own, which is erased with it: nobody can then try out what the text may have been. */
export const salted = (entry: Entry): SaltedEntry => ({
  ...entry,
  salt: entry.text === '' ? null : randomBytes(16).toString('hex'),
})

export function actOf(
  at: Date,
  actor: Actor,
  act: string,
  subject: AuditAct['subject'],
  details: Details = {},
  programmeId: string | null = null,
): AuditAct {
  const known = Object.entries(details).filter((pair): pair is [string, Json] => pair[1] !== undefined)
  return { at: at.toISOString(), programmeId, actor, act, subject, details: Object.fromEntries(known) }
}

/** One act for each line that it adds to a thread. */
export function actsOfThread({ enquiries }: EnquiryChange, entries: readonly SaltedEntry[]): AuditAct[] {
  const known = new Map(enquiries.map(({ enquiry }) => [enquiry.id, enquiry]))
  return entries.map((entry) => {
    const { number, programmeId = null } = known.get(entry.enquiryId) ?? {}
    const actor = { kind: entry.by, id: entry.officerId } as Actor
    const details = { number, ...detailsOf(entry) }
    return actOf(entry.at, actor, entry.kind, { kind: 'enquiry', id: entry.enquiryId }, details, programmeId)
  })
}

function detailsOf({ id, channel, text, salt, data }: SaltedEntry): Details {
  const { files, from, to, dueAt, certain, stars, other, version } = data
  return {
    entry: id,
    channel: channel ?? undefined,
    files: files?.map((file) => file.id),
    from: from && { ...from },
    to: to && { ...to },
    ...{ dueAt, certain, stars, other, version },
    text: salt === null ? undefined : digestOf(text, salt),
  }
}

/** HMAC-SHA256 of a text as it is kept, hex. */
export const digestOf = (text: string, salt: string): string =>
  createHmac('sha256', salt).update(plain(text)).digest('hex')

/** Who had how much of what was said deleted; each enquiry has an act of its own besides. */
export function actOfErasing(turn: TurnRecord, change: EraseChange): AuditAct {
  const { conversationId, at } = turn
  const { conversations, drafts, enquiries } = change
  const gone = enquiries.enquiries.filter(({ enquiry }) => enquiry.status === 'erased')
  const counts = { conversations: conversations.length, drafts: drafts.length, enquiries: gone.length }
  return actOf(at, erasedBy(turn), 'erased', { kind: 'conversation', id: conversationId }, counts)
}

function erasedBy({ activity: { activity } }: TurnRecord): Actor {
  if (activity.kind !== 'event' || activity.event.type !== 'erase-ordered') return ASKER
  return activity.event.why === 'asked' ? OPERATOR : CLOCK
}

const DECIDED = { published: 'published', declined: 'declined', withdrawn: 'withdrawn' } as const

/** What the record says was done to it last. */
export function actOfClarification(record: ClarificationRecord, at: Date): AuditAct {
  const { id, number, version, status, programmeId, enquiries } = record
  // published words are everybody's to read
  const words = status === 'published' ? sha256(canonical(safe(record.words) as Json)) : undefined
  const act = status === 'proposed' ? (version === 0 ? 'proposed' : 'edited') : DECIDED[status]
  const details = { number: number ?? undefined, version, enquiries, words }
  const subject = { kind: 'clarification', id } as const
  return actOf(at, officerActor(whoseDoing(record)), act, subject, details, programmeId)
}

function whoseDoing({ status, proposedBy, decidedBy, withdrawnBy }: ClarificationRecord): string {
  if (status === 'proposed') return proposedBy
  return (status === 'withdrawn' ? withdrawnBy : decidedBy) ?? proposedBy
}

export const actOfDesk = (at: Date, act: 'bound' | 'unbound', id: string, officerId: string): AuditAct =>
  actOf(at, officerActor(officerId), act, { kind: 'desk', id })
