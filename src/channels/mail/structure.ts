/** The parts of a mail: which of them are its words, and which are files. */
import type { MessageStructureObject } from 'imapflow'
import type { RemoteFile } from '../../ports/store.ts'
import { oneLine } from './addresses.ts'

export interface TextPart {
  /** number of the part, such as `1.2` */
  part: string
  type: 'text/plain' | 'text/html'
  charset: string | null
  encoding: string | null
  isFlowed: boolean
}

export interface FilePart {
  part: string
  name: string
  /** about; null when the server does not say */
  bytes: number | null
}

const MOST_NAME = 200
/** Belongs to the mail and is nothing that somebody sends along. */
const NO_FILE =
  /^(?:multipart|message)\/|^text\/(?:calendar|x-amp-html)|^application\/(?:(?:x-)?pkcs7-signature|pgp-signature|pgp-keys|ms-tnef|ics)/i

/** The words in the order they stand in; of two forms of the same words the plain one. */
export function textParts(node: MessageStructureObject): TextPart[] {
  const children = node.childNodes ?? []
  if (node.type === 'message/rfc822') return []
  if (node.type === 'multipart/alternative') {
    const forms = children.map(textParts).filter((parts) => parts.length > 0)
    return forms.find((parts) => parts.every(({ type }) => type === 'text/plain')) ?? forms.at(-1) ?? []
  }
  if (children.length > 0) return children.flatMap(textParts)
  if (isFile(node) || (node.type !== 'text/plain' && node.type !== 'text/html')) return []
  const { parameters = {}, encoding = null, type, part = '1' } = node
  const charset = parameters.charset ?? null
  const isFlowed = parameters.format?.toLowerCase() === 'flowed'
  return [{ part, type, charset, encoding, isFlowed }]
}

/** What was sent along. Pictures that stand inside the words, such as the logo of a signature, are not. */
export function fileParts(node: MessageStructureObject, isInside = false): FilePart[] {
  if (node.type === 'message/rfc822') return []
  const related = node.type === 'multipart/related'
  if (node.childNodes) return node.childNodes.flatMap((child) => fileParts(child, isInside || related))
  if (!isFile(node) || NO_FILE.test(node.type) || (isInside && node.id && node.disposition !== 'attachment'))
    return []
  const { part = '1', size = null, encoding } = node
  const name = oneLine(nameOf(node) ?? '', MOST_NAME) || node.type.replace('/', '.')
  // four letters for three bytes, and two for the end of each line
  const bytes = size !== null && encoding?.toLowerCase() === 'base64' ? Math.floor((size * 57) / 78) : size
  return [{ part, name, bytes }]
}

/** Where a file is fetched from later, as `uidvalidity:uid:part`. */
export const remoteFiles = (mailbox: string, uid: number, files: readonly FilePart[]): RemoteFile[] =>
  files.map(({ part, name, bytes }) => ({ source: `${mailbox}:${uid}:${part}`, name, bytes }))

const nameOf = ({ dispositionParameters, parameters }: MessageStructureObject): string | undefined =>
  dispositionParameters?.filename ?? parameters?.name

const isFile = (node: MessageStructureObject): boolean =>
  node.disposition === 'attachment' || !node.type.startsWith('text/') || nameOf(node) !== undefined
