/**
 * Pixels of the largest image in a PDF, as its dictionaries claim, before anything is unpacked. Images are streams, and
 * dictionaries of streams stand in the file as they are.
 */
export function largestImage(pdf: Uint8Array): number {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1')
  let largest = 0
  let before: { side: string; length: number } | null = null
  for (const [, side = '', digits = ''] of text.matchAll(/\/(Width|Height)\s+(\d+)/g)) {
    const length = Number(digits)
    if (before && before.side !== side) largest = Math.max(largest, before.length * length)
    before = before && before.side !== side ? null : { side, length }
  }
  return largest
}
