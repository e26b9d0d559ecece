/** Mail addresses: who we are, and who others say that they are. */

export interface Mailbox {
  name: string
  address: string
}

/** One spelling of an address, so that it names one conversation. */
export const spelt = (address: string): string => address.trim().toLowerCase()

/** The two sides of the last @. */
export function sidesOf(address: string): { local: string; domain: string } {
  const at = address.lastIndexOf('@')
  return { local: address.slice(0, at), domain: address.slice(at + 1) }
}

/** True for our own address, whatever is added to it behind a plus. */
export function isOurs(address: string, own: string): boolean {
  const [given, ours] = [sidesOf(spelt(address)), sidesOf(spelt(own))]
  return given.domain === ours.domain && given.local.split('+')[0] === ours.local
}

/** One line without control characters: what others wrote must not begin a header of ours. */
export const oneLine = (text: string, most: number): string =>
  [...text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')].slice(0, most).join('').trim()
