/**
 * A Bot Connector of our own, as strict as Teams: signatures, sizes, cards, faults on demand; and the place where
 * files are put and fetched.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { Identity } from './identity.ts'
import { CARD, type Card, checkMessage, Refusal, type Sent } from './rules.ts'

/** A message that a person sees in the chat. */
export interface SeenMessage extends Sent {
  id: string
  conversation: string
  card: Card | undefined
  /** all that can be read of it */
  words: string
}

/** Something that goes wrong with the next sends. */
export interface Fault {
  times: number
  code?: number
  retryAfter?: number
  /** take it, then drop the connection */
  doThenDrop?: boolean
  drop?: boolean
  hangMs?: number
}

export class StrictConnector {
  readonly seen: SeenMessage[] = []
  readonly refused: string[] = []
  readonly faults: Fault[] = []
  /** what was put where, and what can be fetched */
  readonly files = new Map<string, { content: Buffer; range?: string | undefined }>()
  sends = 0
  /** when something was last sent, ms */
  lastSend = 0
  /** status that puts are answered with instead */
  putFault: number | null = null
  address = ''
  readonly identity: Identity
  private readonly app = Fastify({ bodyLimit: 60e6, forceCloseConnections: true })

  private constructor(identity: Identity) {
    this.identity = identity
  }

  static async start(): Promise<StrictConnector> {
    const connector = new StrictConnector(await Identity.start())
    const { app } = connector
    app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    )
    app.post('/v3/conversations/:conversation/activities', (request, reply) =>
      connector.answer(request, reply),
    )
    app.post('/v3/conversations/:conversation/activities/:id', (request, reply) =>
      connector.answer(request, reply),
    )
    app.put('/files/:id', (request, reply) => connector.put(request, reply))
    app.get('/files/:id', (request, reply) => {
      const file = connector.files.get((request.params as { id: string }).id)
      return file ? reply.send(file.content) : reply.code(404).send()
    })
    connector.address = await app.listen({ port: 0, host: '127.0.0.1' })
    return connector
  }

  async close(): Promise<void> {
    await this.app.close()
    await this.identity.close()
  }

  /** Where bots send to; activities name it. */
  get serviceUrl(): string {
    return `${this.address}/`
  }

  /** What the chat shows of the bot, oldest first. */
  heard(conversation: string): SeenMessage[] {
    return this.seen.filter((message) => message.conversation === conversation)
  }

  /** A place for a file; what is given can be fetched there. */
  place(content?: Buffer): string {
    const id = randomUUID()
    if (content) this.files.set(id, { content })
    return `${this.address}/files/${id}`
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const { conversation } = request.params as { conversation: string }
    this.sends++
    this.lastSend = Date.now()
    const fault = this.faultOf()
    try {
      if (fault?.hangMs) await pause(fault.hangMs)
      if (fault?.doThenDrop) this.take(conversation, request)
      if (fault?.doThenDrop || fault?.drop) {
        request.raw.socket.destroy()
        return reply.hijack()
      }
      if (fault?.retryAfter !== undefined) reply.header('retry-after', String(fault.retryAfter))
      if (fault?.code) throw new Refusal(fault.code, 'planned')
      return reply.code(201).send({ id: this.take(conversation, request) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.message !== 'planned') this.refused.push(`${error.code} ${error.message}`)
      return reply.code(error.code).send({ error: { code: 'Refused', message: error.message } })
    }
  }

  private take(conversation: string, { headers, body }: FastifyRequest): string {
    const token = headers.authorization?.replace('Bearer ', '') ?? ''
    if (!this.identity.handedOut.includes(token)) throw new Refusal(401, 'Unauthorized')
    if (conversation.startsWith('gone')) throw new Refusal(404, 'ConversationNotFound')
    if (conversation.startsWith('blocked')) throw new Refusal(403, 'BotDisabled')
    const sent = body as Sent
    checkMessage(sent)
    const card = sent.attachments?.find(({ contentType }) => contentType === CARD)?.content as
      | Card
      | undefined
    const message = {
      ...sent,
      id: randomUUID(),
      conversation,
      card,
      words: sent.text ?? card?.fallbackText ?? '',
    }
    this.seen.push(message)
    return message.id
  }

  private put(request: FastifyRequest, reply: FastifyReply) {
    if (this.putFault) return reply.code(this.putFault).send()
    const { id } = request.params as { id: string }
    this.files.set(id, { content: request.body as Buffer, range: request.headers['content-range'] })
    return reply.code(201).send({})
  }

  private faultOf(): Fault | undefined {
    const [fault] = this.faults
    if (fault && --fault.times <= 0) this.faults.shift()
    return fault
  }
}
