/** The check code on paper as people read and type it; `documents/` makes it. */

/** Characters of a whole code, without its hyphens. */
const LENGTH = 16

/** What a pen or an eye makes of the digits: the alphabet has none of these letters. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', U: 'V' }

/** Which page of which copy a QR code is printed on, both from 1. */
export interface PagePlace {
  copy: number
  page: number
}

/** What the QR code of a page says. `place` null: of a print whose pages all have the same code. */
export interface PageCode {
  /** where the installation is that it leads to */
  origin: string
  /** in its printed form */
  checkCode: string
  place: PagePlace | null
}

/** The check page's address with the page it is printed on, which the check page ignores. */
export const pageAddress = (checkUrl: string, { copy, page }: PagePlace): string =>
  `${checkUrl}/${copy}-${page}`

const PAGE_ADDRESS = /^(https?:\/\/.+)\/check\/([^/]+?)(?:\/([1-9]\d?)-([1-9]\d{0,3}))?$/

/** A QR code as it was read, or null when it is none of a form such as ours. */
export function readPageCode(text: string): PageCode | null {
  const [, origin = '', code = '', copy, page] = PAGE_ADDRESS.exec(text.trim()) ?? []
  const checkCode = normaliseCheckCode(code)
  if (!isWholeCheckCode(checkCode)) return null
  return { origin, checkCode, place: copy && page ? { copy: Number(copy), page: Number(page) } : null }
}

/**
 * A code as somebody typed it, in its printed form: spaces, lower case, full-width letters and look-alikes are
 * forgiven. The address of the check page is taken for the code in it, with or without the page it stood on.
 */
export function normaliseCheckCode(typed: string): string {
  const parts = typed.trim().split('/')
  const last = parts.length > 1 && /^\d+-\d+$/.test(parts.at(-1) ?? '') ? parts.at(-2) : parts.at(-1)
  const plain = (last ?? '')
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  return groupCheckCode(plain.replace(/[OILU]/g, (letter) => LOOK_ALIKES[letter] ?? letter))
}

/** True for a normalised code of full length; whether it was ever given out only the store knows. */
export const isWholeCheckCode = (code: string): boolean => code.replaceAll('-', '').length === LENGTH

/** `XXXXXXXX…` as `XXXX-XXXX-…` */
export const groupCheckCode = (text: string): string => text.match(/.{1,4}/g)?.join('-') ?? ''
