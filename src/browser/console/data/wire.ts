/** The shapes of the console's API as the screens use them: types alone, the schemas stay on the server. */
import type { z } from 'zod'
import type { bulkCaseResponseSchema } from '../../../contract/case-acts.ts'
import type { applicationListSchema } from '../../../contract/cases.ts'
import type { cannedSchema } from '../../../contract/clarifications.ts'
import type {
  bindingCodeSchema,
  bulkResponseSchema,
  deskEventSchema,
  enquiryListSchema,
  entrySchema,
  fileSchema,
  meSchema,
  reportSchema,
  unansweredSchema,
  waysSchema,
} from '../../../contract/desk.ts'
import type { grantSchema, linkResponseSchema, officerSchema } from '../../../contract/officers.ts'

export type { WireApplicationAct } from '../../../contract/case-acts.ts'
export type { ApplicationRow, ApplicationView } from '../../../contract/cases.ts'
export type { WireClarification } from '../../../contract/clarifications.ts'
export type { EnquiryRow, EnquiryView, OfficerAct } from '../../../contract/desk.ts'
export type { ErrorBody } from '../../../contract/error.ts'
export type { PreScreen } from '../../../contract/pre-screen.ts'

export type Me = z.infer<typeof meSchema>
export type Programme = Me['programmes'][number]
export type Ways = z.infer<typeof waysSchema>
export type EnquiryList = z.infer<typeof enquiryListSchema>
export type Entry = z.infer<typeof entrySchema>
export type WireFile = z.infer<typeof fileSchema>
export type Grant = z.infer<typeof grantSchema>
export type Officer = z.infer<typeof officerSchema>
export type Canned = z.infer<typeof cannedSchema>
export type BindingCode = z.infer<typeof bindingCodeSchema>
export type OneTimeLink = z.infer<typeof linkResponseSchema>
export type BulkOutcome = z.infer<typeof bulkResponseSchema>
export type Unanswered = z.infer<typeof unansweredSchema>
export type Report = z.infer<typeof reportSchema>
export type DeskEvent = z.infer<typeof deskEventSchema>
export type List<T> = { items: T[] }
export type ApplicationList = z.infer<typeof applicationListSchema>
export type BulkCaseOutcome = z.infer<typeof bulkCaseResponseSchema>
