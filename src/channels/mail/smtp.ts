/** Mails on their way out by SMTP, each with a deadline, each with an outcome instead of an exception. */
import type { Readable } from 'node:stream'
import nodemailer, { type NodemailerError, type SendMailOptions } from 'nodemailer'
import type { SendOutcome } from '../../ports/channel.ts'
import { type MailSettings, smtpOptions } from './access.ts'

/** Below the lease of a send. */
const DEADLINE_MS = 30_000
const AGAIN_MS = 5_000
/** A wrong password does not mend itself soon. */
const LOGIN_WRONG_MS = 60_000
const CONNECTIONS = 2

export class Smtp {
  private readonly transport: ReturnType<typeof pooled>
  private readonly deadlineMs: number
  private readonly streams = new Map<string, Readable[]>()

  constructor(settings: MailSettings, deadlineMs = DEADLINE_MS) {
    this.deadlineMs = deadlineMs
    this.transport = pooled(settings, deadlineMs)
    // nodemailer does not say how far it came: a content that was never read was never sent
    this.transport.use('stream', (mail, done) => {
      const { message } = mail
      const create = message.createReadStream.bind(message)
      message.createReadStream = (options) => {
        const stream = create(options)
        this.streams.get(message.messageId())?.push(stream)
        return stream
      }
      done()
    })
  }

  /** Sends one mail to one address, and says how that ended. */
  async send(mail: SendMailOptions & { messageId: string }): Promise<SendOutcome> {
    const streams: Readable[] = []
    this.streams.set(mail.messageId, streams)
    try {
      await this.transport.sendMail({ ...mail, signal: AbortSignal.timeout(this.deadlineMs) })
      return { type: 'sent' }
    } catch (error) {
      const begun = streams.some((stream) => stream.readableDidRead)
      return outcomeOf(error as NodemailerError, begun)
    } finally {
      this.streams.delete(mail.messageId)
    }
  }

  /** Connects and logs in. @throws what the server or the connection says */
  async verify(): Promise<void> {
    await this.transport.verify()
  }

  close(): void {
    this.transport.close()
  }
}

function pooled(settings: MailSettings, deadlineMs: number) {
  const options = smtpOptions(settings, deadlineMs)
  // one more try is for a connection that the server closed while it was idle; nothing was sent over it
  return nodemailer.createTransport({ ...options, pool: true, maxConnections: CONNECTIONS, maxRequeues: 1 })
}

/** What a failed send means for the mail. `begun`: some of its content may have gone out. */
export function outcomeOf(error: NodemailerError, begun: boolean): SendOutcome {
  const { responseCode, permanent } = error
  const code = error.code ?? error.name
  const reason = [code, responseCode ?? error.originalCode].filter(Boolean).join(' ')
  if (code === 'EAUTH') return { type: 'retry', afterMs: LOGIN_WRONG_MS, reason }
  const isAboutTheMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  if (isAboutTheMail && (permanent || responseCode === undefined)) return { type: 'refused', reason }
  if (begun && responseCode === undefined) return { type: 'unknown', reason }
  return { type: 'retry', afterMs: AGAIN_MS, reason }
}
