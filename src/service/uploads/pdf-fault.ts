/** What is wrong with a PDF: it runs something, carries other files along, or is locked. Found in its bytes, not by showing it. */
import { promisify } from 'node:util'
import { constants, inflate } from 'node:zlib'
import type { FailureCode } from '../failure.ts'

/** Names of what acts by itself, leads into another program, or is another file. */
const ACTS =
  /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia(?:Content|Settings)?|ImportData|SubmitForm|XFA)(?![A-Za-z0-9])|\/EF\s*(?:<<|\d+\s+\d+\s+R)/
const LOCKED = /\/Encrypt\s*(?:<<|\d+\s+\d+\s+R)/
/** Objects packed into a stream, where nobody sees them. */
const PACKED = /\/Type\s*\/ObjStm(?![A-Za-z0-9])/g
/** Bytes that all objects so packed may have. */
const MOST_UNPACKED = 64_000_000

const unpack = promisify<Uint8Array, object, Buffer>(inflate)

export async function pdfFault(content: Uint8Array): Promise<FailureCode | null> {
  const text = textOf(content)
  if (LOCKED.test(text)) return 'file-locked'
  const plain = unescaped(text)
  if (ACTS.test(plain)) return 'file-active'
  // a name of ours that is written in a roundabout way is hidden on purpose
  if (plain !== text && countOf(plain) > countOf(text)) return 'file-active'
  return packedFault(content, text)
}

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
const countOf = (text: string): number => [...text.matchAll(PACKED)].length
/** Names may be written with `#4a` for J. */
const unescaped = (text: string): string =>
  text.replace(/#([2-7][0-9a-f])/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

async function packedFault(content: Uint8Array, text: string): Promise<FailureCode | null> {
  let left = MOST_UNPACKED
  for (const { index } of text.matchAll(PACKED)) {
    const begins = text.indexOf('stream', index)
    const dictionary = text.slice(Math.max(0, text.lastIndexOf('obj', index)), begins)
    if (begins < 0 || !/\/Filter/.test(dictionary)) continue
    // in another packing than the usual one nobody packs objects
    if (
      !/\/Filter\s*\[?\s*\/FlateDecode\s*\]?\s*(?:\/|>>)/.test(dictionary) ||
      /\/Predictor\s*[2-9]|\/Predictor\s*1\d/.test(dictionary)
    )
      return 'file-active'
    const from = begins + (text.startsWith('\r\n', begins + 6) ? 8 : 7)
    const end = text.indexOf('endstream', from)
    const packed = content.subarray(from, end < 0 ? content.length : end)
    const options = { maxOutputLength: left + 1, finishFlush: constants.Z_SYNC_FLUSH }
    const objects = await unpack(packed, options).catch((error: { code?: string }) => ({ code: error.code }))
    if ('code' in objects) return objects.code === 'ERR_BUFFER_TOO_LARGE' ? 'file-too-much' : 'file-broken'
    left -= objects.length
    if (left <= 0) return 'file-too-much'
    if (ACTS.test(unescaped(textOf(objects)))) return 'file-active'
  }
  return null
}
