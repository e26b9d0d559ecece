/** The notice, clause by clause: citations are checked against it and quoted from it. */

/**
 * Parses `notice.md`: every heading begins with a clause id (`### 三.4`), the text up to the next heading is its
 * wording, notes in <!-- --> left out. A parent clause holds its own text and that of its children, in order.
 */
export function parseNotice(source: string): Map<string, string> {
  const own = new Map<string, string>()
  let current: string | null = null
  for (const line of source.replace(/<!--[\s\S]*?-->/g, '').split('\n')) {
    const heading = /^##+\s+(\S+)/.exec(line)
    if (heading?.[1]) {
      current = heading[1]
      own.set(current, '')
    } else if (current !== null) {
      own.set(current, `${own.get(current) ?? ''}${line}\n`)
    }
  }
  const clauses = new Map<string, string>()
  for (const id of own.keys()) {
    const family = [...own].filter(([other]) => other === id || other.startsWith(`${id}.`))
    clauses.set(
      id,
      family
        .map(([, text]) => text.trim())
        .filter((text) => text !== '')
        .join('\n'),
    )
  }
  return clauses
}

/** Clause ids that head more than one clause, with the line of the later heading (1-based). */
export function repeatedClauses(source: string): { clause: string; line: number }[] {
  const seen = new Set<string>()
  return source.split('\n').flatMap((text, index) => {
    const clause = /^##+\s+(\S+)/.exec(text)?.[1]
    if (clause === undefined) return []
    const again = seen.has(clause)
    seen.add(clause)
    return again ? [{ clause, line: index + 1 }] : []
  })
}

/** True when `quote` stands in the clause word for word; white space may differ. */
export function isVerbatim(notice: ReadonlyMap<string, string>, clause: string, quote: string): boolean {
  return squeeze(notice.get(clause) ?? '').includes(squeeze(quote))
}

const squeeze = (text: string): string => text.replace(/\s+/g, '')
