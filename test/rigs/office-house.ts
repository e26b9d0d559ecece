/** Officers of a running house, and enquiries that reach their desks. */

import { createHash } from 'node:crypto'
import { OPERATOR } from '../../src/audit/entry.ts'
import type { Enquiry } from '../../src/enquiry/enquiry.ts'
import { isRefusal } from '../../src/enquiry/outcome.ts'
import type { FileRef } from '../../src/programme/values.ts'
import { changeOf } from '../../src/service/enquiries/change-of.ts'
import { Decider } from '../../src/service/enquiries/decider.ts'
import type { House } from './house.ts'

export const PROGRAMME = 'shanghai-standardization-pilot-2021'
export const LINE = 'social-management'
let enrolled = 0
let codes = 0

/** An officer of the line. @returns the id */
export async function enrol({ store, ids, clock }: House, name: string, locale = 'zh-CN'): Promise<string> {
  const id = ids.next()
  await store.officers.create(
    {
      id,
      name,
      email: `officer-${++enrolled}@example.org`,
      locale,
      at: clock.now(),
    },
    OPERATOR,
  )
  await store.officers.setGrants(id, [{ role: 'contact', programmeId: PROGRAMME, contact: LINE }], OPERATOR)
  return id
}

/** As the house hashes what it must not keep. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A code that binds a chat to the officer. */
export async function codeFor({ store, clock }: House, officerId: string): Promise<string> {
  const code = `D35K-${String(++codes).padStart(4, '0')}`
  const tokenHash = hashOf(code)
  const expiresAt = new Date(clock.now().getTime() + 15 * 60_000)
  await store.officers.issue({ tokenHash, officerId, purpose: 'channel', expiresAt })
  return code
}

/** Somebody on the web asks, and the line's officer with the fewest open ones gets it. */
export async function ask(
  house: House,
  text: string,
  change: Partial<{ number: string; locale: string; file: { name: string; content: Uint8Array } }> = {},
): Promise<Enquiry> {
  const { store, ids, clock, conversations } = house
  const { id: conversationId, locale: spoken } = await conversations.start({
    channel: 'web',
    locale: change.locale ?? 'zh-CN',
  })
  const sequence = await store.enquiries.nextNumber(PROGRAMME)
  const number = change.number ?? `ZX-2021-${String(sequence).padStart(4, '0')}`
  const files = change.file ? [await keep(house, conversationId, change.file)] : []
  const asked = {
    type: 'ask' as const,
    id: ids.next(),
    number,
    programmeId: PROGRAMME,
    conversationId,
    locale: spoken,
    area: LINE,
    contact: LINE,
    unpublished: null,
    text,
    files,
    summary: null,
    transcript: null,
  }
  const decided = await new Decider(house).ask(asked, { by: 'asker', channel: 'web' })
  if (isRefusal(decided)) throw new Error(decided.refused)
  const written = changeOf(decided, house, {
    isNew: true,
    ownTurn: true,
    filesOf: { conversation: conversationId },
  })
  if (!(await store.enquiries.write(written))) throw new Error('not written')
  await house.channels.idle()
  const enquiry = await store.enquiries.find(asked.id)
  if (!enquiry) throw new Error(`not asked at ${clock.now()}`)
  return enquiry
}

async function keep(
  { store, ids, clock }: House,
  conversationId: string,
  { name, content }: { name: string; content: Uint8Array },
): Promise<FileRef> {
  const file = { id: ids.next(), name, bytes: content.length, mediaType: 'application/pdf' }
  await store.files.save({ ...file, conversationId, content, at: clock.now() })
  return file
}

/** What was answered, oldest first. */
export async function answersTo(
  { store }: House,
  { id }: Enquiry,
): Promise<{ text: string; files: FileRef[] }[]> {
  const entries = await store.enquiries.entries(id)
  return entries
    .filter(({ kind }) => kind === 'answered')
    .map(({ text, data }) => ({ text, files: data.files ?? [] }))
}
