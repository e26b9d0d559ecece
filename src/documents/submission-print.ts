/** The print of a stored submission: the frozen version in the first language of the programme. */
import type { Library } from '../conversation/world.ts'
import type { PrintData } from '../ports/outside.ts'
import type { SubmissionRecord } from '../ports/store.ts'
import { buildPrintData, type PrintedOpinion } from './build-print-data.ts'
import { marksOf } from './format-values.ts'

export function buildSubmissionPrint(order: {
  library: Library
  submission: SubmissionRecord
  version: number
  checkUrl: string
  isShown: (field: string) => boolean
  opinions: readonly PrintedOpinion[]
}): PrintData {
  const { library, submission, version, checkUrl, isShown, opinions } = order
  const { programme, text, phrases } = library.speech(library.programme.languages[0] ?? '')
  return buildPrintData(
    programme,
    text,
    submission.entries,
    {
      number: submission.number,
      checkCode: submission.checkCode,
      at: submission.receivedAt.toISOString(),
      version,
      checkUrl,
    },
    {
      language: phrases.language,
      marks: marksOf(phrases),
      isShown,
      opinions,
    },
  )
}
