/** What comes by mail: from people we know, in answer to what we wrote. Everything else is refused and never answered. */
import type { Delivered, RemoteFile, Store } from '../../ports/store.ts'
import type { Mailbox } from './addresses.ts'
import { CHANNEL } from './channel-name.ts'
import type { Head } from './head.ts'
import type { MailHouse } from './house.ts'
import { doubtIn, loopIn, type Refusal } from './refusals.ts'
import type { Tokens } from './tokens.ts'

/** A mail as it lies in the mailbox. */
export interface Mail {
  head: Head
  files: readonly RemoteFile[]
  /** the words its writer added; asked for only when they are wanted */
  words(): Promise<string>
}

export interface ReceiverDeps {
  house: MailHouse
  store: Pick<Store, 'replyTo'>
  /** something was stored whose turn has to be taken */
  arrived: () => void
}

export interface ReceiverOptions {
  own: string
  authserv: string | null
  /** mails of one address within an hour */
  mostAnHour?: number
}

/** Longer than anybody's day of answers, shorter than what two programs say to each other. */
const MOST_AN_HOUR = 30
const HOUR_MS = 3_600_000
const MOST_TEXT = 20_000
/** The letters of a code: no I, L, O or U. */
const CODE = /(?<![0-9a-z-])([0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4})(?![0-9a-z-])/gi
const HAN = /\p{Script=Han}/u

export class Receiver {
  private readonly deps: ReceiverDeps
  private readonly tokens: Tokens
  private readonly options: ReceiverOptions
  private readonly lately = new Map<string, number[]>()

  constructor(deps: ReceiverDeps, tokens: Tokens, options: ReceiverOptions) {
    this.deps = deps
    this.tokens = tokens
    this.options = options
  }

  /** Takes one mail; once this resolves it may be marked as read. @returns why it is refused, or null @throws when it could not be stored */
  async hear(mail: Mail): Promise<Refusal | null> {
    const { head } = mail
    const loop = loopIn(head, this.options.own)
    if (loop) return loop
    const [from] = head.from
    const doubt = doubtIn(head, this.options.authserv)
    if (doubt === 'no-sender' || doubt === 'several-senders' || !from) return doubt ?? 'no-sender'
    const conversation = await this.deps.house.find(CHANNEL, from.address)
    if (doubt) return conversation ? this.forged(from.address, doubt) : doubt
    if (head.tokens.length === 0) {
      const codes = await codesIn(mail)
      const bound = codes.length > 0 ? await this.bind(mail, from, codes) : 'unknown-address'
      if (bound === null || !conversation) return bound
    }
    return conversation ? this.answer(mail, from.address, conversation) : 'unknown-address'
  }

  private async answer(mail: Mail, address: string, conversation: string): Promise<Refusal | null> {
    const { head } = mail
    if (head.tokens.length === 0) return this.forged(address, 'token-missing')
    const messageId = this.tokens.read(conversation, head.tokens)
    if (messageId === null) return this.forged(address, 'token-wrong')
    if (this.isTooMuch(address)) return 'too-many'
    const quoted = (await this.deps.store.replyTo(conversation, messageId))?.text
    const activity = deliveredBy(await mail.words(), mail.files, quoted)
    await this.deps.house.accept({ channel: CHANNEL, address, dedupeKey: head.dedupeKey, activity })
    this.deps.arrived()
    return null
  }

  private async bind(mail: Mail, { address, name }: Mailbox, codes: string[]): Promise<Refusal | null> {
    if (this.isTooMuch(address)) return 'too-many'
    const locale = HAN.test(`${name} ${mail.head.subject} ${await mail.words()}`) ? 'zh-CN' : 'en'
    for (const code of codes)
      if (await this.deps.house.bind({ channel: CHANNEL, address, code, name, locale })) {
        this.deps.arrived()
        return null
      }
    return 'code-wrong'
  }

  private async forged(address: string, why: Refusal): Promise<Refusal> {
    await this.deps.house.suspect(address)
    return why
  }

  /** Counts this mail, too. */
  private isTooMuch(address: string): boolean {
    const now = performance.now()
    for (const [known, times] of this.lately)
      if ((times.at(-1) ?? 0) < now - HOUR_MS) this.lately.delete(known)
    const times = (this.lately.get(address) ?? []).filter((time) => time > now - HOUR_MS)
    if (times.length >= (this.options.mostAnHour ?? MOST_AN_HOUR)) return true
    this.lately.set(address, [...times, now])
    return false
  }
}

const MOST_CODES = 3

/** What may be a code; nearly all of them have a digit, and few words do. */
async function codesIn({ head, words }: Mail): Promise<string[]> {
  const text = `${head.subject}\n${await words()}`
  const found = [...new Set([...text.matchAll(CODE)].map(([, code = '']) => code.toUpperCase()))]
  const [likely, others] = [found.filter((code) => /\d/.test(code)), found.filter((code) => !/\d/.test(code))]
  return [...likely, ...others].slice(0, MOST_CODES)
}

function deliveredBy(text: string, files: readonly RemoteFile[], quoted: string | undefined): Delivered {
  const more = quoted ? { quoted } : {}
  if (text.length > MOST_TEXT) return unreadable('too-much')
  if (files.length > 0) return { kind: 'remote-files', files: [...files], ...(text ? { text } : {}), ...more }
  return text === '' ? unreadable('nothing-new') : { kind: 'text', text, ...more }
}

const unreadable = (why: string): Delivered => ({ kind: 'event', event: { type: 'unreadable', why } })
