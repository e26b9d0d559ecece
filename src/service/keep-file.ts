/** A file that an applicant hands over, on whatever channel. */
import { fileTypeFromBuffer } from 'file-type'
import type { FileRef } from '../conversation/types.ts'
import type { Clock, Ids } from '../ports/outside.ts'
import type { Store } from '../ports/store.ts'
import { Failure } from './failure.ts'

/** Bytes of one file, whatever the field allows. */
export const MOST_BYTES = 20 * 1024 * 1024
/** Types by content; the name and what the sender says do not count. */
const ACCEPTED = new Set(['pdf', 'docx', 'xlsx', 'jpg', 'png', 'zip'])
/** What telephones save photos as unless told otherwise; its makers want a licence from whoever decodes it. */
const HEIC = new Set(['heic', 'heif', 'avif'])

/** Judges a file by its content and keeps it. @throws Failure file-empty, file-type, file-heic */
export async function keepFile(
  given: { filename: string; content: Uint8Array; conversationId: string },
  { store, ids, clock }: { store: Pick<Store, 'files'>; ids: Ids; clock: Clock },
): Promise<FileRef> {
  const { content, conversationId } = given
  const file = await judgeFile(given, ids)
  await store.files.save({ ...file, conversationId, content, at: clock.now() })
  return file
}

/** What a file is, by its content. @throws Failure file-empty, file-type, file-heic */
export async function judgeFile(
  { filename, content }: { filename: string; content: Uint8Array },
  ids: Ids,
): Promise<FileRef> {
  if (content.length === 0) throw new Failure('file-empty')
  const type = await fileTypeFromBuffer(content)
  if (type && HEIC.has(type.ext)) throw new Failure('file-heic')
  if (!type || !ACCEPTED.has(type.ext)) throw new Failure('file-type')
  return { id: ids.next(), name: safeName(filename), bytes: content.length, mediaType: type.mime }
}

/** A name without folders, control characters or half characters, never empty; as long as a file system allows. */
function safeName(name: string): string {
  const last = name.toWellFormed().split(/[\\/]/).at(-1) ?? ''
  const characters = [...last].filter((character) => !/\p{Cc}/u.test(character))
  return characters.slice(-255).join('') || 'file'
}
