/** Finds messages whose placeholders cannot be read, or that nothing fills in. */
import { IntlMessageFormat } from 'intl-messageformat'
import type { Collector } from './collector.ts'
import { PAGE_NUMBERS, PAPER_FACTS } from './papers.ts'

/** What an answer may name; the same as the conversation fills in. */
const IN_ANSWERS = ['document', 'opens', 'closes']
const IN_PREMISES = ['asked', 'value']
const IN_PAPERS = [...PAPER_FACTS, ...PAGE_NUMBERS]

/** Reads every text of a language as the message it is. */
export function checkMessages(language: string, text: object, found: Collector): void {
  const walk = (node: unknown, path: string[]): void => {
    if (typeof node === 'string') checkMessage(language, node, path, found)
    else if (node !== null && typeof node === 'object')
      for (const [key, child] of Object.entries(node)) walk(child, [...path, key])
  }
  walk(text, [])
}

function checkMessage(language: string, message: string, path: string[], found: Collector): void {
  const file = `text/${language}.yaml`
  const at = path.join('.')
  try {
    const ast = new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst()
    const allowed = placeholdersAt(path)
    for (const name of namesIn(ast))
      if (allowed && !allowed.includes(name))
        found.add(file, path, 'unknown-placeholder', {
          at,
          name,
          names: allowed.map((one) => `{${one}}`).join(' '),
        })
  } catch (error) {
    found.add(file, path, 'bad-message', { at, detail: (error as Error).message })
  }
}

/** What may stand in braces there, or null where that depends on the moment. */
function placeholdersAt(path: readonly string[]): readonly string[] | null {
  if (path[0] === 'papers') return IN_PAPERS
  if (path[0] !== 'answers' || path[2] === 'topic') return null
  return path[2] === 'premise' ? IN_PREMISES : IN_ANSWERS
}

interface MessagePart {
  type: number
  value?: unknown
  options?: Record<string, { value: readonly MessagePart[] }>
}

/** Kinds of parts that are neither a literal nor the # of a plural. */
const NAMED = new Set([1, 2, 3, 4, 5, 6])

function namesIn(parts: readonly unknown[]): string[] {
  return (parts as MessagePart[]).flatMap((part) => [
    ...(NAMED.has(part.type) ? [String(part.value)] : []),
    ...Object.values(part.options ?? {}).flatMap((option) => namesIn(option.value)),
  ])
}
