/** What our own server found out about the sender: Authentication-Results (RFC 8601). */
import { sidesOf, spelt } from './addresses.ts'

interface Result {
  method: string
  result: string
  /** such as `header.d` → domain */
  properties: Map<string, string>
}

/** True when the topmost of `lines` that is of this server says that the domain of `from` sent the mail. */
export function isAuthentic(lines: readonly string[], authserv: string, from: string): boolean {
  const read = lines.map(partsOf).find((parts) => idOf(parts) === authserv.toLowerCase())
  if (!read) return false
  const results = read.slice(1).map(resultOf)
  const dmarc = results.filter(({ method }) => method === 'dmarc')
  const said = dmarc.filter(({ result }) => result !== 'none')
  if (said.length > 0) return said.every(({ result }) => result === 'pass')
  const { domain } = sidesOf(spelt(from))
  return results.some((one) => one.result === 'pass' && domainsOf(one).some((by) => aligned(domain, by)))
}

const idOf = ([first = '']: string[]): string => first.trim().split(/\s/)[0]?.toLowerCase() ?? ''

function resultOf(part: string): Result {
  const [first = '', ...rest] = part.trim().toLowerCase().split(/\s+/)
  const pairs = rest.map((pair) => pair.split('=')).map(([key = '', value = '']) => [key, value] as const)
  const [method = '', result = ''] = first.split('=')
  return { method: method.split('/')[0] ?? '', result, properties: new Map(pairs) }
}

function domainsOf({ method, properties }: Result): string[] {
  const names = { dkim: ['header.d', 'header.i'], spf: ['smtp.mailfrom'] }[method] ?? []
  return names.flatMap((name) => properties.get(name) ?? []).map((value) => value.split('@').at(-1) ?? '')
}

/** The writer's domain itself, or one above it. */
const aligned = (domain: string, by: string): boolean =>
  by.includes('.') && (domain === by || domain.endsWith(`.${by}`))

/** The parts between semicolons. What senders can write, in comments and in quotes, is taken out; what does not close is nothing. */
function partsOf(line: string): string[] {
  let depth = 0
  let quoted = false
  let plain = ''
  for (let i = 0; i < line.length; i++) {
    const character = line[i]
    if (character === '\\' && (quoted || depth > 0)) i++
    else if (character === '"' && depth === 0) quoted = !quoted
    else if (!quoted && character === '(') depth++
    else if (!quoted && character === ')' && depth > 0) depth--
    else if (!quoted && depth === 0) plain += character
  }
  return quoted || depth > 0 ? [] : plain.split(';')
}
