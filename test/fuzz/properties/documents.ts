/** Files: whatever they are made of, read or refused in time, and by a thread that the others do not wait for. */
import fc from 'fast-check'
import { largestImage } from '../../../src/documents/largest-image.ts'
import { parseCsv } from '../../../src/documents/parse-csv.ts'
import { photoFacts } from '../../../src/documents/photo-facts.ts'
import { readGrid } from '../../../src/documents/read-grid.ts'
import { createScanReader } from '../../../src/documents/read-scan.ts'
import { isSigned } from '../../../src/documents/signature.ts'
import { ScanFault } from '../../../src/ports/outside.ts'
import { nearBytes, nearOrAny } from '../arbitraries.ts'
import { must, type Property, property } from '../property.ts'
import { ROWS, SAMPLES, uploads, workbook } from '../uploads.ts'

const scans = nearBytes([SAMPLES.pdf, SAMPLES.png, SAMPLES.jpeg])

export async function documentsRoom(): Promise<{ properties: Property[]; close(): Promise<void> }> {
  const reader = createScanReader({ timeoutMs: 20_000 })
  const properties = [
    property(
      'separated values are rows of texts',
      nearOrAny(['a,b\n"c ""d""",e\r\n', 'a;b\n;;', '"\n']),
      (words) => {
        const rows = parseCsv(words)
        must(
          rows.every((row) => row.length > 0 && row.every((one) => typeof one === 'string')),
          'rows',
        )
      },
    ),
    property(
      'any spreadsheet is read or named for what is wrong with it',
      fc.oneof(
        uploads,
        nearOrAny([ROWS]).map((rows) => workbook(rows)),
      ),
      async (content) => {
        const read = await readGrid(content)
        if (typeof read === 'string') return
        must(
          read.every(({ rows }) =>
            rows.every((row) => row.every((one) => typeof one === 'string' && one.isWellFormed())),
          ),
          'texts',
        )
      },
      { mostMs: 6_000 },
    ),
    property(
      'what a photo or a PDF says of itself is read without a fault',
      uploads,
      (content) => {
        const facts = photoFacts(content)
        must(
          facts === null || (facts.width >= 0 && facts.orientation >= 1 && facts.orientation <= 8),
          'facts',
          facts,
        )
        must(largestImage(content) >= 0 && typeof isSigned(content) === 'boolean', 'a size')
      },
      { share: 2 },
    ),
    property(
      'any scan is read or refused by name, and the next one is read',
      fc.tuple(fc.constantFrom('application/pdf', 'image/png', 'image/jpeg'), scans),
      async ([mediaType, content]) => {
        const read = await reader.read([{ mediaType, content }]).catch((error: unknown) => error)
        must(
          read instanceof ScanFault || (typeof read === 'object' && read !== null && 'pages' in read),
          'pages or a fault',
          String(read),
        )
      },
      { share: 0.3 },
    ),
  ]
  return { properties, close: () => reader.close() }
}
