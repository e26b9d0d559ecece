/** What a message of Teams answers: the client sends the quotation as HTML beside the words. */

/** Words and quotation apart. */
export interface Reply {
  quoted: string
  text: string
}

const REPLY = /^\s*<blockquote[^>]*itemtype="https?:\/\/schema\.skype\.com\/Reply"[^>]*>(.*?)<\/blockquote>/is

/** Null for a message that quotes nothing. */
export function replyIn(html: string): Reply | null {
  const found = REPLY.exec(html)
  if (!found) return null
  const [whole, inner = ''] = found
  // who said it and when stand before the words
  const copy = /<(p|div)[^>]*itemprop="(?:copy|preview)"[^>]*>(.*?)<\/\1>/is.exec(inner)?.[2] ?? inner
  return { quoted: plainText(copy), text: plainText(html.slice(whole.length)) }
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  '#39': "'",
}

function plainText(html: string): string {
  const lines = html.replace(/<br\s*\/?>|<\/(?:p|div|li)>/gi, '\n').replace(/<[^>]*>/g, '')
  return lines
    .replace(/&(#?\w{1,8});/g, (all, name: string) => ENTITIES[name.toLowerCase()] ?? numbered(name) ?? all)
    .replaceAll('\u00A0', ' ')
    .trim()
}

function numbered(name: string): string | undefined {
  const code = /^#x([0-9a-f]+)$/i.exec(name)?.[1]
    ? Number.parseInt(name.slice(2), 16)
    : Number(/^#(\d+)$/.exec(name)?.[1])
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
