/** Mails as people's programs write them, from `letters/`, and plain ones. Bytes are kept as latin1. */
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { MailWorld } from './mail-house.ts'

/** An officer who has been told something. */
export interface Asked {
  address: string
  conversation: string
  /** Message-ID and Reply-To of what was told */
  answered: string
  to: string
  told: string
}

let count = 0

/** Somebody new, whom we have asked something. */
export async function askedOfficer(world: MailWorld, text = '项目名称可以在立项后调整吗？'): Promise<Asked> {
  const address = `officer${++count}@bureau.test`
  const conversation = await world.officer(address)
  return { address, conversation, told: text, ...(await ask(world, conversation, address, text)) }
}

/** Asks once more. */
export async function ask(world: MailWorld, conversation: string, address: string, text: string) {
  await world.tell(conversation, { key: 'question', text, subject: '有一个问题需要您答复' })
  const mail = (await world.office.read(address)).at(-1)
  return { answered: mail?.messageId ?? '', to: mail?.replyTo?.value[0]?.address ?? '' }
}

/** A mail of `letters/`, in answer to what the officer was asked. */
export function letter(name: string, { address, answered, to }: Asked, own: string): string {
  const file = path.join(import.meta.dirname, 'letters', `${name}.eml`)
  const values: Record<string, string> = {
    TO: to,
    FROM: address,
    OWN: own,
    ID: `<${randomUUID()}@bureau.test>`,
    ANSWERED: answered,
  }
  return fs
    .readFileSync(file, 'latin1')
    .replaceAll(/@([A-Z]+)@/g, (whole, key) => values[key] ?? whole)
    .replaceAll('\n', '\r\n')
}

export interface Plain {
  text?: string
  /** replaces or adds headers; null takes one away */
  headers?: Record<string, string | null>
}

/** A plain answer. */
export function answer(asked: Asked, { text = '可以。', headers = {} }: Plain = {}): string {
  const all: Record<string, string | null> = {
    From: `Zhang <${asked.address}>`,
    To: asked.to,
    Subject: 'Re: a question',
    'Message-ID': `<${randomUUID()}@bureau.test>`,
    'In-Reply-To': asked.answered,
    Date: 'Mon, 12 Apr 2021 11:20:00 +0800',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
    ...headers,
  }
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]))
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}\r\n`).toString('latin1')
}

/** Brings a mail in the name of the officer, or of whoever `from` says. */
export async function bring(
  world: MailWorld,
  asked: Asked,
  raw: string,
  from = asked.address,
): Promise<void> {
  const to = asked.to || world.own
  await world.office.post({ from, to, raw })
}
