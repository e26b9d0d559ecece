/** Mail between everybody of a small world: a real SMTP server in front of real mailboxes. It can be made to fail. */
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { Dovecot, freePort } from './dovecot.ts'

export const DOMAIN = 'desk.test'
export const SMTP_PASSWORD = 'a-secret-of-the-sender'
export const SMTP_USER = 'sender'

/** What goes wrong with the next mail: an answer instead of “yes”, or the line is cut. */
export type Fault =
  | { at: 'mail' | 'rcpt' | 'data'; code: number }
  /** the mail is taken, but nobody is told */
  | { at: 'data'; taken: true }
  /** before a word of it has come */
  | { at: 'rcpt'; cut: true }

export interface Posted {
  from: string
  to: string
  raw: string
}

export class PostOffice {
  readonly mailboxes: Dovecot
  readonly posted: Posted[] = []
  readonly faults: Fault[] = []
  /** what the server says of senders, put on top of every mail */
  vouches: (posted: Posted) => string[] = () => []
  private readonly port: number
  private server: SMTPServer | null = null
  private count = 0

  private constructor(mailboxes: Dovecot, port: number) {
    this.mailboxes = mailboxes
    this.port = port
  }

  static async open(): Promise<PostOffice> {
    const office = new PostOffice(await Dovecot.start(), await freePort())
    await office.up()
    return office
  }

  get smtpUrl(): string {
    return `smtp://${SMTP_USER}:${SMTP_PASSWORD}@127.0.0.1:${this.port}`
  }

  /** Begins to take mails. */
  async up(): Promise<void> {
    const server = new SMTPServer({
      authOptional: false,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      onAuth: ({ username, password }, _session, done) =>
        username === SMTP_USER && password === SMTP_PASSWORD
          ? done(null, { user: username })
          : done(refusal(535)),
      onMailFrom: (_address, _session, done) => done(this.fault('mail')),
      onRcptTo: (_address, session, done) => {
        if (this.cuts('rcpt')) return void this.cut(session.id)
        done(this.fault('rcpt'))
      },
      onData: (stream, session, done) => {
        const { mailFrom, rcptTo } = session.envelope
        const pieces: Buffer[] = []
        stream.on('data', (piece: Buffer) => pieces.push(piece))
        stream.on('end', async () => {
          const fault = this.fault('data')
          if (fault) return done(fault)
          const unsaid = this.cuts('data')
          const from = mailFrom ? mailFrom.address : ''
          for (const { address } of rcptTo)
            await this.post({ from, to: address, raw: Buffer.concat(pieces).toString('latin1') })
          if (unsaid) this.cut(session.id)
          else done()
        })
      },
    })
    server.on('error', () => {})
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve))
    this.server = server
  }

  async down(): Promise<void> {
    const { server } = this
    this.server = null
    if (!server) return
    for (const connection of server.connections) connection._socket.destroy()
    await new Promise<void>((resolve) => server.close(resolve))
  }

  /** Brings a mail (its bytes as latin1) as the servers of the world would. */
  async post(posted: Posted): Promise<void> {
    this.posted.push(posted)
    const [local = '', domain] = posted.to.split('@')
    if (domain !== DOMAIN) return
    const top = [
      `Return-Path: <${posted.from}>`,
      `Delivered-To: ${posted.to}`,
      ...this.vouches(posted),
      `Received: from somewhere by mx.${DOMAIN} with ESMTP id ${++this.count}; Mon, 12 Apr 2021 10:00:00 +0800`,
    ]
    const mail = Buffer.from(`${top.join('\r\n')}\r\n${posted.raw}`, 'latin1')
    await this.mailboxes.deliver(local.split('+')[0] ?? '', mail)
  }

  /** Mails to this address, as a mail program shows them. */
  async read(to: string) {
    const own = this.posted.filter((one) => one.to === to)
    return Promise.all(own.map(({ raw }) => simpleParser(Buffer.from(raw, 'latin1'))))
  }

  async close(): Promise<void> {
    await this.down()
    await this.mailboxes.close()
  }

  private fault(at: Fault['at']): Error | null {
    const [next] = this.faults
    if (!next || next.at !== at || !('code' in next)) return null
    this.faults.shift()
    return refusal(next.code)
  }

  private cuts(at: Fault['at']): boolean {
    const [next] = this.faults
    if (!next || next.at !== at || 'code' in next) return false
    this.faults.shift()
    return true
  }

  private cut(session: string): void {
    for (const connection of this.server?.connections ?? [])
      if (connection.id === session) connection._socket.destroy()
  }
}

const refusal = (responseCode: number): Error =>
  Object.assign(new Error('as this test wants'), { responseCode })
