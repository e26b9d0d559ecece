/** Telephone numbers as people in China write them, extensions included. */

export interface Phone {
  /** such as 13800001111, 021-64220000 or 64220000 */
  number: string
  extension: string | null
}

const EXTENSION = /(?:转|分机|ext\.?|extension|x|#)\s*[:：]?\s*(\d{1,6})\s*(?:分机)?$/
const SHAPES = [/^1[3-9]\d{9}$/, /^(?:0\d{2,3}-?)?[2-8]\d{6,7}$/, /^400-?\d{3}-?\d{4}$/]

/** Reads a number with its extension, or null when it has no known shape. */
export function readPhone(raw: string): Phone | null {
  let text = raw
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/[()]/g, ' ')
    .replace(/^\+?86[\s-]*/, '')
  const found = EXTENSION.exec(text)
  if (found) text = text.slice(0, found.index)
  const dashed = /^(\d{8})-(\d{1,6})$/.exec(text.trim())
  const number = (dashed?.[1] ?? text)
    .trim()
    .replace(/\s+/g, '')
    .replace(/[-—,，]+$/, '')
  const extension = found?.[1] ?? dashed?.[2] ?? null
  return SHAPES.some((shape) => shape.test(number)) ? { number, extension } : null
}

const IN_TEXT = /(?:\+?86[\s-]*)?(?:0\d{2,3}-)?\d{7,11}(?:\s*(?:转|分机|ext\.?|-)\s*\d{1,6})?/

/** The one number among words, such as “我的手机是 13800001111”; null when there is none or more than one. */
export function findPhone(raw: string): Phone | null {
  const text = raw
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(\d)\s+(?=\d)/g, '$1')
  const found = text.match(new RegExp(IN_TEXT, 'g')) ?? []
  return found.length === 1 && /\p{L}/u.test(text) ? readPhone(found[0]) : null
}

/** True for a mainland mobile number. */
export function isMobile(phone: Phone): boolean {
  return /^1[3-9]\d{9}$/.test(phone.number) && phone.extension === null
}
