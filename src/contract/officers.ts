/** Wire shapes of officers: what they may do, their leave and their accounts. */
import { z } from 'zod'

const instant = z.iso.datetime()
const text = (max: number) => z.string().trim().min(1).max(max)

export const roleSchema = z.enum(['contact', 'lead', 'viewer', 'admin', 'recommender', 'authority'])
export const grantSchema = z.strictObject({
  role: roleSchema,
  /** null: every programme */
  programmeId: z.string().nullable(),
  /** contact line; null: every line */
  contact: z.string().nullable(),
  /** recommending body that a recommender stands for */
  body: z.string().nullable().optional(),
  /** area that the authority is in charge of; null: every area */
  area: z.string().nullable().optional(),
})

/** `PUT /api/desk/officers/:id/leave`; null ends it. Days by the calendar of the first programme's zone, both included. */
export const leaveRequestSchema = z
  .strictObject({ from: z.iso.date(), to: z.iso.date(), deputy: z.string().max(40).nullable() })
  .nullable()

/** `GET /api/desk/officers` → `{items}`: for admins all, for others the colleagues of their programmes (without grants). */
export const officerSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  active: z.boolean(),
  grants: z.array(grantSchema),
  leave: z.object({ from: instant, until: instant, deputy: z.string().nullable() }).nullable(),
  channels: z.array(z.string()),
  /** open enquiries held */
  open: z.number().int(),
})
/** `POST /api/desk/officers` (admins) → officer and a one-time link for the first sign-in. */
export const newOfficerSchema = z.strictObject({
  name: text(100),
  email: z.email().max(200),
  locale: z.string().max(20).default('zh-CN'),
  grants: z.array(grantSchema).max(50),
})
/** `PATCH /api/desk/officers/:id` (admins); `active: false` withdraws all rights at once. */
export const changeOfficerSchema = z.strictObject({
  name: text(100).optional(),
  email: z.email().max(200).optional(),
  active: z.boolean().optional(),
  grants: z.array(grantSchema).max(50).optional(),
})
/** `POST /api/desk/officers/:id/link` (admins) → a one-time link to hand over. */
export const linkResponseSchema = z.object({ link: z.string(), expiresAt: instant })
