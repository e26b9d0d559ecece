/** What stands in the addresses of our mails, so that an answer finds what it answers and nobody can make it up. */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { sidesOf } from './addresses.ts'

/** Small letters and digits only: some servers change the case of an address. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
const ID_LETTERS = 26
const MAC_BYTES = 10
const TOKEN = /(?<![a-z2-7])([a-z2-7]{26}\.[a-z2-7]{16})(?=@)/gi
/** What a server must take before the @. */
const MOST_LOCAL = 64

export class Tokens {
  private readonly key: Buffer
  private readonly own: string

  /** `own`: our address */
  constructor(secret: string, own: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'tokens of mails', 32))
    this.own = own
  }

  /** 42 letters and a full stop for a reply (UUID) of a conversation; 80 bits of them prove it. */
  write(conversationId: string, messageId: string): string {
    const id = base32(Buffer.from(messageId.replaceAll('-', ''), 'hex'))
    return `${id}.${this.prove('reply', conversationId, id)}`
  }

  /** The reply that the first true token names; null when none is of this conversation. */
  read(conversationId: string, tokens: readonly string[]): string | null {
    for (const token of tokens) {
      const [id = '', mac = ''] = token.split('.')
      if (same(mac, this.prove('reply', conversationId, id))) return uuidOf(id)
    }
    return null
  }

  /** Name of a mail, in angle brackets. */
  messageId(token: string): string {
    return `<${token}@${sidesOf(this.own).domain}>`
  }

  /** The name of a thread: the same for the same conversation and subject. It is no mail of its own. */
  thread(conversationId: string, subject: string): string {
    const proof = this.prove('thread', conversationId, subject)
    return `<thread.${proof}@${sidesOf(this.own).domain}>`
  }

  /** Where answers go; our plain address where the token would be too long for it. */
  replyTo(token: string): string {
    const { local, domain } = sidesOf(this.own)
    const long = `${local}+${token}`
    return long.length > MOST_LOCAL ? this.own : `${long}@${domain}`
  }

  private prove(...what: string[]): string {
    const digest = createHmac('sha256', this.key).update(JSON.stringify(what)).digest()
    return base32(digest.subarray(0, MAC_BYTES))
  }
}

/** Whatever in a header looks like a token of ours, in order. */
export const tokensIn = (text: string): string[] =>
  [...text.matchAll(TOKEN)].map(([, token = '']) => token.toLowerCase())

/** In bytes: a letter may have several. */
function same(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('')
}

function uuidOf(id: string): string {
  const bits = [...id.slice(0, ID_LETTERS)]
    .map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const hex = (bits.slice(0, 128).match(/.{4}/g) ?? [])
    .map((four) => Number.parseInt(four, 2).toString(16))
    .join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
