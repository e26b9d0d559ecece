/** The contract as the browser sees it: types only, so that no validator lands in the bundle. */
import type { z } from 'zod'
import type {
  startResponseSchema,
  transcriptEntrySchema,
  turnResponseSchema,
  uploadResponseSchema,
} from '../../contract/conversation.ts'

export type {
  Choice,
  FormCard,
  Input,
  Part,
  Transcript,
  WireActivity,
  WireReply,
} from '../../contract/conversation.ts'
export type { ErrorBody } from '../../contract/error.ts'
export type Started = z.infer<typeof startResponseSchema>
export type Turn = z.infer<typeof turnResponseSchema>
export type TranscriptEntry = z.infer<typeof transcriptEntrySchema>
export type Uploaded = z.infer<typeof uploadResponseSchema>
