/** A house whose officers are reached by mail, on a real store, with a real post office. */
import { OPERATOR } from '../../../src/audit/entry.ts'
import type { MailHouse } from '../../../src/channels/mail/house.ts'
import { type MailDeps, mailChannel } from '../../../src/channels/mail/mail.ts'
import type { Reply } from '../../../src/conversation/types.ts'
import type { Delivered } from '../../../src/ports/store.ts'
import { Courier } from '../../../src/queue/courier.ts'
import { type Delivery, PushConversations } from '../../../src/service/push-conversations.ts'
import { type House, openHouse } from '../house.ts'
import { turnOf } from '../turns.ts'
import { DOMAIN, PostOffice } from './post-office.ts'

export const SECRET = 'a-secret-of-this-installation'

export interface MailWorld {
  office: PostOffice
  house: House
  own: string
  channel: ReturnType<typeof mailChannel>
  courier: Courier
  /** what the house was told, in order; `odd` holds what operators hear */
  accepted: { delivery: Delivery; isNew: boolean }[]
  suspected: string[]
  bindings: Parameters<MailHouse['bind']>[0][]
  odd: string[]
  /** codes that make an address known */
  codes: Set<string>
  /** An officer at this address; the conversation's id. */
  officer(address: string): Promise<string>
  /** Says something to the officer and sends it; the id of the reply. */
  tell(conversation: string, reply: Reply): Promise<string>
  /** Begins to receive again, as after a start. */
  restart(): Promise<void>
  close(): Promise<void>
}

interface Wish {
  local?: string
  authserv?: string
  /** these are shared, and closed by somebody else */
  office?: PostOffice
  house?: House
  change?: Partial<MailDeps>
}

export async function openMailWorld({ local = 'shenbao', authserv, ...wish }: Wish = {}): Promise<MailWorld> {
  const office = wish.office ?? (await PostOffice.open())
  const house = wish.house ?? (await openHouse())
  const own = `${local}@${DOMAIN}`
  const push = new PushConversations(house)
  const seen = {
    accepted: [] as MailWorld['accepted'],
    suspected: [] as string[],
    bindings: [] as MailWorld['bindings'],
    odd: [] as string[],
    codes: new Set<string>(),
  }
  const settings = {
    smtpUrl: office.smtpUrl,
    imapUrl: office.mailboxes.url(local),
    from: { name: '申报助手', address: own },
    authserv: authserv ?? null,
  }
  const open = () =>
    mailChannel(settings, {
      house: {
        find: (channel, address) => push.find(channel, address),
        async accept(delivery) {
          const isNew = await push.accept(delivery)
          seen.accepted.push({ delivery, isNew })
          return isNew
        },
        async bind(binding) {
          seen.bindings.push(binding)
          return seen.codes.has(binding.code)
        },
        async suspect(address) {
          seen.suspected.push(address)
        },
      },
      store: house.store,
      alone: house.store.alone,
      secret: SECRET,
      say: (key, language) => house.phrases(language ?? 'zh-CN').say(`channels.${key}`),
      arrived: () => {},
      odd: (event) => {
        seen.odd.push(event)
        house.logger.warn({ channel: 'mail' }, event)
      },
      openDocument: async () => ({ name: '申报书.pdf', content: Buffer.from('%PDF-1.7 a form') }),
      openFile: async (_conversation, id) => ({ name: id, content: Buffer.from(`content of ${id}`) }),
      deadlineMs: 2_000,
      pollMs: 2_000,
      ...wish.change,
    })
  let channel = open()
  const courier = new Courier(
    house.store.outbox,
    { ...channel.sender, send: (parcel) => channel.sender.send(parcel), pace: null },
    house.clock,
    house.logger,
    { alone: true },
  )
  channel.start()

  async function tell(conversation: string, reply: Reply): Promise<string> {
    const { version = 0, state } = (await house.store.load(conversation)) ?? {}
    const id = house.ids.next()
    const more = { replies: [{ id, reply }], push: true, ...(state ? { state } : {}) }
    await house.store.commit(turnOf(conversation, version, `told-${id}`, more))
    await courier.drain()
    return id
  }

  return {
    office,
    house,
    own,
    courier,
    ...seen,
    get channel() {
      return channel
    },
    async officer(address) {
      const grants = [{ role: 'contact' as const, programmeId: null, contact: null }]
      const account = { name: address, email: address, locale: 'zh-CN', grants }
      const { id } = await house.desk.accounts.add(account, OPERATOR)
      const conversation = await house.conversations.open({ channel: 'mail', address })
      await house.store.officers.bind(conversation, id)
      return conversation
    },
    tell,
    async restart() {
      await channel.close()
      channel = open()
      channel.start()
    },
    async close() {
      await channel.close()
      await courier.close()
      if (!wish.house) await house.close()
      if (!wish.office) await office.close()
    },
  }
}

/** Words of everything that was accepted from this address. */
export const heardFrom = ({ accepted }: MailWorld, address: string): Delivered[] =>
  accepted
    .filter(({ delivery, isNew }) => isNew && delivery.address === address)
    .map(({ delivery }) => delivery.activity)

/** Resolves when the condition holds. @throws after `ms` */
export async function until(holds: () => boolean, ms = 10_000): Promise<void> {
  const end = Date.now() + ms
  while (!holds()) {
    if (Date.now() > end) throw new Error(`Still not: ${holds}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
