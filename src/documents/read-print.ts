/**
 * What a PDF of ours says of itself. It is read from the file's keywords, where every print has it (`compile.ts`):
 * pages need not be drawn, so nothing beyond Node is needed. It is a claim to look up, not a proof.
 */
import type { PrintClaim } from '../ports/outside.ts'

/** The claim of a PDF, or null when it is no print of a submission as this software makes it. */
export function readPrint(pdf: Uint8Array): PrintClaim | null {
  const keywords = /<pdf:Keywords>([^<]*)</.exec(Buffer.from(pdf).toString('utf8'))?.[1]
  const [, checkCode, checkUrl] = /^(\S+), (\S+)$/.exec(unescapeXml(keywords ?? '')) ?? []
  return checkCode && checkUrl ? { checkCode, checkUrl } : null
}

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescapeXml = (text: string): string =>
  text.replace(/&(\w+);/g, (whole, name: string) => SIGNS[name] ?? whole)
