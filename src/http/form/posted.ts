/** What a browser sends without a script: pairs of name and value, files, the button that was pressed; what the address says. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { clean } from '../../channels/web/activity.ts'
import type { FormField, WireAnswer } from '../../contract/draft.ts'
import { Failure } from '../../service/failure.ts'

/** Of an address; said twice, the first one counts. */
export const querystring = z.record(
  z.string(),
  z.preprocess((value) => (Array.isArray(value) ? value[0] : value), z.string()),
)

export interface Upload {
  field: string
  filename: string
  content: Buffer
}

export interface Posted {
  pairs: [name: string, value: string][]
  uploads: Upload[]
}

const LIMITS = { fields: 3000, fieldSize: 1024 * 1024, files: 20, fileSize: 20 * 1024 * 1024, parts: 3100 }

/** Reads a posted form of either encoding. @throws Failure too-large, upload-broken; nothing is ever cut off in silence */
export async function readPosted(request: FastifyRequest): Promise<Posted> {
  if (!request.isMultipart()) return { pairs: pairsOf(request.body), uploads: [] }
  const posted: Posted = { pairs: [], uploads: [] }
  try {
    for await (const part of request.parts({ limits: LIMITS })) {
      if (part.type === 'field') {
        if (part.valueTruncated || part.fieldnameTruncated) throw new Failure('too-large')
        posted.pairs.push([part.fieldname, tidy(String(part.value ?? ''))])
      } else {
        const upload = {
          field: part.fieldname.replace(/^u\./, ''),
          filename: part.filename,
          content: await part.toBuffer(),
        }
        if (upload.filename) posted.uploads.push(upload)
      }
    }
  } catch (error) {
    const isNamed = error instanceof Failure || (error as { code?: string }).code?.startsWith('FST_')
    throw isNamed ? error : new Failure('upload-broken')
  }
  return posted
}

function pairsOf(body: unknown): Posted['pairs'] {
  const text = typeof body === 'string' ? body : ''
  return [...new URLSearchParams(text)].map(([name, value]) => [name, tidy(value)])
}

/** Browsers post line ends as CRLF. */
const tidy = (text: string): string => clean(text).replace(/\r\n?/g, '\n')

/** One value by its name; empty when it is not there. */
export function postedValue({ pairs }: Posted, name: string): string {
  return pairs.find(([one]) => one === name)?.[1] ?? ''
}

/** What was posted for each field that the page showed, in the shape of its type. Files are not among them. */
export function answersOf(posted: Posted, fields: readonly FormField[]): Map<string, WireAnswer> {
  const shown = new Set(posted.pairs.filter(([name]) => name === 'shown').map(([, id]) => id))
  const answers = new Map<string, WireAnswer>()
  for (const field of fields) {
    if (!shown.has(field.id) || field.type === 'files' || field.type === 'constant') continue
    answers.set(field.id, field.type === 'rows' ? rowsOf(posted, field) : plainOf(posted, field))
  }
  return answers
}

function plainOf({ pairs }: Posted, { id, type }: FormField): WireAnswer {
  const values = pairs.filter(([name]) => name === `f.${id}`).map(([, value]) => value)
  return type === 'choices' || type === 'topics' ? values : (values[0] ?? '')
}

function rowsOf({ pairs }: Posted, field: FormField): Record<string, string>[] {
  const rows = new Map<number, Record<string, string>>()
  for (const [name, value] of pairs) {
    const [kind, id, at, column] = name.split('.')
    if (kind !== 'r' || id !== field.id || column === undefined || !/^\d{1,3}$/.test(at ?? '')) continue
    rows.set(Number(at), { ...rows.get(Number(at)), [column]: value })
  }
  return [...rows].sort(([a], [b]) => a - b).map(([, cells]) => cells)
}

/** True when what was posted is what the page showed, so that nothing was changed here. */
export function isUnchanged(field: FormField, given: WireAnswer): boolean {
  if (field.type === 'rows')
    return (
      JSON.stringify(filled(given)) === JSON.stringify(filled((field.rows ?? []).map(({ cells }) => cells)))
    )
  const [shown, posted] = [textOf(field.value), textOf(given)]
  return shown === posted || (posted === '' && cannotBeShown(field))
}

const textOf = (value: unknown): string =>
  Array.isArray(value) ? [...value].sort().join('\n') : String(value ?? '').replace(/\r\n?/g, '\n')

/** Words of the chat that are none of the options: no button shows them, so leaving all of them blank means nothing. */
function cannotBeShown({ options, value }: FormField): boolean {
  return (
    options !== undefined && typeof value === 'string' && !options.some((option) => option.value === value)
  )
}

/** Cells with something in them, in one order, of rows with something in them. */
function filled(rows: unknown): string[][][] {
  return ((rows ?? []) as Record<string, string>[])
    .map((cells) =>
      Object.entries(cells)
        .filter(([, cell]) => cell.trim() !== '')
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    )
    .filter((cells) => cells.length > 0)
}
