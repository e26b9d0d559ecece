/** The stamped form comes back as a PDF or as photos: collected until it is whole, then matched by its codes. */
import type { PaperFindings } from '../casework/paper.ts'
import type { Field } from '../programme/schema.ts'
import { isHandedIn } from './handed-in.ts'
import { restate, simple } from './moves.ts'
import { fieldOf } from './replies/ask-field.ts'
import { sayCollected, sayFindings } from './replies/paper.ts'
import type { Turn } from './turn.ts'
import type { FileRef } from './types.ts'

const PDF = 'application/pdf'
const PHOTOS: readonly string[] = ['image/jpeg', 'image/png']
const isPage = ({ mediaType }: FileRef): boolean => mediaType === PDF || PHOTOS.includes(mediaType)

/** True for files that can only be the stamped form: it was handed in, seals are asked for, and no other files are. */
export function isPaper(turn: Turn, files: readonly FileRef[]): boolean {
  const { draft, programme } = turn.world
  const { field } = turn.context
  if (!isHandedIn(draft) || draft.form || programme.print.seal === 'none') return false
  if (field && fieldOf(turn.world, field).type === 'files') return false
  return files.some(isPage)
}

/** A PDF is matched at once; photos come one by one, so the applicant says when that is all. */
export function takePaper(turn: Turn, files: readonly FileRef[]): void {
  const pages = files.filter(isPage)
  const all = [...(turn.memory.paper ?? []), ...pages]
  if (pages.some(({ mediaType }) => mediaType === PDF)) return match(turn, all)
  turn.memory = { ...turn.memory, paper: all }
  turn.say(sayCollected(turn.world, pages.length, all))
}

/** The applicant says that all photos are there. */
export function matchPhotos(turn: Turn): void {
  const { paper = [] } = turn.memory
  if (paper.length > 0) return match(turn, paper)
  simple(turn, 'scan.nothing')
  restate(turn)
}

export function dropPhotos(turn: Turn): void {
  forget(turn)
  simple(turn, 'scan.dropped')
  restate(turn)
}

/** The field that takes the scan, when it was answered after the submission. */
export function matchField(turn: Turn, field: Field): void {
  const { draft } = turn.world
  const value = draft.entries[field.id]?.value
  if (!field.scan || !isHandedIn(draft) || !Array.isArray(value)) return
  match(turn, (value as FileRef[]).filter(isPage))
}

export function hearPaper(turn: Turn, findings: PaperFindings): void {
  turn.say(sayFindings(turn.world, findings))
  restate(turn)
}

function match(turn: Turn, files: FileRef[]): void {
  forget(turn)
  if (files.length > 0) turn.effects.push({ type: 'match-paper', files })
}

function forget(turn: Turn): void {
  const { paper: _, ...memory } = turn.memory
  turn.memory = memory
}
