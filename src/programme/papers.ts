/** The papers that an authority issues when it has decided, and which of them a programme has. */
import type { ProgrammeHead } from './schema/programme.ts'

export const PAPER_KINDS = ['certificate', 'termination', 'reinstatement', 'approval'] as const
export type PaperKind = (typeof PAPER_KINDS)[number]

/** Where the folder has the layout of a kind. */
export const layoutOf = (kind: PaperKind): string => `print/${kind}.typ`

/** A list of what was approved always; letters where a project ends by itself; a certificate where one is given. */
export function papersOf({ project }: Pick<ProgrammeHead, 'project'>): PaperKind[] {
  return PAPER_KINDS.filter((kind) => {
    if (kind === 'approval') return true
    return kind === 'certificate' ? project?.certificate !== undefined : project?.overdue === 'terminated'
  })
}

/** The clause that a paper rests on and may quote, where the notice has one. */
export function clauseOf(kind: PaperKind, { project }: Pick<ProgrammeHead, 'project'>): string | undefined {
  if (kind === 'approval') return undefined
  return kind === 'certificate' ? project?.certificate?.clause : project?.clause
}

/** What the words of a paper may name in braces; the layout itself fills in the page numbers. */
export const PAPER_FACTS = [
  ...['number', 'title', 'applicant', 'body', 'areas', 'document', 'reason'],
  ...['issuedOn', 'approvedOn', 'endsOn', 'decidedOn', 'count', 'call', 'clause'],
] as const
export const PAGE_NUMBERS = ['page', 'pages'] as const
