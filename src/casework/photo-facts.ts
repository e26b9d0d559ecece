/** How large a photo is and which way up, from its first bytes: known before anything is decoded. */

export interface PhotoFacts {
  width: number
  height: number
  /** EXIF orientation, 1–8; 1 where none is given */
  orientation: number
}

/** Null for what is neither JPEG nor PNG. */
export function photoFacts(content: Uint8Array): PhotoFacts | null {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  try {
    if (view.getUint32(0) === PNG) return { ...sizeAt(view, 16, 4), orientation: 1 }
    return view.getUint16(0) === JPEG ? jpegFacts(view) : null
  } catch (error) {
    // read past its end: cut off
    if (error instanceof RangeError) return null
    throw error
  }
}

const PNG = 0x89504e47
const JPEG = 0xffd8
const APP1 = 0xe1
/** Frame headers of every kind; c4, c8 and cc in their midst are something else. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

function sizeAt(view: DataView, at: number, bytes: 2 | 4): { width: number; height: number } {
  const read = (place: number) => (bytes === 4 ? view.getUint32(place) : view.getUint16(place))
  return { width: read(at), height: read(at + bytes) }
}

/** Walks from segment to segment until the frame that has the size. */
function jpegFacts(view: DataView): PhotoFacts | null {
  let orientation = 1
  for (let at = 2; view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (isFrame(marker)) {
      const { width, height } = sizeAt(view, at + 5, 2)
      // a frame has the height first
      return { width: height, height: width, orientation }
    }
    if (marker === APP1 && view.getUint32(at + 4) === EXIF) orientation = exifOrientation(view, at + 10)
    at += 2 + view.getUint16(at + 2)
  }
  return null
}

const EXIF = 0x45786966
const ORIENTATION = 0x0112

/** `at`: where the TIFF header of the EXIF segment begins. */
function exifOrientation(view: DataView, at: number): number {
  const little = view.getUint16(at) === 0x4949
  const table = at + view.getUint32(at + 4, little)
  for (let entry = 0; entry < view.getUint16(table, little); entry++) {
    const place = table + 2 + entry * 12
    if (view.getUint16(place, little) !== ORIENTATION) continue
    const value = view.getUint16(place + 8, little)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}
