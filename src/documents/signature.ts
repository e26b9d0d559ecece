/**
 * Whether a PDF carries a digital signature, by its form: a signature dictionary whose byte range covers the whole file
 * but the signature itself, and a signature of the usual structure in the gap. Neither its arithmetic nor the chain of its
 * certificate is checked: a reader of PDFs with the trusted roots does that.
 */

const DICTIONARY = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g
/** DER begins a signature with a SEQUENCE of long length; empty places are filled with zeros. */
const SIGNATURE = /^<30(8[0-4]|[0-7]\d)[0-9a-f]{200,}>$/i

/** True when nothing of the file lies outside the last signature. An image of a seal is no signature. */
export function isSigned(pdf: Uint8Array): boolean {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1')
  return [...text.matchAll(DICTIONARY)].some((found) => {
    const [from = 0, length = 0, next = 0, rest = 0] = found.slice(1).map(Number)
    const gap = text.slice(from + length, next).trim()
    // a line end may follow the end of the file
    const over = text.slice(next + rest)
    return from === 0 && length > 0 && SIGNATURE.test(gap) && /^\s*$/.test(over)
  })
}
