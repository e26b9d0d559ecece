/** The outside as it really is: time, ids and hashes. */
import { createHash, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { checkCode } from './documents/check-code.ts'
import type { Clock, Ids, Sealer } from './ports/outside.ts'

/** The real time, or a clock that starts elsewhere and runs on. */
export function makeClock(startsAt: Date | null): Clock {
  const offset = startsAt ? startsAt.getTime() - Date.now() : 0
  return { now: () => new Date(Date.now() + offset) }
}

const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export const ids: Ids = {
  next: () => v7(),
  token: () => randomBytes(32).toString('base64url'),
  code: () =>
    [...randomBytes(8)]
      .map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length])
      .join('')
      .replace(/^(.{4})/, '$1-'),
}

export function makeSealer(secret: string): Sealer {
  return {
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    checkCode: (frozen) => checkCode(secret, frozen),
  }
}
