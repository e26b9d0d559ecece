/** Officers and enquiries of a house, written straight into its store. */

import { v7 } from 'uuid'
import { OPERATOR } from '../../src/audit/entry.ts'
import type { Enquiry } from '../../src/enquiry/enquiry.ts'
import type { Role } from '../../src/enquiry/policy.ts'
import type { OfficerRecord } from '../../src/ports/desk.ts'
import type { StoredActivity } from '../../src/ports/store.ts'
import { Applicant, inside } from './applicant.ts'
import type { House } from './house.ts'

export const PROGRAMME = 'shanghai-standardization-pilot-2021'

/** An officer with one role, and a desk to hear news at when `desk` says so. */
export async function makeOfficer(
  house: House,
  name: string,
  role: Role,
  { contact = null, desk = false }: { contact?: string | null; desk?: boolean } = {},
): Promise<OfficerRecord> {
  const { officers } = house.store
  const id = v7()
  await officers.create(
    { id, name, email: `${id}@desk.test`, locale: 'zh-CN', at: house.clock.now() },
    OPERATOR,
  )
  await officers.setGrants(id, [{ role, programmeId: PROGRAMME, contact }], OPERATOR)
  if (desk) await officers.bind((await talk(house)).id, id)
  return (await officers.find(id)) as OfficerRecord
}

/** A conversation that has begun. */
export const talk = (house: House, locale = 'zh-CN'): Promise<Applicant> =>
  Applicant.start(inside(house), { locale, programme: PROGRAMME })

let sequence = 0

/** An enquiry that somebody asked a while ago. */
export async function makeEnquiry(house: House, change: Partial<Enquiry> = {}): Promise<Enquiry> {
  const conversationId = change.conversationId ?? (await talk(house, change.locale)).id
  const askedAt = new Date(house.clock.now().getTime() - 3_600_000)
  const dueAt = new Date(askedAt.getTime() + 86_400_000)
  const enquiry: Enquiry = {
    id: v7(),
    number: `ZX-2021-${String(++sequence).padStart(4, '0')}`,
    programmeId: PROGRAMME,
    conversationId,
    channel: 'web',
    locale: 'zh-CN',
    area: null,
    contact: null,
    unpublished: null,
    holderId: null,
    deputyId: null,
    status: 'open',
    question: '纸质申请表能用电子印章吗',
    summary: null,
    transcript: null,
    askedAt,
    since: askedAt,
    dueAt,
    steps: 0,
    nextAt: dueAt,
    firstAnswerAt: null,
    firstAnswerIn: null,
    closedAt: null,
    stars: null,
    mergedInto: null,
    version: 0,
    lastAt: askedAt,
    ...change,
  }
  const isNew = true
  await house.store.enquiries.write({
    type: 'enquiry',
    enquiries: [{ enquiry, isNew }],
    entries: [],
    keep: [],
    tell: [],
  })
  return enquiry
}

/** What waits to be told in a conversation, if anything does: the oldest. */
export async function waitingIn(house: House, conversationId: string): Promise<StoredActivity | undefined> {
  return (await house.store.pending(1_000)).find((one) => one.conversationId === conversationId)
}
