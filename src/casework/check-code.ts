/** The check code on paper as people read and type it; `documents/` makes it. */

/** Characters of a whole code, without its hyphens. */
const LENGTH = 16

/** What a pen or an eye makes of the digits: the alphabet has none of these letters. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', U: 'V' }

/**
 * A code as somebody typed it, in its printed form: spaces, lower case, full-width letters and look-alikes are
 * forgiven. The address of the check page is taken for the code at its end.
 */
export function normaliseCheckCode(typed: string): string {
  const last = typed.trim().split('/').at(-1) ?? ''
  const plain = last
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  return groupCheckCode(plain.replace(/[OILU]/g, (letter) => LOOK_ALIKES[letter] ?? letter))
}

/** True for a normalised code of full length; whether it was ever given out only the store knows. */
export const isWholeCheckCode = (code: string): boolean => code.replaceAll('-', '').length === LENGTH

/** `XXXXXXXX…` as `XXXX-XXXX-…` */
export const groupCheckCode = (text: string): string => text.match(/.{1,4}/g)?.join('-') ?? ''
