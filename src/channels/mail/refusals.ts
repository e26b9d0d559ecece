/** Mails that nobody wrote, or nobody we would talk to. Judged by the head alone. */
import { isOurs } from './addresses.ts'
import { isAuthentic } from './authentication.ts'
import type { Head } from './head.ts'

/** Why a mail is refused. No word of the mail. */
export type Refusal =
  | 'automatic'
  | 'bulk'
  | 'list'
  | 'null-sender'
  | 'own-address'
  | 'no-sender'
  | 'several-senders'
  | 'unknown-address'
  | 'not-authentic'
  | 'token-missing'
  | 'token-wrong'
  | 'code-wrong'
  | 'too-many'
  | 'not-understood'

const BULK = ['bulk', 'list', 'junk', 'auto_reply']
const AUTOMATIC = [
  'x-auto-response-suppress',
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-auto-reply',
]

/** Null when a person may have written it. Programs that answer programs would never stop. */
export function loopIn(head: Head, own: string): Refusal | null {
  const first = (name: string) => head.lines(name)[0]?.toLowerCase()
  if (head.lines('return-path').some((path) => /^<\s*>$/.test(path))) return 'null-sender'
  if (head.lines('auto-submitted').some((value) => !/^no\b/i.test(value))) return 'automatic'
  if (AUTOMATIC.some((name) => head.lines(name).length > 0)) return 'automatic'
  if (first('content-type')?.startsWith('multipart/report')) return 'automatic'
  if (BULK.includes(first('precedence') ?? '')) return 'bulk'
  if (head.lines('list-id').length > 0) return 'list'
  if (head.from.some(({ address }) => isOurs(address, own))) return 'own-address'
  return null
}

/** Null when exactly one address is named, and our server vouches for it where we ask that of it. */
export function doubtIn(head: Head, authserv: string | null): Refusal | null {
  const [from, ...others] = head.from
  if (others.length > 0 || head.lines('from').length > 1) return 'several-senders'
  if (!from || !/^[^\s@]+@[^\s@]+$/.test(from.address)) return 'no-sender'
  if (authserv === null) return null
  return isAuthentic(head.lines('authentication-results'), authserv, from.address) ? null : 'not-authentic'
}
