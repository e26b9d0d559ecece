/**
 * A line of requests that costs the load generator as little as it can, for it shares the processors with what it
 * measures: kept connections, one write a request, and of an answer only what is looked at.
 */
import net from 'node:net'
import type { Answer, Ask, Line } from '../test/rigs/applicant.ts'

const END_OF_HEAD = '\r\n\r\n'

/** A line to a server at this address; close it when done. */
export function keptLine(address: string): { line: Line; close(): void } {
  const { hostname, port, host } = new URL(address)
  const idle: Connection[] = []
  const all = new Set<Connection>()
  const free = (): Connection => {
    const kept = idle.pop()
    if (kept) return kept
    const made = new Connection(net.connect({ host: hostname, port: Number(port), noDelay: true }))
    all.add(made)
    made.gone = () => {
      all.delete(made)
      const at = idle.indexOf(made)
      if (at >= 0) idle.splice(at, 1)
    }
    return made
  }
  const line: Line = async (ask) => {
    const connection = free()
    const answer = await connection.send(textOf(ask, host))
    idle.push(connection)
    return answer
  }
  return {
    line,
    close() {
      for (const connection of all) connection.end()
    },
  }
}

function textOf({ method = 'POST', path, body, headers = {} }: Ask, host: string): string {
  const payload = body === undefined ? '' : JSON.stringify(body)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const type = payload ? 'content-type: application/json\r\n' : ''
  const length = `content-length: ${Buffer.byteLength(payload)}`
  return `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n${lines.join('')}${type}${length}${END_OF_HEAD}${payload}`
}

/** One request at a time. */
class Connection {
  gone = (): void => {}
  private readonly socket: net.Socket
  private waiting: PromiseWithResolvers<Answer> | null = null
  private parts: Buffer[] = []
  private bytes = 0
  /** bytes of the whole answer, once its head is here */
  private wanted = Number.POSITIVE_INFINITY
  private head = ''

  constructor(socket: net.Socket) {
    this.socket = socket
    socket.on('data', (part) => this.take(part))
    socket.on('error', (error) => this.fail(error))
    socket.on('close', () => this.fail(new Error('the connection was closed')))
  }

  send(text: string): Promise<Answer> {
    this.waiting = Promise.withResolvers()
    this.socket.write(text)
    return this.waiting.promise
  }

  end(): void {
    this.socket.destroy()
  }

  private fail(error: Error): void {
    this.gone()
    this.waiting?.reject(error)
    this.waiting = null
  }

  private take(part: Buffer): void {
    this.parts.push(part)
    this.bytes += part.length
    if (this.head === '') this.readHead()
    if (this.bytes >= this.wanted) this.answer()
  }

  private readHead(): void {
    const all = Buffer.concat(this.parts)
    const end = all.indexOf(END_OF_HEAD)
    if (end < 0) return
    this.parts = [all]
    this.head = all.toString('latin1', 0, end)
    const length = /\r\ncontent-length: (\d+)/i.exec(this.head)?.[1]
    if (length === undefined) return this.fail(new Error(`an answer without its length: ${this.head}`))
    this.wanted = end + END_OF_HEAD.length + Number(length)
  }

  private answer(): void {
    const { head, waiting } = this
    const text = Buffer.concat(this.parts).toString('utf8', head.length + END_OF_HEAD.length)
    this.parts = []
    this.bytes = 0
    this.wanted = Number.POSITIVE_INFINITY
    this.head = ''
    this.waiting = null
    const status = Number(head.slice(9, 12))
    waiting?.resolve({
      status,
      body: JSON.parse(text),
      get headers() {
        return headersOf(head)
      },
    })
  }
}

function headersOf(head: string): Record<string, string> {
  const lines = head.split('\r\n').slice(1)
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(': ')
      return [name.toLowerCase(), value.join(': ')]
    }),
  )
}
