/** Wire shapes of applications and projects in the officers' console. All are below `/api/desk` and need a signed-in officer. */
import { z } from 'zod'

const instant = z.iso.datetime()
const day = z.iso.date()
const text = (max: number) => z.string().trim().min(1).max(max)
const label = z.object({ id: z.string(), label: z.string() })

/** Longest opinion, reason or comment, in characters. */
export const MAX_OPINION = 2_000

const rowSchema = z.object({
  id: z.string(),
  number: z.string(),
  programmeId: z.string(),
  title: z.string(),
  applicant: z.string(),
  /** recommending body; null: the programme has none */
  body: label.nullable(),
  areas: z.array(label),
  /** of the machine; the words are the console's */
  state: z.string(),
  /** who has to do something next, in words; null: nobody */
  holder: z.string().nullable(),
  since: instant,
  document: z.string().nullable(),
  version: z.number().int(),
  lastAt: instant,
  /** acts that the signed-in officer may do now */
  may: z.array(z.string()),
  /** a decision waits for a second officer: which, and whether it may be this one */
  awaiting: z.object({ act: z.string(), by: z.string(), mine: z.boolean() }).nullable(),
})
export const applicationRowSchema = rowSchema.extend({
  receivedAt: instant,
  /** how often it was handed in */
  submissions: z.number().int(),
  /** last day to mend what was returned, and whether it is over */
  due: z.object({ on: day, over: z.boolean() }).nullable(),
  paper: z.object({ copies: z.number().int(), of: z.number().int(), at: instant }).nullable(),
})
export type ApplicationRow = z.infer<typeof applicationRowSchema>
export const projectRowSchema = rowSchema.extend({
  applicationId: z.string(),
  approvedOn: day,
  endsOn: day,
  /** days until the last day; negative: it is over */
  daysLeft: z.number().int(),
  certificate: z.string().nullable(),
})
export type ProjectRow = z.infer<typeof projectRowSchema>

/** `GET /api/desk/applications` and `GET /api/desk/projects` */
export const caseQuerySchema = z.strictObject({
  programme: z.string().max(100),
  /** comma-separated */
  state: z.string().max(200).optional(),
  body: z.string().max(100).optional(),
  area: z.string().max(100).optional(),
  /** applicant, a tier, `none`, or `me`: wherever this officer has to act */
  holder: z.string().max(40).optional(),
  /** returned and the day is over; projects: ends within so many days */
  overdue: z.stringbool().optional(),
  endsWithin: z.coerce.number().int().min(0).max(1_000).optional(),
  q: z.string().max(200).optional(),
  /** these alone, such as those chosen for a download; comma-separated */
  ids: z.string().max(8_000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  after: z.string().max(100).optional(),
})
const counts = z.array(z.object({ state: z.string(), count: z.number().int() }))
export const applicationListSchema = z.object({
  items: z.array(applicationRowSchema),
  next: z.string().nullable(),
  counts,
})
export const projectListSchema = z.object({
  items: z.array(projectRowSchema),
  next: z.string().nullable(),
  counts,
})

const fileSchema = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  mediaType: z.string(),
})

/** One answer of the form in words. `was`: what it was in the version before, where that differs. */
const answerSchema = z.object({
  field: z.string(),
  label: z.string(),
  value: z.string(),
  was: z.string().nullable(),
  /** the notice asks for it */
  prescribed: z.boolean(),
  /** it can be returned to be changed */
  mendable: z.boolean(),
  clause: z.string().nullable(),
  files: z.array(fileSchema),
})
const remarkSchema = z.object({
  id: z.string(),
  field: z.string(),
  text: z.string(),
  by: z.string(),
  tier: z.string(),
  at: instant,
  version: z.number().int(),
  /** it went to the applicant with a return */
  sent: z.boolean(),
  mine: z.boolean(),
})
/** One line of the checklist, made from the conditions of the notice and the fields of the form. */
const checkSchema = z.object({
  item: z.string(),
  kind: z.enum(['condition', 'field', 'paper']),
  label: z.string(),
  clause: z.string().nullable(),
  /** text of the clause */
  quote: z.string().nullable(),
  /** what the assistant makes of it: meets, does not meet, needs confirmation; complete or not */
  found: z.enum(['met', 'unmet', 'unknown']).nullable(),
  reason: z.string().nullable(),
  fields: z.array(z.string()),
  result: z.enum(['ok', 'not-ok']).nullable(),
  note: z.string(),
  by: z.string().nullable(),
  at: instant.nullable(),
  /** it was ticked on an earlier version */
  stale: z.boolean(),
})
export const paperFindingsSchema = z.object({
  number: z.string().nullable(),
  version: z.number().int().nullable(),
  found: z.number().int(),
  expected: z.number().int(),
  copies: z.number().int(),
  /** each in words, in the order of the pages */
  problems: z.array(z.object({ type: z.string(), text: z.string() })),
})
const eventSchema = z.object({
  id: z.string(),
  at: instant,
  by: z.enum(['applicant', 'officer', 'clock']),
  /** name of the officer */
  name: z.string().nullable(),
  /** as which: the body or the authority, in words */
  tier: z.string().nullable(),
  /** its type; an evaluation is `evaluate-passed` or `evaluate-not-passed` */
  act: z.string(),
  /** reason, opinion or comment */
  text: z.string().nullable(),
  /** named fields with their comments */
  fields: z.array(z.object({ field: z.string(), label: z.string(), comment: z.string() })),
  due: z.string().nullable(),
  until: z.string().nullable(),
  document: z.string().nullable(),
  number: z.string().nullable(),
  channel: z.string().nullable(),
})
const scanSchema = fileSchema.extend({
  at: instant,
  by: z.string().nullable(),
  findings: paperFindingsSchema.nullable(),
})
const issuedSchema = z.object({
  id: z.string(),
  kind: z.enum(['certificate', 'termination', 'reinstatement', 'approval']),
  number: z.string().nullable(),
  checkCode: z.string(),
  at: instant,
  withdrawn: z.boolean(),
  href: z.string(),
})

/** `GET /api/desk/applications/:id` */
export const applicationViewSchema = z.object({
  application: applicationRowSchema,
  /** version of the call that it goes by, from 1, and whether that still holds; null: not known any more */
  call: z.object({ number: z.number().int(), inForce: z.boolean() }).nullable(),
  sections: z.array(z.object({ id: z.string(), title: z.string(), answers: z.array(answerSchema) })),
  /** every version, oldest first */
  versions: z.array(
    z.object({
      number: z.string(),
      checkCode: z.string(),
      at: instant,
      recalledAt: instant.nullable(),
      /** where its print is */
      href: z.string(),
    }),
  ),
  /** the version that `was` compares with; null: there is no earlier one */
  comparedWith: z.string().nullable(),
  checks: z.array(checkSchema),
  remarks: z.array(remarkSchema),
  events: z.array(eventSchema),
  scans: z.array(scanSchema),
  /** day that a return names unless the officer chooses another */
  returnDue: day,
  /** of a programme with them */
  recusal: z.boolean(),
  copies: z.number().int(),
  seal: z.enum(['wet', 'electronic', 'none']),
  project: z.object({ id: z.string(), state: z.string() }).nullable(),
})
export type ApplicationView = z.infer<typeof applicationViewSchema>

/** `GET /api/desk/projects/:id` */
export const projectViewSchema = z.object({
  project: projectRowSchema,
  /** every date of it, in order: what, which day, from where */
  dates: z.array(z.object({ what: z.string(), on: day, clause: z.string().nullable(), past: z.boolean() })),
  /** the latest day an extension may name; null: none is possible any more */
  extendUntil: day.nullable(),
  extension: z.object({ until: day, reason: z.string() }).nullable(),
  /** forms handed in, such as for acceptance */
  forms: z.array(
    z.object({
      form: z.string(),
      label: z.string(),
      number: z.string().nullable(),
      at: instant.nullable(),
      href: z.string().nullable(),
    }),
  ),
  events: z.array(eventSchema),
  evidence: z.array(scanSchema),
  issued: z.array(issuedSchema),
  /** number that the next certificate would have */
  nextCertificate: z.string().nullable(),
  recusal: z.boolean(),
})
export type ProjectView = z.infer<typeof projectViewSchema>

/** `POST /api/desk/applications/:id/remarks` → applicationView; `DELETE …/remarks/:remark` takes one away. */
export const newRemarkSchema = z.strictObject({ field: z.string().max(80), text: text(MAX_OPINION) })
/** `PUT /api/desk/applications/:id/checks/:item` → applicationView; null takes the tick away. */
export const setCheckSchema = z.strictObject({
  result: z.enum(['ok', 'not-ok']).nullable(),
  note: z.string().trim().max(500).default(''),
})
/** `POST /api/desk/applications/:id/scans`, `POST /api/desk/projects/:id/evidence`: files (multipart) → the view. */

/** `GET /api/desk/board?programme=` */
const bars = z.array(
  z.object({ id: z.string().nullable(), label: z.string(), counts: z.record(z.string(), z.number().int()) }),
)
export const boardSchema = z.object({
  at: instant,
  /** how many are in each state */
  applications: counts,
  projects: counts,
  /** by area and by body: how many applications (and projects, `project:` before the state) in each state */
  areas: bars,
  bodies: bars,
  /** what waits for the authority, longest first */
  waiting: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['application', 'project']),
      number: z.string(),
      title: z.string(),
      state: z.string(),
      since: instant,
    }),
  ),
  /** projects whose term ends next */
  ending: z.array(projectRowSchema),
  overdueReturns: z.number().int(),
})
export type Board = z.infer<typeof boardSchema>
