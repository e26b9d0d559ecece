/**
 * A Bot API of our own, as strict as Telegram's: limits, marks, files, faults on demand, webhook deliveries that come
 * again until they are accepted. Users are told apart by their chat id.
 */
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { DeliveryQueue, type Webhook } from '../delivery-queue.ts'
import { captionText, keyboard, knownChat, type Markup, messageText, Refusal } from './rules.ts'

export const TOKEN = '123456:a-token-of-the-strict-fake'

/** A message that a user sees in the chat. */
export interface SeenMessage {
  message_id: number
  chat: number
  text: string
  markup: Markup | undefined
  document: { name: string; content: Buffer } | undefined
  /** the user's own, not the bot's */
  mine: boolean
}

/** Something that goes wrong with the next calls of a method (`*`: any). */
export interface Fault {
  method: string
  times: number
  /** calls that go well first */
  after?: number
  /** answer with this status */
  code?: number
  retryAfter?: number
  /** do it, then drop the connection */
  doThenDrop?: boolean
  /** drop the connection and do nothing */
  drop?: boolean
  hangMs?: number
  /** a proxy's page instead of an answer */
  html?: boolean
}

type Params = Record<string, unknown>
interface Upload {
  filename: string
  content: Buffer
}

const USER = { is_bot: false, first_name: 'Ann' }

export class StrictBotApi {
  readonly seen: SeenMessage[] = []
  readonly calls: { method: string; at: number; chat: unknown }[] = []
  readonly faults: Fault[] = []
  readonly updates = new DeliveryQueue()
  readonly commands: Params[] = []
  language = 'zh-hans'
  address = ''
  private readonly app = Fastify({ bodyLimit: 60e6, forceCloseConnections: true })
  private readonly files = new Map<string, Upload>()
  private readonly queries = new Set<string>()
  private lastMessage = 0

  static async start(): Promise<StrictBotApi> {
    const api = new StrictBotApi()
    await api.app.register(multipart, { limits: { fileSize: 50e6 } })
    api.app.all('/bot:token/:method', (request, reply) => api.answer(request, reply))
    api.app.get('/file/bot:token/:id', (request, reply) => api.handOut(request, reply))
    api.address = await api.app.listen({ port: 0, host: '127.0.0.1' })
    return api
  }

  async close(): Promise<void> {
    this.updates.close()
    await this.app.close()
  }

  /** What the chat shows of the bot, oldest first. */
  heard(chat: number): SeenMessage[] {
    return this.seen.filter((message) => message.chat === chat && !message.mine)
  }

  say(chat: number, text: string, type = 'private'): number {
    return this.updates.push(chat, { message: { ...this.head(chat, type), text } })
  }

  /** Answers a message of the bot by quoting it. */
  reply(to: SeenMessage, text: string): number {
    const { chat } = to
    return this.updates.push(chat, { message: { ...this.head(chat, 'private'), text, ...this.quoting(to) } })
  }

  private quoting({ message_id, chat, text, document }: SeenMessage) {
    const words = document ? { caption: text } : { text }
    return { reply_to_message: { message_id, date: 1, chat: { id: chat, type: 'private' }, ...words } }
  }

  edit(chat: number, text: string): number {
    return this.updates.push(chat, { edited_message: { ...this.head(chat, 'private'), text } })
  }

  /** `to`: the message that is answered with it. */
  sendFile(chat: number, name: string, content: Buffer, caption?: string, to?: SeenMessage): number {
    const id = this.keep({ filename: name, content })
    const document = { file_id: id, file_name: name, file_size: content.length }
    const more = { ...(caption ? { caption } : {}), ...(to ? this.quoting(to) : {}) }
    return this.updates.push(chat, { message: { ...this.head(chat, 'private'), document, ...more } })
  }

  sendOther(chat: number, what: Params): number {
    return this.updates.push(chat, { message: { ...this.head(chat, 'private'), ...what } })
  }

  /** Presses a button of a message as it stands now. */
  tap(message: SeenMessage, data: string): number {
    const id = randomBytes(8).toString('hex')
    this.queries.add(id)
    const { message_id, chat, text, markup } = message
    const under = {
      message_id,
      chat: { id: chat, type: 'private' },
      text,
      reply_markup: structuredClone(markup),
    }
    const from = { ...USER, id: chat, language_code: this.language }
    return this.updates.push(chat, { callback_query: { id, from, message: under, data } })
  }

  private head(chat: number, type: string) {
    const from = { ...USER, id: chat, language_code: this.language }
    return { message_id: ++this.lastMessage, date: 1, chat: { id: chat, type }, from }
  }

  private keep(upload: Upload): string {
    const id = `F${randomBytes(6).toString('hex')}`
    this.files.set(id, upload)
    return id
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const { token, method } = request.params as { token: string; method: string }
    const params = await paramsOf(request)
    this.calls.push({ method, at: Date.now(), chat: params.chat_id })
    const fault = this.faultOf(method)
    try {
      if (token !== TOKEN) throw new Refusal(401, 'Unauthorized')
      if (fault?.hangMs) await pause(fault.hangMs)
      if (fault?.doThenDrop) await this.carryOut(method, params)
      if (fault?.doThenDrop || fault?.drop) {
        request.raw.socket.destroy()
        return reply.hijack()
      }
      if (fault?.html) return reply.code(502).type('text/html').send('<html>Bad Gateway</html>')
      if (fault?.code) throw faultRefusal(fault.code, fault.retryAfter)
      return { ok: true, result: await this.carryOut(method, params) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { code: error_code, message: description, parameters } = error
      return reply.code(error_code).send({ ok: false, error_code, description, parameters })
    }
  }

  private faultOf(method: string): Fault | undefined {
    const fault = this.faults.find((one) => one.method === method || one.method === '*')
    if (fault?.after) {
      fault.after--
      return undefined
    }
    if (fault && --fault.times <= 0) this.faults.splice(this.faults.indexOf(fault), 1)
    return fault
  }

  private handOut(request: FastifyRequest, reply: FastifyReply) {
    const { token, id } = request.params as { token: string; id: string }
    const file = token === TOKEN ? this.files.get(id) : undefined
    return file ? reply.type('application/octet-stream').send(file.content) : reply.code(404).send()
  }

  private async carryOut(method: string, p: Params): Promise<unknown> {
    switch (method) {
      case 'getMe':
        return { id: 1, is_bot: true, first_name: 'Shenbao', username: 'shenbao_bot', can_join_groups: true }
      case 'setWebhook':
        this.updates.deliverTo(webhookOf(p))
        return true
      case 'deleteWebhook':
        this.updates.deliverTo(null)
        return true
      case 'getWebhookInfo':
        return this.updates.webhookInfo()
      case 'getUpdates':
        return this.updates.fetch(Number(p.offset ?? 0), Number(p.timeout ?? 0))
      case 'sendMessage':
        return this.show({ ...p, text: messageText(p.text, p.parse_mode) })
      case 'sendDocument':
        return this.sendDocument(p)
      case 'editMessageReplyMarkup':
        return this.editMarkup(p)
      case 'answerCallbackQuery':
        if (this.queries.delete(String(p.callback_query_id))) return true
        throw new Refusal(
          400,
          'Bad Request: query is too old and response timeout expired or query ID is invalid',
        )
      case 'sendChatAction':
        return knownChat(p.chat_id) !== 0
      case 'setMyCommands':
        this.commands.push(p)
        return true
      case 'getFile':
        return this.fileOf(String(p.file_id))
      default:
        throw new Refusal(404, 'Not Found')
    }
  }

  private show(p: Params & { text: string }, document?: SeenMessage['document']) {
    const chat = knownChat(p.chat_id)
    const message_id = ++this.lastMessage
    this.seen.push({
      message_id,
      chat,
      text: p.text,
      markup: keyboard(p.reply_markup),
      document,
      mine: false,
    })
    return { message_id, date: 1, chat: { id: chat, type: 'private' }, text: p.text }
  }

  private sendDocument(p: Params) {
    const upload = p.document as Upload
    const text = captionText(p.caption, p.parse_mode)
    return this.show({ ...p, text }, { name: upload.filename, content: upload.content })
  }

  private editMarkup(p: Params) {
    const found = this.seen.find(
      (one) => one.chat === Number(p.chat_id) && one.message_id === Number(p.message_id),
    )
    if (!found) throw new Refusal(400, 'Bad Request: message to edit not found')
    const markup = keyboard(p.reply_markup)
    if (JSON.stringify(markup) === JSON.stringify(found.markup))
      throw new Refusal(400, 'Bad Request: message is not modified')
    found.markup = markup
    return true
  }

  private fileOf(id: string) {
    const file = this.files.get(id)
    if (!file) throw new Refusal(400, 'Bad Request: invalid file_id')
    if (file.content.length > 20 * 1024 * 1024) throw new Refusal(400, 'Bad Request: file is too big')
    return { file_id: id, file_size: file.content.length, file_path: id }
  }
}

function faultRefusal(code: number, retryAfter: number | undefined): Refusal {
  if (code !== 429) return new Refusal(code, 'Internal Server Error')
  const seconds = retryAfter ?? 1
  return new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
}

function webhookOf(p: Params): Webhook | null {
  const secret = String(p.secret_token ?? '')
  if (!/^[A-Za-z0-9_-]{0,256}$/.test(secret))
    throw new Refusal(400, 'Bad Request: secret token contains unallowed characters')
  return p.url ? webhook(String(p.url), secret) : null
}

/** A webhook as Telegram calls it. */
export const webhook = (url: string, secret: string): Webhook => ({
  url,
  headers: () => (secret ? { 'x-telegram-bot-api-secret-token': secret } : {}),
})

async function paramsOf(request: FastifyRequest): Promise<Params> {
  const params: Params = { ...(request.query as Params) }
  if (!request.isMultipart()) return { ...params, ...((request.body ?? {}) as Params) }
  for await (const part of request.parts())
    params[part.fieldname] =
      part.type === 'file' ? { filename: part.filename, content: await part.toBuffer() } : part.value
  // some clients send a file beside its field
  for (const [name, value] of Object.entries(params)) {
    const beside = typeof value === 'string' ? /^attach:\/\/(.+)$/.exec(value)?.[1] : undefined
    if (beside) params[name] = params[beside]
  }
  return params
}
