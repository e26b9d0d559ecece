/** The words of an answer without the mail that it answers. */
import vm from 'node:vm'
import EmailReplyParser from 'email-reply-parser'
import { headerAt, isAdded } from './quote-headers.ts'

/** What people write is shorter by far; the library's patterns take long over what is longer. */
const MOST_PARSED = 40_000
const MOST_MS = 300
/** A rule that somebody drew, not what is left of a signature. */
const DRAWN = /^\s*(?:-{3,4}|_{2,4}|\+{2,4}|={2,4})\s*$/

/** Plain text of a mail → what its writer added, between and above the quoted lines. */
export function freshWords(text: string): string {
  const own = withoutAnswered(text.replace(/\r\n?/g, '\n').split('\n'))
  const kept = own.filter((line) => !isAdded(line)).join('\n')
  return (kept.length > MOST_PARSED ? kept : parsed(kept)).replace(/\n{3,}/g, '\n\n').trim()
}

/**
 * From the line that introduces the answered mail on, nothing is fresh, unless quoted lines follow it: then only those
 * are old, for people answer between them.
 */
function withoutAnswered(lines: string[]): string[] {
  const kept: string[] = []
  for (let at = 0; at < lines.length; at++) {
    const taken = headerAt(lines, at)
    if (taken > 0) {
      const next = lines.slice(at + taken).find((line) => line.trim() !== '')
      if (!next?.trimStart().startsWith('>')) break
      at += taken - 1
    } else if (!/^\s*>/.test(lines[at] ?? '')) kept.push(lines[at] ?? '')
  }
  return kept
}

/** Signatures and headers of more languages, by the library. Its patterns can take forever: then what is left stays. */
function parsed(text: string): string {
  const read = () =>
    new EmailReplyParser()
      .read(text)
      .getFragments()
      .filter((one) => !one.isHidden() || DRAWN.test(one.getContent().split('\n', 1)[0] ?? ''))
      .map((one) => one.getContent())
      .join('\n')
  try {
    return vm.runInNewContext('read()', { read }, { timeout: MOST_MS })
  } catch {
    return text
  }
}
