/** A file that an applicant hands over, on whatever channel. */
import { fileTypeFromBuffer } from 'file-type'
import type { FileRef } from '../conversation/types.ts'
import type { Clock, Ids } from '../ports/outside.ts'
import type { Store } from '../ports/store.ts'
import { Failure } from './failure.ts'
import { contentFault } from './uploads/content-fault.ts'
import { safeName } from './uploads/safe-name.ts'

/** Bytes of one file, whatever the field allows. */
export const MOST_BYTES = 20 * 1024 * 1024
/** Types by content; the name and what the sender says do not count. */
const ACCEPTED = new Set(['pdf', 'docx', 'xlsx', 'jpg', 'png', 'zip'])
/** What telephones save photos as unless told otherwise; its makers want a licence from whoever decodes it. */
const HEIC = new Set(['heic', 'heif', 'avif'])

/** Files of one conversation, and their bytes in all: three copies of a long form as photos, and everything attached. */
const MOST_FILES = 500
const MOST_IN_ALL = 1024 * 1024 * 1024

/** Judges a file by its content and keeps it. @throws Failure of judgeFile, and files-full */
export async function keepFile(
  given: { filename: string | undefined; content: Uint8Array; conversationId: string },
  { store, ids, clock }: { store: Pick<Store, 'files'>; ids: Ids; clock: Clock },
): Promise<FileRef> {
  const { content, conversationId } = given
  const file = await judgeFile(given, ids)
  const { count, bytes } = await store.files.held(conversationId)
  if (count >= MOST_FILES || bytes + content.length > MOST_IN_ALL) throw new Failure('files-full')
  await store.files.save({ ...file, conversationId, content, at: clock.now() })
  return file
}

/**
 * What a file is, by its content.
 * @throws Failure file-empty, file-type, file-heic, file-active, file-locked, file-too-much, file-mixed, file-broken
 */
export async function judgeFile(
  { filename = '', content }: { filename: string | undefined; content: Uint8Array },
  ids: Ids,
): Promise<FileRef> {
  if (content.length === 0) throw new Failure('file-empty')
  // what is made to break its reader is of no kind
  const type = await fileTypeFromBuffer(content).catch(() => undefined)
  if (type && HEIC.has(type.ext)) throw new Failure('file-heic')
  if (!type || !ACCEPTED.has(type.ext)) throw new Failure('file-type')
  const fault = await contentFault(type.ext, content)
  if (fault) throw new Failure(fault)
  return { id: ids.next(), name: safeName(filename, type.ext), bytes: content.length, mediaType: type.mime }
}
