/** Wire shape of a spreadsheet of possible applicants, judged row by row. */
import { z } from 'zod'

/**
 * Downloads: `GET /api/desk/applications.zip`, `applications.xlsx` (summary sheet in the folder's column order),
 * `projects.xlsx` (register), `national.xlsx` (those put forward), `archive.zip` (event log, files, metadata, hashes), all with
 * the query of the lists; `POST /api/desk/pre-screen?programme=` takes a spreadsheet and answers:
 */
export const preScreenSchema = z.object({
  /** columns that were recognised: header → field */
  columns: z.array(
    z.object({ header: z.string(), field: z.string().nullable(), label: z.string().nullable() }),
  ),
  rows: z.array(
    z.object({
      row: z.number().int(),
      name: z.string(),
      verdict: z.enum(['eligible', 'ineligible', 'needs-confirmation']),
      conditions: z.array(
        z.object({
          id: z.string(),
          label: z.string(),
          clause: z.string(),
          outcome: z.enum(['met', 'unmet', 'unknown']),
          reason: z.string(),
        }),
      ),
      /** cells that could not be read */
      problems: z.array(z.object({ header: z.string(), text: z.string() })),
    }),
  ),
})
export type PreScreen = z.infer<typeof preScreenSchema>
