/** An applicant who talks to the server over the web contract, in this process or over the network. */
import { v7 } from 'uuid'
import type { Input, Transcript, WireReply } from '../../src/contract/conversation.ts'
import type { House } from './house.ts'

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect in it
  body: any
  headers: Record<string, unknown>
}
export interface Ask {
  method?: 'GET' | 'POST' | 'PATCH'
  path: string
  /** sent as JSON; a string goes as it is */
  body?: unknown
  headers?: Record<string, string>
}
export type Line = (ask: Ask) => Promise<Answer>

/** A line to a house in this process. */
export function inside({ app }: Pick<House, 'app'>): Line {
  return async ({ method = 'POST', path, body, headers = {} }) => {
    const payload = bytesOf(body)
    const response = await app.inject({
      method,
      url: path,
      headers: { ...(payload ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(payload ? { payload } : {}),
    })
    return { status: response.statusCode, body: parsed(response.body), headers: response.headers }
  }
}

/** A line to a server at this address. */
export function over(address: string): Line {
  return async ({ method = 'POST', path, body, headers = {} }) => {
    const payload = bytesOf(body)
    const response = await fetch(address + path, {
      method,
      headers: { ...(payload ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(payload ? { body: new Uint8Array(payload) } : {}),
      signal: AbortSignal.timeout(20_000),
    })
    return {
      status: response.status,
      body: parsed(await response.text()),
      headers: Object.fromEntries(response.headers),
    }
  }
}

function bytesOf(body: unknown): Buffer | null {
  if (body === undefined) return null
  if (Buffer.isBuffer(body)) return body
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export class Applicant {
  readonly line: Line
  readonly id: string
  readonly token: string
  replies: WireReply[]

  private constructor(line: Line, started: { id: string; token: string; replies: WireReply[] }) {
    this.line = line
    this.id = started.id
    this.token = started.token
    this.replies = started.replies
  }

  static async start(
    line: Line,
    wish: { locale?: string; code?: string; programme?: string } = {},
  ): Promise<Applicant> {
    const { status, body } = await line({ path: '/api/conversations', body: wish })
    if (status !== 201) throw new Error(`not started: ${status} ${JSON.stringify(body)}`)
    return new Applicant(line, body)
  }

  get own(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` }
  }

  get path(): string {
    return `/api/conversations/${this.id}`
  }

  /** The form card that is open, if any. */
  get card() {
    return this.replies.findLast((reply) => reply.form)?.form
  }

  /** True when the last answer was not accepted. */
  get refused(): boolean {
    return this.replies.some((reply) => reply.key.startsWith('filing.error.'))
  }

  /** Sends an activity and returns the answer, good or bad. */
  ask(activity: object, headers: Record<string, string> = {}): Promise<Answer> {
    const body = { id: v7(), ...activity }
    return this.line({ path: `${this.path}/activities`, body, headers: { ...this.own, ...headers } })
  }

  /** Sends an activity that must be taken. */
  async send(activity: object): Promise<WireReply[]> {
    const { status, body } = await this.ask(activity)
    if (status !== 200)
      throw new Error(`not taken: ${JSON.stringify(activity)} ${status} ${JSON.stringify(body)}`)
    this.replies = body.replies
    return this.replies
  }

  say = (text: string) => this.send({ text })
  press = (choice: string) => this.send({ choice })
  /** Answers the open card. */
  fill = (values: Record<string, string | string[]>) =>
    this.send({ form: { step: this.card?.step ?? '', values } })

  async transcript(): Promise<Transcript> {
    return (await this.line({ method: 'GET', path: this.path, headers: this.own })).body as Transcript
  }

  /** Uploads a file. */
  upload(name: string, content: Uint8Array): Promise<Answer> {
    const edge = 'edge-of-a-part'
    const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`
    const body = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${edge}--\r\n`)])
    const headers = { ...this.own, 'content-type': `multipart/form-data; boundary=${edge}` }
    return this.line({ path: `${this.path}/files`, body, headers })
  }

  /** Answers cards until `field` is open, or the form is ready to be submitted. */
  async fileUntil(field: string | null, given: Record<string, string> = {}): Promise<void> {
    if (!this.card) await this.press('begin:filing')
    for (let step = 0; step < 200; step++) {
      const card = this.card
      if (!card) return
      if (card.step === field) return
      await this.answerCard(card, given)
      if (this.refused) throw new Error(`refused: ${card.step}: ${this.replies.at(-1)?.text}`)
    }
    throw new Error(`never came to ${field}`)
  }

  /** Answers this card with what is given or fits, or skips it where that is allowed. */
  async answerCard(card: NonNullable<WireReply['form']>, given: Record<string, string> = {}): Promise<void> {
    const values = Object.fromEntries(
      card.inputs.map((input) => [input.name, given[input.name] ?? plausible(input)]),
    )
    const required = card.inputs.some((input) => input.required)
    const done = this.replies.at(-1)?.choices?.find((choice) => choice.value === `done:${card.step}`)
    if (this.replies.at(-1)?.key === 'filing.row-noted' && done) await this.press(done.value)
    else if (!required && !(card.step in given)) await this.press('do:skip')
    else await this.fill(values)
  }
}

const BY_NAME: Record<string, string> = { uscc: '91310000132200880L', end: '2022-12-31' }
const BY_KIND: Partial<Record<Input['kind'], string>> = {
  longtext: 'A plain account in a sentence or two.',
  'yes-no': 'yes',
  acknowledge: 'yes',
  date: '2021-06-01',
  integer: '3',
  decimal: '20',
  percent: '80',
  tel: '13812345678',
  email: 'name@example.com',
  text: 'Plain words',
}

/** An answer that fits, by the kind of input. */
function plausible({ name, kind, options }: Input): string {
  return BY_NAME[name] ?? (options?.[0] ? options[0].value : (BY_KIND[kind] ?? 'Plain words'))
}
