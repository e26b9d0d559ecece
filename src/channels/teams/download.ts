/** Files that a person sent, fetched where Teams has put them; the address opens them without a signature. */
import { FileOutOfReach } from '../../ports/channel.ts'

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** False for an address that others on the way could read, but for one on this machine. */
export function isSafe(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))
}

/** @throws FileOutOfReach when it is not handed out or has more bytes than wanted */
export async function download(address: string, mostBytes: number, deadlineMs: number): Promise<Uint8Array> {
  if (!isSafe(address)) throw new FileOutOfReach('address')
  const response = await fetch(address, { signal: AbortSignal.timeout(deadlineMs) }).catch(() => {
    // its own message would name the address
    throw new Error('The file could not be fetched')
  })
  if (response.status >= 500 || response.status === 429) throw new Error(`The file: ${response.status}`)
  if (!response.ok || !isSafe(response.url)) throw new FileOutOfReach(String(response.status))
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of response.body ?? []) {
    bytes += part.length
    if (bytes > mostBytes) throw new FileOutOfReach('too large')
    parts.push(part)
  }
  return Buffer.concat(parts)
}
