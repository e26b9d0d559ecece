/** The check code on paper: proof that a print shows one frozen version, short enough to be typed. */
import { createHmac } from 'node:crypto'
import { groupCheckCode } from '../casework/check-code.ts'

/** Crockford's base32: no I, L, O or U, so that nothing is misread from paper. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const bits = 80

/** 80 bits of HMAC-SHA256 over the canonical JSON of all that is given, as `XXXX-XXXX-XXXX-XXXX`. */
export function checkCode(secret: string | Uint8Array, frozen: unknown): string {
  const digest = createHmac('sha256', secret).update(canonicalJson(frozen)).digest()
  return groupCheckCode(base32(digest.subarray(0, bits / 8)))
}

/** JSON with sorted keys and without undefined members: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner) => {
    if (typeof inner === 'string') return asStored(inner)
    return isPlainObject(inner) ? sortedByKey(inner) : inner
  })
}

// The database refuses NUL and half characters and stores U+FFFD: the code must come out the same afterwards.
const asStored = (text: string) => text.replaceAll('\0', '\uFFFD').toWellFormed()

// Ordered by code unit, not by locale: the order must be the same on every machine.
const sortedByKey = (object: Record<string, unknown>) => {
  const sorted: Record<string, unknown> = Object.create(null)
  for (const key of Object.keys(object).sort()) sorted[key] = object[key]
  return sorted
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function base32(bytes: Uint8Array): string {
  let number = 0n
  for (const byte of bytes) number = (number << 8n) | BigInt(byte)
  let text = ''
  for (let shift = bits - 5; shift >= 0; shift -= 5) text += alphabet[Number((number >> BigInt(shift)) & 31n)]
  return text
}
