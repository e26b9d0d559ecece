/** The print of a paper of the authority, in the first language of the programme. */
import type { IssuedRecord } from '../casework/issued.ts'
import type { Library } from '../conversation/world.ts'
import type { PaperData } from '../ports/outside.ts'
import { buildPaperData } from './build-paper-data.ts'
import { marksOf } from './format-values.ts'

export function buildIssuedPrint(library: Library, issued: IssuedRecord, checkUrl: string): PaperData {
  const { programme, text, phrases } = library.speech(library.programme.languages[0] ?? '')
  const { kind, number, data, checkCode } = issued
  return buildPaperData(programme, text, {
    ...{ kind, number, data, checkCode, checkUrl },
    issuedAt: issued.issuedAt.toISOString(),
    language: phrases.language,
    marks: marksOf(phrases),
  })
}
