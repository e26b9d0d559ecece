/** Files that a person sent, fetched where Teams has put them; the address opens them without a signature. */
import { FileOutOfReach } from '../../ports/channel.ts'
import { bytesOf, fetchFrom, OutOfBounds } from '../../service/outgoing.ts'

export interface DownloadOptions {
  /** from where, as settings list it */
  hosts: readonly string[]
  mostBytes: number
  deadlineMs: number
}

/** @throws FileOutOfReach when it is not handed out, has more bytes than wanted, or lies elsewhere */
export async function download(
  address: string,
  { hosts, mostBytes, deadlineMs }: DownloadOptions,
): Promise<Uint8Array> {
  const response = await fetchFrom(address, hosts, { deadlineMs }).catch((error: unknown) => {
    if (error instanceof OutOfBounds) throw new FileOutOfReach('address')
    // its own message would name the address
    throw new Error('The file could not be fetched')
  })
  if (response.status >= 500 || response.status === 429) throw new Error(`The file: ${response.status}`)
  if (!response.ok) throw new FileOutOfReach(String(response.status))
  const content = await bytesOf(response, mostBytes)
  if (!content) throw new FileOutOfReach('too large')
  return content
}
