/**
 * What is written on the back of a button. Telegram allows 64 bytes, so it is not the choice itself but where to find
 * it: the reply it stands under, whose text holds draft, step and revision, and its place there.
 */

/** `choice`: one of the reply's choices; `option`: one to tick on its card; `ticked`: take those that are ticked. */
export type PressKind = 'choice' | 'option' | 'ticked'

export interface Press {
  kind: PressKind
  /** id of the reply (UUID) */
  messageId: string
  /** counts from 0; always 0 for `ticked` */
  place: number
}

const LETTERS: Record<PressKind, string> = { choice: 'c', option: 'o', ticked: 't' }
const KINDS = new Map(Object.entries(LETTERS).map(([kind, letter]) => [letter, kind as PressKind]))

/** At most 27 bytes. */
export function writePress({ kind, messageId, place }: Press): string {
  const id = Buffer.from(messageId.replaceAll('-', ''), 'hex').toString('base64url')
  return `${LETTERS[kind]}${id}${place.toString(36)}`
}

/** Null for what no button of ours says. */
export function readPress(data: string): Press | null {
  const [, letter = '', id = '', place = ''] = /^([a-z])([\w-]{22})([0-9a-z]{1,4})$/.exec(data) ?? []
  const kind = KINDS.get(letter)
  if (!kind) return null
  const hex = Buffer.from(id, 'base64url').toString('hex')
  const messageId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { kind, messageId, place: Number.parseInt(place, 36) }
}
