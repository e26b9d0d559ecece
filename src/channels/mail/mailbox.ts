/** Our mailbox: waits for mail, hands each one on, and marks it once it is stored. */
import { setTimeout as pause } from 'node:timers/promises'
import { type FetchMessageObject, ImapFlow } from 'imapflow'
import { imapOptions, type MailSettings, nameOf } from './access.ts'
import { freshWords } from './fresh-words.ts'
import { readHead } from './head.ts'
import type { Mail } from './receiver.ts'
import { fileParts, remoteFiles, type TextPart, textParts } from './structure.ts'
import { MOST_TEXT_BYTES, wordsOf } from './words-of.ts'

export interface MailboxDeps {
  /** why the mail is refused, or null. @throws when it has to be read again later */
  hear: (mail: Mail) => Promise<string | null>
  /** hears of refusals and failures; never a word of a mail */
  odd: (event: string) => void
}

export interface MailboxTimes {
  deadlineMs?: number
  /** looks at least so often, whatever the server tells */
  pollMs?: number
}

const DEADLINE_MS = 20_000
const POLL_MS = 60_000
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 5 * 60_000
const IDLE_AFTER_MS = 500
const MOST_HEAD_BYTES = 256 * 1024
const REFUSED = '$Refused'
const NOT_UNDERSTOOD = 'not-understood'

export class MailboxWatch {
  private readonly settings: MailSettings
  private readonly deps: MailboxDeps
  private readonly times: MailboxTimes
  private readonly stop = new AbortController()
  private client: ImapFlow | null = null
  private wake = () => {}
  private running: Promise<void> = Promise.resolve()
  /** before the next connection */
  private wait = FIRST_PAUSE_MS

  constructor(settings: MailSettings, deps: MailboxDeps, times: MailboxTimes = {}) {
    this.settings = settings
    this.deps = deps
    this.times = times
  }

  start(): void {
    this.running = this.run()
  }

  async close(): Promise<void> {
    this.stop.abort()
    this.wake()
    this.client?.close()
    await this.running
  }

  private get isClosed(): boolean {
    return this.stop.signal.aborted
  }

  /** One connection after the other, each time later, until one has been of use. */
  private async run(): Promise<void> {
    while (!this.isClosed) {
      await this.watch().catch((error: unknown) => {
        if (!this.isClosed) this.deps.odd(`mailbox: ${nameOf(error)}`)
      })
      if (this.isClosed) return
      await pause(this.wait, undefined, { signal: this.stop.signal }).catch(() => {})
      this.wait = Math.min(this.wait * 2, LONGEST_PAUSE_MS)
    }
  }

  /** Resolves when the connection has ended. @throws what the server or the house says */
  private async watch(): Promise<void> {
    const client = new ImapFlow({
      ...imapOptions(this.settings, this.times.deadlineMs ?? DEADLINE_MS),
      autoIdleDelay: IDLE_AFTER_MS,
      maxIdleTime: LONGEST_PAUSE_MS - 60_000,
    })
    this.client = client
    // an unheard error would end the process; the connection closes after it
    client.on('error', () => {})
    client.on('close', () => this.wake())
    client.on('exists', () => this.wake())
    try {
      await client.connect()
      const { uidValidity, readOnly } = await client.mailboxOpen('INBOX')
      // nothing could be marked, and everything would come again and again
      if (readOnly) throw Object.assign(new Error('INBOX'), { code: 'read-only' })
      while (client.usable && !this.isClosed) {
        const told = this.told()
        await this.sweep(client, String(uidValidity))
        this.wait = FIRST_PAUSE_MS
        await told
      }
      if (!this.isClosed) this.deps.odd('mailbox: connection ended')
    } finally {
      client.close()
      this.client = null
    }
  }

  /** Resolves when the server tells something, or when it has told nothing for long. */
  private told(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.times.pollMs ?? POLL_MS).unref()
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  private async sweep(client: ImapFlow, mailbox: string): Promise<void> {
    const found = (await client.search({ seen: false }, { uid: true })) || []
    let failure: unknown = null
    for (const uid of found.sort((a, b) => a - b)) {
      if (this.isClosed) return
      // one mail that cannot be stored does not hold up the others; it is read again later
      await this.settle(client, mailbox, uid).catch((error: unknown) => {
        if (!client.usable) throw error
        failure ??= error
      })
    }
    if (failure) throw failure
  }

  private async settle(client: ImapFlow, mailbox: string, uid: number): Promise<void> {
    const why = await this.take(client, mailbox, uid)
    if (why) this.deps.odd(`mail refused: ${why}`)
    await client.messageFlagsAdd(String(uid), why ? ['\\Seen', REFUSED] : ['\\Seen'], { uid: true })
  }

  private async take(client: ImapFlow, mailbox: string, uid: number): Promise<string | null> {
    const query = { bodyStructure: true, bodyParts: [{ key: 'HEADER', maxLength: MOST_HEAD_BYTES }] }
    const fetched = await client.fetchOne(String(uid), query, { uid: true })
    // deleted by somebody in the meantime
    if (!fetched) return null
    const mail = await asMail(client, mailbox, fetched).catch((error: unknown) => {
      if (!client.usable) throw error
      return null
    })
    return mail ? this.deps.hear(mail) : NOT_UNDERSTOOD
  }
}

async function asMail(client: ImapFlow, mailbox: string, fetched: FetchMessageObject): Promise<Mail | null> {
  const { uid, headers: head, bodyStructure } = fetched
  if (!head || !bodyStructure) return null
  let words: Promise<string> | null = null
  return {
    head: await readHead(head),
    files: remoteFiles(mailbox, uid, fileParts(bodyStructure)),
    words() {
      words ??= readWords(client, uid, textParts(bodyStructure))
      return words
    },
  }
}

async function readWords(client: ImapFlow, uid: number, parts: TextPart[]): Promise<string> {
  if (parts.length === 0) return ''
  const bodyParts = parts.map(({ part }) => ({ key: part, maxLength: MOST_TEXT_BYTES }))
  const fetched = await client.fetchOne(String(uid), { bodyParts }, { uid: true })
  const texts = []
  for (const part of parts) {
    const body = fetched ? fetched.bodyParts?.get(part.part) : undefined
    // what cannot be read at all holds no words
    if (body) texts.push(await wordsOf(part, body).catch(() => ''))
  }
  return freshWords(texts.join('\n'))
}
