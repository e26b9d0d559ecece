/** A scan of whose application nobody knows: the codes on its pages say so. */
import { fileTypeFromBuffer } from 'file-type'
import type { PaperFindings } from '../../casework/paper.ts'
import { type ReadScan, ScanFault, type ScanReader } from '../../ports/outside.ts'
import { findingsOf, lookUp, type MatchDeps } from './match-scan.ts'

const READABLE: ReadonlySet<string> = new Set(['application/pdf', 'image/jpeg', 'image/png'])

/** Matched with the version that counts of the first application whose code is on a page; null: there is none. */
export async function verifyScan(
  content: Uint8Array,
  deps: MatchDeps,
): Promise<{ checkCode: string; findings: PaperFindings } | null> {
  const { submissions } = deps.store
  const scan = await readScan(content, deps.reader)
  const known = scan ? [...(await lookUp(scan, deps.store)).values()] : []
  const first = known.find((one) => one !== 'paper')
  if (!scan || !first) return null
  const history = await submissions.history(first.draftId)
  const number = history.findLast(({ recalledAt }) => recalledAt === null)?.number
  const counting = (number === undefined ? null : await submissions.find(number)) ?? first
  return { checkCode: counting.checkCode, findings: await findingsOf(scan, counting, deps) }
}

/** Null for what is neither PDF nor photo, or cannot be read. */
async function readScan(content: Uint8Array, reader: ScanReader): Promise<ReadScan | null> {
  const mediaType = (await fileTypeFromBuffer(content))?.mime
  if (!mediaType || !READABLE.has(mediaType)) return null
  return reader.read([{ mediaType, content }]).catch((error: unknown) => {
    if (error instanceof ScanFault) return null
    throw error
  })
}
