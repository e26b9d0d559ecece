/** Askers and officers of a house in this process: they talk, and the turns are taken at once. */

import { v7 } from 'uuid'
import { OPERATOR } from '../../src/audit/entry.ts'
import type { Activity } from '../../src/conversation/types.ts'
import type { Enquiry } from '../../src/enquiry/enquiry.ts'
import type { Grant } from '../../src/enquiry/policy.ts'
import type { OfficerRecord } from '../../src/ports/desk.ts'
import { Enquiries } from '../../src/service/enquiries/act-on-enquiry.ts'
import { EnquiryClock } from '../../src/service/enquiries/clock.ts'
import type { EnquiryDeps } from '../../src/service/enquiries/decider.ts'
import type { House } from './house.ts'

export const PILOT = 'shanghai-standardization-pilot-2021'

type Rooms = Pick<House, 'store' | 'libraries' | 'clock' | 'ids' | 'brakes' | 'inbox' | 'conversations'>

export const enquiryDeps = ({ store, libraries, clock, ids, brakes }: Rooms): EnquiryDeps => ({
  store,
  libraries,
  clock,
  ids,
  brakes,
})
export const enquiriesOf = (house: Rooms): Enquiries => new Enquiries(enquiryDeps(house))
export const clockOf = (house: Rooms): EnquiryClock => new EnquiryClock(enquiryDeps(house))

/** Makes an officer of the pilot, with a chat bound to the account. */
export async function enrol(
  house: Rooms,
  name: string,
  grants: Omit<Grant, 'programmeId'>[],
): Promise<OfficerRecord> {
  const id = v7()
  const { officers } = house.store
  const at = house.clock.now()
  await officers.create({ id, name, email: `${id}@example.org`, locale: 'zh-CN', at }, OPERATOR)
  await officers.setGrants(
    id,
    grants.map((grant) => ({ ...grant, programmeId: PILOT })),
    OPERATOR,
  )
  const desk = await house.conversations.open({ channel: 'terminal', programme: PILOT, locale: 'zh-CN' })
  await officers.bind(desk, id)
  return (await officers.find(id)) as OfficerRecord
}

/** Somebody in a chat of the pilot. */
export class Asker {
  readonly id: string
  private readonly house: Rooms

  constructor(house: Rooms, id: string) {
    this.house = house
    this.id = id
  }

  static async arrive(house: Rooms, channel = 'chat'): Promise<Asker> {
    return new Asker(house, await house.conversations.open({ channel, programme: PILOT, locale: 'zh-CN' }))
  }

  async does(activity: Activity): Promise<void> {
    await this.house.inbox.receive(this.id, v7(), activity)
    await this.house.inbox.sweep()
  }

  says = (text: string): Promise<void> => this.does({ kind: 'text', text })
  presses = (value: string): Promise<void> => this.does({ kind: 'choice', value })

  /** Puts a question to the line of an area. @returns the enquiry as it is stored */
  async asks(text: string, area: string, consent = false): Promise<Enquiry> {
    await this.presses('enquiry:begin')
    await this.says(text)
    await this.presses(`enquiry:area:${area}`)
    await this.presses(`enquiry:send:${consent ? 'with' : 'without'}`)
    return this.enquiry()
  }

  /** The one asked last. */
  async enquiry(): Promise<Enquiry> {
    const [last] = await this.house.store.enquiries.ofConversations([this.id])
    if (!last) throw new Error(`nothing was asked: ${(await this.heard()).join(', ')}`)
    return last
  }

  /** Keys of everything the assistant said, in order, once all that waits has been taken. */
  async heard(): Promise<string[]> {
    await this.house.inbox.sweep()
    const lines = await this.house.store.transcript(this.id, 0)
    return lines.flatMap(({ reply }) => (reply ? [reply.key] : []))
  }

  /** How often something was said. */
  async times(key: string): Promise<number> {
    return (await this.heard()).filter((one) => one === key).length
  }
}

/** Kinds of the entries of a thread, in order. */
export const kindsOf = async ({ store }: Rooms, enquiryId: string): Promise<string[]> =>
  (await store.enquiries.entries(enquiryId)).map(({ kind }) => kind)
