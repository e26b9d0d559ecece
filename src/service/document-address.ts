/**
 * Where a printed form is fetched. The check code is on every page and in every QR code, for anyone to see; so the
 * code alone must not open the answers, and the address carries a key that only this installation can make.
 */
import type { Sealer } from '../ports/outside.ts'

const keyOf = (sealer: Sealer, checkCode: string): string => sealer.checkCode({ document: checkCode })

/** The address of the print, relative to the site: for the applicant, never for the check page. */
export const documentAddress = (sealer: Sealer, checkCode: string): string =>
  `/documents/${checkCode}.pdf?key=${keyOf(sealer, checkCode)}`

export const opensDocument = (sealer: Sealer, checkCode: string, key: string): boolean =>
  key === keyOf(sealer, checkCode)

const fileKey = (sealer: Sealer, number: string, file: string): string =>
  sealer.checkCode({ enquiry: number, file })

/** The address of a file that came with the answer to an enquiry, relative to the site: for whoever asked. */
export const fileAddress = (sealer: Sealer, number: string, file: string): string =>
  `/enquiries/${encodeURIComponent(number)}/files/${file}?key=${fileKey(sealer, number, file)}`

const exportKey = (sealer: Sealer, conversation: string, until: number): string =>
  sealer.checkCode({ export: conversation, until })

/** The address of everything that is kept of a person: for that person, until then (milliseconds since 1970). */
export const exportAddress = (sealer: Sealer, conversation: string, until: number): string =>
  `/my-data/${conversation}.zip?until=${until}&key=${exportKey(sealer, conversation, until)}`

export const opensExport = (sealer: Sealer, conversation: string, until: number, key: string): boolean =>
  key === exportKey(sealer, conversation, until)

export const opensFile = (sealer: Sealer, number: string, file: string, key: string): boolean =>
  key === fileKey(sealer, number, file)
