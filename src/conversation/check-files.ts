/** Which uploaded files a field takes; the others are named, never dropped in silence. */
import type { ReadError } from '../language/read-answer.ts'
import type { Field } from '../programme/schema.ts'
import type { FileRef } from './types.ts'

/** Media types by the extension that a programme folder writes. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jpg: 'image/jpeg',
  png: 'image/png',
  zip: 'application/zip',
}
const MEGABYTE = 1024 * 1024

export interface CheckedFiles {
  taken: FileRef[]
  /** one for each file that was not taken */
  faults: ReadError[]
}

/** Judges files for a field that has `have` of them already. */
export function checkFiles(field: Field, have: number, files: readonly FileRef[]): CheckedFiles {
  const result: CheckedFiles = { taken: [], faults: [] }
  for (const file of files) {
    const fault = faultOf(field, have + result.taken.length, file)
    if (fault) result.faults.push(fault)
    else result.taken.push(file)
  }
  return result
}

function faultOf(field: Field, have: number, { name, mediaType, bytes }: FileRef): ReadError | null {
  const { accept, maxBytes, max } = field
  if (accept && !accept.some((extension) => MEDIA_TYPES[extension] === mediaType))
    return { code: 'file-kind', params: { name, kinds: accept.join(' ').toUpperCase() } }
  if (maxBytes !== undefined && bytes > maxBytes)
    return { code: 'file-size', params: { name, size: megabytes(bytes), max: megabytes(maxBytes) } }
  if (max !== undefined && have >= max) return { code: 'too-many-files', params: { name, max } }
  return null
}

/** Rounded up, so that what is a little too large never reads like the limit. */
const megabytes = (bytes: number): number => Math.ceil((bytes * 10) / MEGABYTE) / 10
