/**
 * Microsoft's own client, the Agents Playground, on this machine alone: the bot in a house of this process, the client
 * in a process of its own, and a person who uses it over the same requests as its pages do.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { type House, openHouse } from '../house.ts'
import { until } from '../telegram/telegram-house.ts'
import type { Shown } from './card-filing.ts'
import { type Attachment, CARD, type Card, type Element } from './rules.ts'
import { actionsOf } from './teams-house.ts'

const ROOT = path.join(import.meta.dirname, '../../..')
const PROGRAM = path.join(ROOT, 'node_modules/@microsoft/m365agentsplayground/cli.js')
/** It would listen on every address of the machine. */
const LOOPBACK = path.join(import.meta.dirname, 'loopback.mjs')
const START_MS = 60_000

export interface Playground {
  house: House
  /** where its page is */
  address: string
  close(): Promise<void>
}

type HouseChange = Parameters<typeof openHouse>[0]

export async function openPlayground(change: HouseChange = {}): Promise<Playground> {
  const house = await openHouse(
    { port: 0, ...change, teams: { credentials: null, hosts: ['127.0.0.1', 'localhost'] } },
    { unpaced: true },
  )
  const endpoint = `${await house.listen()}/api/messages`
  const port = await freePort()
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-playground-'))
  const address = `http://127.0.0.1:${port}`
  const given = [
    '-e',
    endpoint,
    '-c',
    'msteams',
    '-p',
    String(port),
    '--dt',
    'true',
    '--su',
    `${address}/_connector`,
  ]
  const child = spawn(process.execPath, ['--import', LOOPBACK, PROGRAM, 'start', ...given], {
    // it leaves its log where it is started
    cwd: home,
    env: { PATH: process.env.PATH ?? '', HOME: home, BROWSER: 'none' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await listening(child)
  return {
    house,
    address,
    async close() {
      child.kill('SIGKILL')
      await house.close()
      fs.rmSync(home, { recursive: true, force: true })
    },
  }
}

async function listening(child: ChildProcess): Promise<void> {
  let written = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => {
      written += part.toString()
    })
  await until(() => written.includes('Listening on') || child.exitCode !== null, START_MS)
  if (child.exitCode !== null) throw new Error(`ended: ${written}`)
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

interface Frame {
  action?: string
  message?: { messageId: string; from: { id: string }; text?: string; attachments?: Attachment[] }
}
export type Seen = Shown & { id: string; attachments: Attachment[] }

/** Somebody at the client, without its page. */
export class Visitor {
  readonly seen: Seen[] = []
  /** the message that each card stands in, the ones that replaced others too */
  private readonly places = new Map<Card, string>()
  private readonly at: Playground
  private readonly conversation: string
  private readonly stream: WebSocket

  private constructor(at: Playground, conversation: string, stream: WebSocket) {
    this.at = at
    this.conversation = conversation
    this.stream = stream
    stream.onmessage = ({ data }) => this.hear(JSON.parse(String(data)))
  }

  /** Opens the client and adds the bot, unless its page has. */
  static async enter(at: Playground, isAdded = false): Promise<Visitor> {
    const { config } = (await (await fetch(`${at.address}/_internal/v1/testConfig`)).json()) as {
      config: { personalChat: { id: string } }
    }
    const stream = new WebSocket(
      `${at.address.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`,
    )
    await new Promise((resolve) => stream.addEventListener('open', resolve, { once: true }))
    const one = new Visitor(at, config.personalChat.id, stream)
    if (isAdded) return one
    await one.post(`/_debug/conversation/${one.conversation}/installation`, {})
    await one.until(1)
    return one
  }

  leave = (): void => this.stream.close()

  /** Resolves when there are so many messages of the bot. */
  until = (count: number): Promise<void> => until(() => this.seen.length >= count)

  async say(text: string): Promise<Seen[]> {
    const before = this.seen.length
    const message = { type: 'text', text, textFormat: 'plain', from: { id: 'user-id-0' } }
    await this.post(`/_conversation/v1/conversations/${this.conversation}/messages`, message)
    await this.until(before + 1)
    return this.heardSince(before)
  }

  /** Presses a button of a card. @returns what the card becomes, and what the bot says besides */
  async execute(card: Card | undefined, label: string, values: Record<string, string> = {}) {
    const before = this.seen.length
    const action = actionsOf(card).find(({ title }) => title.includes(label))
    const place = (card && this.places.get(card)) ?? ''
    if (!action) throw new Error(`No button ${label}`)
    const data = { ...action.data, ...(action.associatedInputs === 'none' ? {} : values) }
    const body = await this.post('/_conversation/v1/invoke', {
      name: 'adaptiveCard/action',
      value: { action: { type: action.type, title: action.title, verb: action.verb, data } },
      from: { id: 'user-id-0' },
      conversation: { id: this.conversation },
      replyToId: place,
    })
    const { value } = body as { value: Card }
    this.places.set(value, place)
    return { card: value, said: await this.heardSince(before) }
  }

  /** Everything since the first `before` messages, once nothing is on its way any more. */
  private async heardSince(before: number): Promise<Seen[]> {
    await this.at.house.channels.idle()
    // the last of it may still be on the way to the page
    let count: number
    do {
      count = this.seen.length
      await fetch(`${this.at.address}/_internal/v1/testConfig`)
    } while (this.seen.length > count)
    return this.seen.slice(before)
  }

  private async post(where: string, body: object): Promise<unknown> {
    const response = await fetch(this.at.address + where, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${where}: ${response.status} ${text.slice(0, 200)}`)
    return text === '' ? null : JSON.parse(text)
  }

  private hear({ action, message }: Frame): void {
    if (action !== 'createMessage' || !message || message.from.id.startsWith('user')) return
    const { attachments = [], text, messageId: id } = message
    const card = attachments.find(({ contentType }) => contentType === CARD)?.content as Card | undefined
    if (card) this.places.set(card, id)
    this.seen.push({
      id,
      card,
      attachments,
      words: text ?? (card as Element | undefined)?.fallbackText ?? '',
    })
  }
}
