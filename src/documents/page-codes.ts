/** A QR code for every page of every copy: it says of which page it is, so that a scan can be put together again. */
import { pageAddress } from '../casework/check-code.ts'
import { qrSvg } from './qr.ts'

/** As SVG, by copy and by page. `checkUrl`: where the check page of this version is. */
export const pageCodes = (checkUrl: string, copies: number, pages: number): string[][] =>
  numbered(copies).map((copy) => numbered(pages).map((page) => qrSvg(pageAddress(checkUrl, { copy, page }))))

const numbered = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1)
