/** Fetching what others name: only from hosts that whoever runs this has listed, wherever an answer sends us on to. */

/** It lies where nothing is fetched from. */
export class OutOfBounds extends Error {
  override readonly name = 'OutOfBounds'
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])
const MOST_REDIRECTS = 3

/**
 * Hosts as they are written in settings: `files.example.org`, with a port if it is another than that of https, or
 * `*.example.org` for all below it. Only by https, but for this machine when it is listed by name; an address of a
 * network is reached only when it is listed as such.
 */
export function mayReach(address: string, hosts: readonly string[]): boolean {
  const url = URL.parse(address)
  if (!url) return false
  // what stands before an @ looks like a host and is none
  if (url.username !== '' || url.password !== '') return false
  const { protocol, hostname, host, port } = url
  if (protocol === 'http:')
    return LOOPBACK.has(hostname) && (hosts.includes(host) || hosts.includes(hostname))
  if (protocol !== 'https:') return false
  const below = (pattern: string) => pattern.startsWith('*.') && hostname.endsWith(pattern.slice(1))
  return hosts.includes(host) || (port === '' && hosts.some(below))
}

/** Follows an answer elsewhere only where that is listed too. @throws OutOfBounds before anything is asked there */
export async function fetchFrom(
  address: string,
  hosts: readonly string[],
  options: { deadlineMs: number },
): Promise<Response> {
  const signal = AbortSignal.timeout(options.deadlineMs)
  let at = address
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    if (!mayReach(at, hosts)) throw new OutOfBounds()
    const response = await fetch(at, { signal, redirect: 'manual' })
    const next = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
    if (next === null) return response
    await response.body?.cancel()
    at = URL.parse(next, at)?.href ?? ''
  }
  throw new OutOfBounds()
}

/** What an answer holds; null when it is more than wanted, whatever it says of its length. */
export async function bytesOf(response: Response, most: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of response.body ?? []) {
    bytes += part.length
    if (bytes > most) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}
