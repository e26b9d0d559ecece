/** Why a file is not kept although it is of a kind that we take: what is in it counts, not what it is called. */
import { photoFacts } from '../../casework/photo-facts.ts'
import type { FailureCode } from '../failure.ts'
import { pdfFault } from './pdf-fault.ts'
import { zipDirectory } from './zip-directory.ts'
import { zipFault } from './zip-fault.ts'

/** Pixels of a photo: A4 at 1,200 an inch has 140 million. */
const MOST_PIXELS = 200_000_000
/** Where readers of PDF still look for its beginning. */
const PDF_BEGINS_WITHIN = 1_024

/** `extension`: of the type that its first bytes show. */
export async function contentFault(extension: string, content: Uint8Array): Promise<FailureCode | null> {
  if (['zip', 'docx', 'xlsx'].includes(extension)) return zipFault(content)
  if (isTwoThings(extension, content)) return 'file-mixed'
  if (extension === 'pdf') return pdfFault(content)
  const facts = photoFacts(content)
  return facts && facts.width * facts.height > MOST_PIXELS ? 'file-too-much' : null
}

/** One program would open it as this, another as that. */
function isTwoThings(extension: string, content: Uint8Array): boolean {
  if ((zipDirectory(content)?.length ?? 0) > 0) return true
  const begins = Buffer.from(content.subarray(0, PDF_BEGINS_WITHIN)).toString('latin1')
  return extension !== 'pdf' && begins.includes('%PDF-')
}
