/** The shapes of board and projects as the screens use them: types alone, the schemas stay on the server. */
import type { z } from 'zod'
import type { bulkCaseResponseSchema, WireProjectAct } from '../../../contract/case-acts.ts'
import type {
  ApplicationRow,
  applicationListSchema,
  Board,
  ProjectRow,
  ProjectView,
  projectListSchema,
} from '../../../contract/cases.ts'

export type { ApplicationRow, Board, ProjectRow, ProjectView, WireProjectAct }
export type ApplicationList = z.infer<typeof applicationListSchema>
export type ProjectList = z.infer<typeof projectListSchema>
export type BulkCaseOutcome = z.infer<typeof bulkCaseResponseSchema>
export type CaseEvent = ProjectView['events'][number]
