/** Hands a document over once the person has agreed to it. */

import { mayReach } from '../../service/outgoing.ts'
import type { Consent } from './activity.ts'
import type { Connector } from './connector.ts'

const FILE_INFO = 'application/vnd.microsoft.teams.card.file.info'

export interface HandOverDeps {
  connector: Connector
  /** where documents may be put, as settings list it */
  hosts: readonly string[]
  deadlineMs: number
}

/** Null: it is gone, or not for this conversation. */
export type OpenOffered = () => Promise<{ content: Uint8Array } | null>

/** Puts the document where Teams wants it and shows it in the chat. False: it could not be put there. */
export async function handOver(
  { connector, hosts, deadlineMs }: HandOverDeps,
  reference: unknown,
  open: OpenOffered,
  upload: NonNullable<Consent['uploadInfo']>,
): Promise<boolean> {
  if (!mayReach(upload.uploadUrl, hosts)) return false
  const put = async () => {
    const opened = await open()
    if (!opened) return { ok: false }
    const { content } = opened
    const { length } = content
    return fetch(upload.uploadUrl, {
      method: 'PUT',
      // a document goes where it was allowed to go and nowhere else
      redirect: 'error',
      headers: {
        'content-type': 'application/octet-stream',
        'content-range': `bytes 0-${length - 1}/${length}`,
      },
      body: new Uint8Array(content),
      signal: AbortSignal.timeout(deadlineMs),
    })
  }
  const isThere = await put().then(
    ({ ok }) => ok,
    () => false,
  )
  if (!isThere) return false
  const { contentUrl, name, uniqueId, fileType } = upload
  const attachment = { contentType: FILE_INFO, contentUrl, name, content: { uniqueId, fileType } }
  // the file is there; the card is only its sign in the chat
  await connector.send(reference, { type: 'message', attachments: [attachment] })
  return true
}
