/** Makes one PDF of what was uploaded: a photo becomes a page, the pages of several PDFs follow each other. */
import { degrees, PDFDocument, type PDFImage } from '@cantoo/pdf-lib'
import { type PhotoFacts, photoFacts } from '../casework/photo-facts.ts'
import { ScanFault, type ScanFile } from '../ports/outside.ts'

/** Pixels of a photo; the largest cameras of telephones have 200 million, but save 12 to 50. */
const MOST_PIXELS = 60_000_000
/** Points, 72 an inch. */
const A4 = { short: 595.28, long: 841.89 }

/** A single PDF stays byte for byte what it is, for it may be signed. @throws ScanFault */
export async function bindScan(files: readonly ScanFile[]): Promise<Uint8Array> {
  const [first] = files
  if (first && files.length === 1 && first.mediaType === 'application/pdf') return first.content
  const bound = await PDFDocument.create({ updateMetadata: false })
  for (const file of files) {
    if (file.mediaType === 'application/pdf') await addPages(bound, file.content)
    else await addPhoto(bound, file)
  }
  return bound.save()
}

async function addPages(bound: PDFDocument, content: Uint8Array): Promise<void> {
  const given = await PDFDocument.load(content, { updateMetadata: false }).catch((error: unknown) => {
    throw new ScanFault(/encrypt/i.test(String(error)) ? 'scan-locked' : 'scan-broken')
  })
  for (const page of await bound.copyPages(given, given.getPageIndices())) bound.addPage(page)
}

async function addPhoto(bound: PDFDocument, { mediaType, content }: ScanFile): Promise<void> {
  const facts = photoFacts(content)
  if (!facts) throw new ScanFault('scan-broken')
  if (facts.width * facts.height > MOST_PIXELS) throw new ScanFault('scan-too-large')
  const embed = mediaType === 'image/png' ? bound.embedPng(content) : bound.embedJpg(content)
  const image = await embed.catch(() => {
    throw new ScanFault('scan-broken')
  })
  place(bound, image, facts)
}

/** Fits the photo upright on a page of A4, which lies on its side when the photo does. */
function place(bound: PDFDocument, image: PDFImage, { width, height, orientation }: PhotoFacts): void {
  const turns = QUARTER_TURNS[orientation] ?? 0
  const lies = turns % 2 === 1 ? height > width : width > height
  const page = bound.addPage([A4.short, A4.long])
  // drawn as it is stored, then the page is turned: what is upright for a reader is settled by the page alone
  const stored = turns % 2 === 1 ? !lies : lies
  page.setSize(stored ? A4.long : A4.short, stored ? A4.short : A4.long)
  const scale = Math.min(page.getWidth() / width, page.getHeight() / height)
  const [w, h] = [width * scale, height * scale]
  page.drawImage(image, { x: (page.getWidth() - w) / 2, y: (page.getHeight() - h) / 2, width: w, height: h })
  page.setRotation(degrees(turns * 90))
}

/** Quarter turns to the right by EXIF orientation; mirrored ones (2, 4, 5, 7) come from no camera. */
const QUARTER_TURNS: Readonly<Record<number, number>> = { 3: 2, 4: 2, 5: 1, 6: 1, 7: 3, 8: 3 }
