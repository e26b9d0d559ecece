/** Live changes for an open console, as server-sent events: ids only, of what the officer may see. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { z } from 'zod'
import { type CaseRow, roleOn } from '../../casework/policy.ts'
import type { deskEventSchema } from '../../contract/desk.ts'
import { mayAct, mayDo } from '../../enquiry/policy.ts'
import type { OfficerRecord } from '../../ports/desk.ts'
import type { AppDeps } from '../deps.ts'
import type { Streams } from '../streams.ts'
import { DeskFeed, type Heard } from './feed.ts'
import { officerOf } from './guard.ts'
import { sessionOf } from './session-cookie.ts'

type Event = z.infer<typeof deskEventSchema>

/** A node that was killed between writing and telling has told nobody: consoles look again this often. */
const LOOK_AGAIN_MS = 60_000

export function deskEventRoute(api: FastifyInstance, deps: AppDeps): void {
  const feed = new DeskFeed(deps.store)
  api.get(
    '/api/desk/events',
    {
      config: { quiet: true, staysOpen: true },
      schema: { summary: 'Server-sent events: `{enquiry}` ids that changed; `{}`: anything may have' },
    },
    (request, reply) => {
      const token = sessionOf(request) ?? ''
      stream(deps.streams, reply, officerOf(request), feed, () => deps.desk.signIn.session(token, false))
      return reply
    },
  )
}

/** Ends as soon as the session does. */
function stream(
  streams: Streams,
  reply: FastifyReply,
  signedIn: OfficerRecord,
  feed: DeskFeed,
  look: () => Promise<OfficerRecord | null>,
): void {
  let officer = signedIn
  const raw = streams.begin(reply, () => void check())
  const check = async (): Promise<void> => {
    // one that cannot be looked up comes back by itself
    const found = await look().catch(() => null)
    if (found) officer = found
    else raw.end()
  }
  const stop = feed.listen((heard) => {
    if (heard.type === 'officers') void check()
    const event = eventFor(officer, heard)
    if (event) raw.write(`data: ${JSON.stringify(event)}\n\n`)
  })
  const again = setInterval(() => void raw.write('data: {}\n\n'), LOOK_AGAIN_MS).unref()
  raw.on('close', () => {
    stop()
    clearInterval(again)
  })
}

/** What was taken back leaves the screens of those who saw it. */
const wasOn = (officer: OfficerRecord, row: CaseRow): boolean =>
  row.state === 'recalled' && roleOn(officer, { ...row, state: 'recommending' }) !== null

/** What this officer is told; null: it is none of theirs. */
export function eventFor(officer: OfficerRecord, heard: Heard): Event | null {
  switch (heard.type) {
    case 'enquiry': {
      const { enquiry, before } = heard
      const sees = mayAct(officer, 'read', enquiry) || (before !== null && mayAct(officer, 'read', before))
      return sees ? { enquiry: enquiry.id } : null
    }
    case 'case':
      return roleOn(officer, heard.row) || wasOn(officer, heard.row) ? { case: heard.id } : null
    case 'clarifications':
      return mayDo(officer, 'read-report', heard.programme) ? { clarification: heard.programme } : null
    case 'officers':
    case 'missed':
      return {}
  }
}
