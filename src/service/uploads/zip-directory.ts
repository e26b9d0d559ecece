/** What a ZIP archive, and so a workbook or a document of Office, says is in it. */

export interface ZipEntry {
  name: string
  isEncrypted: boolean
  /** 0 stored, 8 deflated */
  method: number
  packed: number
  /** bytes that it claims to unpack to */
  unpacked: number
  /** where its local header begins */
  at: number
}

const END = 0x06054b50
const ENTRY = 0x02014b50
const END_BYTES = 22
const MOST_COMMENT = 65_535
const MOST_ENTRIES = 20_000

/** Null for what has no readable directory at its end. */
export function zipDirectory(content: Uint8Array): ZipEntry[] | null {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  try {
    for (
      let at = content.length - END_BYTES;
      at >= Math.max(0, content.length - END_BYTES - MOST_COMMENT);
      at--
    )
      if (view.getUint32(at, true) === END) return entriesOf(view, at)
  } catch (error) {
    // read past its end: cut off or made up
    if (!(error instanceof RangeError)) throw error
  }
  return null
}

function entriesOf(view: DataView, end: number): ZipEntry[] | null {
  const count = view.getUint16(end + 10, true)
  if (count > MOST_ENTRIES) return null
  const entries: ZipEntry[] = []
  // the directory stands right before its end; what was put before the whole archive moves every place
  let at = end - view.getUint32(end + 12, true)
  const moved = at - view.getUint32(end + 16, true)
  for (let number = 0; number < count; number++) {
    if (view.getUint32(at, true) !== ENTRY) return null
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [
      number,
      number,
      number,
    ]
    entries.push({
      name: Buffer.from(view.buffer, view.byteOffset + at + 46, name).toString('utf8'),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      at: moved + view.getUint32(at + 42, true),
    })
    at += 46 + name + extra + comment
  }
  return entries
}

/** The packed bytes of an entry; none where it is said to begin outside of the archive. */
export function packedBytes(content: Uint8Array, { at, packed }: ZipEntry): Uint8Array {
  if (at < 0 || at + 30 > content.length) return new Uint8Array()
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  return content.subarray(from, from + packed)
}
