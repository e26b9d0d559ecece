/** Text as cards show it: runs of plain characters, never markup, so that nothing an applicant types can be some. */
import type { Reply } from '../../conversation/types.ts'

export interface Run {
  type: 'TextRun'
  text: string
  weight?: 'Bolder'
  italic?: true
}

interface Mark {
  from: number
  to: number
  look: Omit<Run, 'type' | 'text'>
}

/** How a line begins that is the heading of those below it. */
const HEADING = /^■ /

/** Lines that are not blank, headings in bold: quotes in italics and what kinds of statement they are in bold. */
export function linesOf(text: string, { parts = [] }: Pick<Reply, 'parts'>): Run[][] {
  const marks = parts
    .flatMap(({ kind, label, text: words }) => [
      ...(label ? markOf(text, label, { weight: 'Bolder' }) : []),
      ...(kind === 'quote' ? markOf(text, words, { italic: true }) : []),
    ])
    .sort((a, b) => a.from - b.from)
  let at = 0
  return text.split('\n').flatMap((line) => {
    const runs = runsOf(line, at, marks)
    at += line.length + 1
    if (line.trim() === '') return []
    return [HEADING.test(line) ? runs.map((run) => ({ ...run, weight: 'Bolder' as const })) : runs]
  })
}

/** A label counts only where a line begins with it. */
function markOf(text: string, words: string, look: Mark['look']): Mark[] {
  const from = text.indexOf(words)
  const stands = from === 0 || text[from - 1] === '\n' || look.italic === true
  return from >= 0 && words !== '' && stands ? [{ from, to: from + words.length, look }] : []
}

/** `at`: where the line begins in its text. */
function runsOf(line: string, at: number, marks: readonly Mark[]): Run[] {
  const runs: Run[] = []
  let done = 0
  const add = (to: number, look: Mark['look']) => {
    if (to > done) runs.push({ type: 'TextRun', text: line.slice(done, to), ...look })
    done = Math.max(done, to)
  }
  for (const { from, to, look } of marks) {
    const [begin, end] = [Math.max(from - at, 0), Math.min(to - at, line.length)]
    if (begin < done || end <= begin) continue
    add(begin, {})
    add(end, look)
  }
  add(line.length, {})
  return runs
}

/** Plain text as a message of Teams: what would be markup there is escaped, and lines stay lines. */
export function asMarkdown(text: string): string {
  return text
    .replace(/[\\`*_~[\]<>#|]/g, '\\$&')
    .replace(/^(\s*)([-+]|\d{1,9}[.)])(?=\s)/gm, (_all, space: string, mark: string) =>
      /^\d/.test(mark) ? `${space}${mark.slice(0, -1)}\\${mark.slice(-1)}` : `${space}\\${mark}`,
    )
    .replace(/\n+/g, '\n\n')
}
