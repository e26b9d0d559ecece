import type { CaseEvent, ProjectView, WireProjectAct } from './wire.ts'

export type ActType = WireProjectAct['type']
/** What an act asks for. */
export type Asked = 'passed' | 'until' | 'opinion' | 'reason' | 'document'

interface Act {
  asks: Asked[]
  /** it ends something, or takes something back */
  grave?: boolean
  /** who is told of it, as a word of the console */
  tells: 'both' | 'applicant' | 'proposer' | 'nobody' | 'as-decided'
}

/** Every act of an officer on a project, in the order in which the buttons stand. */
export const ACTS: Record<ActType, Act> = {
  confirm: { asks: [], tells: 'as-decided' },
  object: { asks: ['reason'], tells: 'proposer' },
  allow: { asks: [], tells: 'both' },
  grant: { asks: ['until'], tells: 'both' },
  evaluate: { asks: ['passed', 'opinion'], tells: 'both' },
  certify: { asks: [], tells: 'both' },
  'put-forward': { asks: ['reason'], tells: 'both' },
  refuse: { asks: ['reason'], tells: 'both' },
  'begin-mid-term': { asks: [], tells: 'both' },
  'finish-mid-term': { asks: ['opinion'], tells: 'both' },
  close: { asks: [], tells: 'applicant' },
  reinstate: { asks: ['until', 'reason', 'document'], tells: 'both' },
  cancel: { asks: ['reason'], tells: 'both', grave: true },
  recuse: { asks: ['reason'], tells: 'nobody', grave: true },
}

/** The acts that are offered on a project, in order. */
export const offered = ({ project, recusal }: ProjectView): ActType[] =>
  (Object.keys(ACTS) as ActType[]).filter((act) => project.may.includes(act) && (act !== 'recuse' || recusal))

/** Longest opinion or reason, and longest number of a document, in characters. */
export const LONGEST: Record<'opinion' | 'reason' | 'document', number> = {
  opinion: 2_000,
  reason: 2_000,
  document: 60,
}

export type Given = Partial<Record<Asked, string>>

/** The act as the server takes it; null while something is missing or wrong. */
export function actOf(type: ActType, given: Given, span: Span): WireProjectAct | null {
  const said = ACTS[type].asks.every((one) => isGood(one, given[one] ?? '', span))
  if (!said) return null
  const { passed, ...others } = given
  const words = Object.fromEntries(
    ACTS[type].asks.filter((one) => one !== 'passed').map((one) => [one, (others[one] ?? '').trim()]),
  )
  return { type, ...words, ...(type === 'evaluate' ? { passed: passed === 'yes' } : {}) } as WireProjectAct
}

/** The days that a decision may name; both belong to it, null: no bound. */
export interface Span {
  from: string
  to: string | null
}

function isGood(asked: Asked, value: string, { from, to }: Span): boolean {
  if (asked === 'passed') return value !== ''
  if (asked === 'until') return value >= from && (to === null || value <= to)
  return value.trim() !== '' && value.trim().length <= LONGEST[asked]
}

/** The days that may be named: of an extension within its bounds, of a reinstatement from today on. */
export function spanOf(type: ActType, view: ProjectView, today: string): Span {
  if (type !== 'grant') return { from: today, to: null }
  const dayAfter = new Date(Date.parse(view.project.endsOn) + 86_400_000).toISOString().slice(0, 10)
  return { from: dayAfter < today ? today : dayAfter, to: view.extendUntil }
}

/** What the first officer decided and a second one is to confirm. */
export function proposalIn({ project, events }: ProjectView): CaseEvent | undefined {
  const act = project.awaiting?.act
  return act === undefined ? undefined : events.findLast((event) => event.act.startsWith(act))
}
