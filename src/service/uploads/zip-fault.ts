/** What is wrong with an archive or a document of Office: programs, locks, paths that lead out, more inside than fits. */
import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import type { FailureCode } from '../failure.ts'
import { packedBytes, type ZipEntry, zipDirectory } from './zip-directory.ts'

/** Bytes that everything in it may unpack to. */
const MOST_UNPACKED = 300_000_000
/** Macros and controls of Office, and what a double click would run. */
const RUNS =
  /(?:^|\/)vbaProject[^/]*\.bin$|\/activeX\/|\/embeddings\/[^/]*\.bin$|\.(?:exe|dll|scr|com|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|jar|msi|lnk|docm|xlsm|pptm|xlam|dotm)$/i
/** Absolute, or upwards. */
const LEADS_OUT = /^[\\/]|^[a-z]:|(?:^|[\\/])\.\.(?:[\\/]|$)|\0/i

export async function zipFault(content: Uint8Array): Promise<FailureCode | null> {
  const entries = zipDirectory(content)
  if (!entries?.every(({ at }) => at >= 0 && at + 30 <= content.length)) return 'file-broken'
  if (entries.some(({ isEncrypted }) => isEncrypted)) return 'file-locked'
  if (entries.some(({ name }) => RUNS.test(name) || LEADS_OUT.test(name))) return 'file-active'
  return (await unpacksTooFar(content, entries)) ? 'file-too-much' : null
}

/** What it claims is enough to refuse it, and not to take it: each entry is unpacked once, and nothing of it kept. */
async function unpacksTooFar(content: Uint8Array, entries: readonly ZipEntry[]): Promise<boolean> {
  if (entries.reduce((sum, { unpacked }) => sum + unpacked, 0) > MOST_UNPACKED) return true
  let left = MOST_UNPACKED
  for (const entry of entries) {
    if (entry.method !== 8) continue
    left -= await unpackedLength(packedBytes(content, entry), left)
    if (left <= 0) return true
  }
  return false
}

/** Stops counting at `most`; of what is broken, as far as it goes. */
async function unpackedLength(packed: Uint8Array, most: number): Promise<number> {
  let length = 0
  const inflate = Readable.from([packed]).pipe(createInflateRaw())
  try {
    for await (const part of inflate) {
      length += (part as Uint8Array).length
      if (length >= most) break
    }
  } catch {}
  inflate.destroy()
  return length
}
