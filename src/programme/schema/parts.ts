/** The small shapes that the files of a programme folder share. */
import { z } from 'zod'

/** Lower-case letters and digits joined by - or _. */
export const id = z.string().regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/, 'check.shape.id')
export const clauseId = z.string().min(1)
export const isoDate = z.iso.date()
/** An ISO 8601 duration of years, months and days. */
export const duration = z.string().regex(/^P(?=\d)(\d+Y)?(\d+M)?(\d+D)?$/, 'check.shape.duration')
export const scalar = z.union([z.string(), z.number(), z.boolean()])
/** Words shown to people: never empty. */
export const words = z.string().min(1)
