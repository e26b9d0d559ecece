/** Made-up papers that fill every place of a layout: to look at and to prove it, never to hold. */
import type { IssuedData, IssuedKind } from '../casework/issued.ts'
import type { Programme, ProgrammeText } from '../programme/schema.ts'
import type { PaperOrder } from './build-paper-data.ts'

type Sample = Pick<PaperOrder, 'kind' | 'number' | 'data' | 'issuedAt'>

/** A paper of this kind. What it would say of a project are the names of the fields that say it. */
export function sampleIssued(programme: Programme, text: ProgrammeText, kind: IssuedKind): Sample {
  const { review, project, numbering, recommenders, areas, document } = programme
  const label = (field: string | undefined) =>
    field === undefined ? '—' : (text.fields[field]?.label ?? field)
  const row = {
    number: firstOf(numbering.application),
    title: label(review.title),
    applicant: label(review.applicant),
    body: recommenders[0]?.id ?? null,
    areas: areas.slice(0, 2).map(({ id }) => id),
  }
  const issued = document ?? row.number
  const data: IssuedData = {
    ...row,
    ...{ approvedOn: '2001-01-01', endsOn: '2003-01-01', decidedOn: '2002-12-01' },
    ...{ document: issued, reason: `${row.title}\n${row.applicant}` },
  }
  const own = { ...data, number: issued, rows: Array.from({ length: 30 }, () => row) }
  return {
    kind,
    number: kind === 'certificate' ? firstOf(project?.certificate?.numbering ?? '') : null,
    data: kind === 'approval' ? own : data,
    issuedAt: '2003-01-02T04:00:00Z',
  }
}

const firstOf = (pattern: string): string =>
  pattern.replace(/\{seq(?::(\d+))?\}/, (_, digits: string | undefined) =>
    '1'.padStart(Number(digits ?? 1), '0'),
  )
