/** Wire shapes of the officers' console. All are below `/api/desk` and need a signed-in officer unless said otherwise. */
import { z } from 'zod'
import { grantSchema } from './officers.ts'

const instant = z.iso.datetime()
const text = (max: number) => z.string().trim().min(1).max(max)

/** Longest answer, note or reason, in characters. */
export const MAX_ANSWER = 10_000
export const MAX_REASON = 500

export const fileSchema = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  mediaType: z.string(),
})

/** `GET /api/desk/sign-in` (nobody signed in): the ways to sign in here. */
export const waysSchema = z.object({
  /** name of the identity provider; null: none is configured */
  oidc: z.string().nullable(),
  /** one-time links can be sent by mail */
  mail: z.boolean(),
})

/** `POST /api/desk/sign-in` (nobody signed in): always 202, whether the address is known or not. */
export const signInRequestSchema = z.strictObject({ email: z.email().max(200) })
/** `POST /api/desk/enter` (nobody signed in): 200 and a cookie, or 401. */
export const enterRequestSchema = z.strictObject({ ticket: z.string().min(20).max(200) })

/** `POST /api/desk/sign-out`: `location` is where to sign out at the identity provider too. */
export const signedOutSchema = z.object({ location: z.string().nullable() })

const lineSchema = z.object({ id: z.string(), label: z.string() })

/** `GET /api/desk/me`: who is signed in, and all names that the screens need. */
export const meSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  locale: z.string(),
  grants: z.array(grantSchema),
  /** what the screens offer */
  may: z.object({ officers: z.boolean(), anyonesLeave: z.boolean() }),
  programmes: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      timezone: z.string(),
      languages: z.array(z.string()),
      contacts: z.array(lineSchema),
      areas: z.array(lineSchema),
      /** recommending bodies, and the tiers in order */
      bodies: z.array(lineSchema),
      tiers: z.array(lineSchema),
      /** what is approved becomes a project with a term, its recommending body the guarantor */
      projects: z.boolean(),
      /** ids of the clauses of its notice */
      clauses: z.array(z.string()),
      may: z.object({
        clarify: z.boolean(),
        withdraw: z.boolean(),
        canned: z.boolean(),
        report: z.boolean(),
        unanswered: z.boolean(),
        lead: z.boolean(),
        /** applications of a body, or all */
        cases: z.boolean(),
        preScreen: z.boolean(),
        oversee: z.boolean(),
      }),
    }),
  ),
  leave: z.object({ from: instant, until: instant, deputy: z.string().nullable() }).nullable(),
  channels: z.array(z.object({ id: z.string(), channel: z.string(), address: z.string() })),
  /** channels that can be bound here, such as telegram */
  bindable: z.array(z.string()),
  /** the clock was set: screens say so; its time now */
  now: instant,
  demonstration: z.boolean(),
})

/** `PATCH /api/desk/me` */
export const changeMeSchema = z.strictObject({ locale: z.string().max(20) })
/** `POST /api/desk/me/codes`: a code to be said to the bot, or mailed to it. */
export const bindingCodeSchema = z.object({ code: z.string(), expiresAt: instant, minutes: z.number().int() })

export const enquiryStatusSchema = z.enum(['open', 'answered', 'closed', 'erased'])

export const enquiryRowSchema = z.object({
  id: z.string(),
  number: z.string(),
  programmeId: z.string(),
  question: z.string(),
  status: enquiryStatusSchema,
  channel: z.string(),
  locale: z.string(),
  area: z.string().nullable(),
  contact: z.string().nullable(),
  unpublished: z.string().nullable(),
  holder: z.object({ id: z.string(), name: z.string() }).nullable(),
  deputy: z.object({ id: z.string(), name: z.string() }).nullable(),
  askedAt: instant,
  dueAt: instant.nullable(),
  /** the promise ran out and nobody answered */
  late: z.boolean(),
  lastAt: instant,
  stars: z.number().int().nullable(),
  mergedInto: z.string().nullable(),
  version: z.number().int(),
  /** what the signed-in officer may do with it */
  may: z.array(z.enum(['answer', 'note', 'reassign', 'hand-over', 'take', 'close', 'merge'])),
})
export type EnquiryRow = z.infer<typeof enquiryRowSchema>

/** `GET /api/desk/enquiries` */
export const enquiryQuerySchema = z.strictObject({
  programme: z.string().max(100).optional(),
  /** comma-separated */
  status: z.string().max(60).optional(),
  contact: z.string().max(100).optional(),
  /** me, none, or an officer's id */
  holder: z.string().max(40).optional(),
  late: z.stringbool().optional(),
  /** words that all occur in number, question or thread */
  q: z.string().max(200).optional(),
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  after: z.string().max(100).optional(),
})
export const enquiryListSchema = z.object({
  items: z.array(enquiryRowSchema),
  /** cursor of the next page; null: this is the last one */
  next: z.string().nullable(),
  counts: z.object({
    open: z.number().int(),
    late: z.number().int(),
    mine: z.number().int(),
    unheld: z.number().int(),
    answered: z.number().int(),
    closed: z.number().int(),
  }),
})

export const entrySchema = z.object({
  id: z.string(),
  at: instant,
  by: z.enum(['asker', 'officer', 'clock']),
  /** name of the officer */
  name: z.string().nullable(),
  /** see EntryKind of src/enquiry/enquiry.ts */
  kind: z.string(),
  text: z.string(),
  channel: z.string().nullable(),
  files: z.array(fileSchema),
  /** what it came to, in names: moved from whom to whom, the new promise, the other number */
  from: z.string().nullable(),
  to: z.string().nullable(),
  dueAt: instant.nullable(),
  other: z.string().nullable(),
  stars: z.number().int().nullable(),
})

/** `GET /api/desk/enquiries/:id` */
export const enquiryViewSchema = z.object({
  enquiry: enquiryRowSchema,
  entries: z.array(entrySchema),
  /** with consent: the draft as it was then, and the talk before */
  summary: z
    .array(z.object({ label: z.string(), rows: z.array(z.object({ label: z.string(), value: z.string() })) }))
    .nullable(),
  transcript: z.array(z.object({ from: z.enum(['you', 'bot']), at: instant, text: z.string() })).nullable(),
  /** open enquiries that seem to ask the same, the most alike first */
  similar: z.array(z.object({ id: z.string(), number: z.string(), question: z.string(), share: z.number() })),
  /** enquiries answered together with this one */
  merged: z.array(z.object({ id: z.string(), number: z.string(), question: z.string() })),
  /** clauses and answers of the programme that are near to the question */
  near: z.array(
    z.object({ id: z.string(), topic: z.string(), says: z.string(), clauses: z.array(z.string()) }),
  ),
  /** what {placeholders} of canned answers stand for here */
  placeholders: z.record(z.string(), z.string()),
  /** officers it can be handed to */
  colleagues: z.array(z.object({ id: z.string(), name: z.string(), away: z.boolean() })),
})
export type EnquiryView = z.infer<typeof enquiryViewSchema>

const files = z.array(z.string().max(64)).max(10).default([])
/** What an officer does; see Act of src/enquiry/enquiry.ts. */
export const officerActSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('answer'), text: text(MAX_ANSWER), files }),
  z.strictObject({ type: z.literal('note'), text: text(MAX_ANSWER), files }),
  z.strictObject({ type: z.literal('reassign'), contact: z.string().max(100), reason: text(MAX_REASON) }),
  z.strictObject({ type: z.literal('hand-over'), officer: z.string().max(40), reason: text(MAX_REASON) }),
  z.strictObject({ type: z.literal('take') }),
  z.strictObject({ type: z.literal('close'), reason: text(MAX_REASON) }),
  z.strictObject({ type: z.literal('merge'), into: z.string().max(40) }),
  z.strictObject({ type: z.literal('unmerge') }),
])
export type OfficerAct = z.infer<typeof officerActSchema>

/**
 * `POST /api/desk/enquiries/:id/acts` → enquiryView. `id` is the client's dedupe key: the same one again has no second effect.
 * 409 `enquiry-changed` when somebody wrote in between and `version` is not the stored one: look again, then decide.
 */
export const actRequestSchema = z.strictObject({
  id: z.uuid(),
  version: z.number().int(),
  act: officerActSchema,
})
/** `POST /api/desk/acts`: the same act on many; each either done or refused by a reason. */
export const bulkRequestSchema = z.strictObject({
  id: z.uuid(),
  enquiries: z.array(z.string().max(40)).min(1).max(200),
  act: officerActSchema,
})
export const bulkResponseSchema = z.object({
  done: z.array(z.string()),
  refused: z.array(z.object({ id: z.string(), number: z.string(), message: z.string() })),
})

/** `GET /api/desk/unanswered?programme=`: what people could not find. */
export const unansweredSchema = z.object({
  total: z.number().int(),
  groups: z.array(
    z.object({
      wordings: z.array(z.object({ text: z.string(), count: z.number().int() })),
      count: z.number().int(),
      share: z.number(),
      nearest: z.array(z.object({ id: z.string(), topic: z.string() })),
      lastOn: z.string(),
    }),
  ),
})

const tallySchema = z.object({
  key: z.string(),
  label: z.string(),
  asked: z.number().int(),
  answered: z.number().int(),
  kept: z.number().int(),
  medianMinutes: z.number().nullable(),
  stars: z.number().nullable(),
})
/** `GET /api/desk/report?programme=&from=&until=`; the same with `.xlsx` is a workbook. */
export const reportQuerySchema = z.strictObject({
  programme: z.string().max(100),
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
})
export const reportSchema = z.object({
  from: z.string(),
  until: z.string(),
  lines: z.array(tallySchema),
  months: z.array(tallySchema),
  days: z.array(tallySchema),
})

/** `GET /api/desk/events`: server-sent `{enquiry}` ids that changed and concern the officer; `{}` when anything may have. */
export const deskEventSchema = z.object({
  enquiry: z.string().optional(),
  clarification: z.string().optional(),
  /** application or project */
  case: z.string().optional(),
})
