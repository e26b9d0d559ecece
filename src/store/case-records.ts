/** Applications, projects and what belongs to them as rows of the database, and back. */
import type {
  ApplicationRecord,
  CaseAct,
  CaseEvent,
  CaseKind,
  CaseRecord,
  ProjectRecord,
} from '../casework/case.ts'
import type { IssuedData, IssuedKind, IssuedRecord } from '../casework/issued.ts'
import type {
  Application as ApplicationRow,
  CaseEvent as EventRow,
  Issued as IssuedRow,
  Project as ProjectRow,
} from '../generated/prisma/client.ts'
import { plain, safe } from './json.ts'

/** An application as it is kept. */
export function applicationOf(row: Omit<ApplicationRow, 'dueOn'>): ApplicationRecord {
  const { state: _, since: __, kept, paperCopies, paperAt, ...rest } = row
  return {
    kind: 'application',
    ...rest,
    kept: kept as unknown as ApplicationRecord['kept'],
    paper: paperAt && { copies: paperCopies, at: paperAt },
  }
}

/** A project as it is kept. */
export function projectOf({ state: _, since: __, kept, ...rest }: ProjectRow): ProjectRecord {
  return { kind: 'project', ...rest, kept: kept as unknown as ProjectRecord['kept'] }
}

/** Columns that both have, with what lists tell them apart by beside what is kept. */
function kinRow({ kept, title, applicant, document, ...rest }: Omit<CaseRecord, 'kind'>) {
  return {
    ...rest,
    title: plain(title),
    applicant: plain(applicant),
    document: document === null ? null : plain(document),
    kept: safe(kept),
    state: kept.state,
    since: new Date(kept.since),
  }
}

export function applicationRow({ kind: _, paper, ...record }: ApplicationRecord) {
  return {
    ...record,
    ...kinRow(record),
    dueOn: record.kept.context.returned?.due ?? null,
    paperCopies: paper?.copies ?? 0,
    paperAt: paper?.at ?? null,
  }
}

export function projectRow({ kind: _, ...record }: ProjectRecord) {
  return { ...record, ...kinRow(record) }
}

/** A line of the record; `data` is the act without its name. */
export function eventOf({ salt: _, position: __, act, data, kind, by, ...row }: EventRow): CaseEvent {
  return {
    ...row,
    kind: kind as CaseKind,
    by: by as CaseEvent['by'],
    act: { type: act, ...(data as object) } as CaseAct,
  }
}

export function eventRow({ act: { type, ...data }, ...event }: CaseEvent, salt: string) {
  return { ...event, act: type, data: safe(data), salt }
}

/** A paper as it was issued. */
export const issuedOf = ({ kind, data, ...row }: IssuedRow): IssuedRecord => ({
  ...row,
  kind: kind as IssuedKind,
  data: data as unknown as IssuedData,
})

export const issuedRow = ({ data, ...record }: IssuedRecord) => ({ ...record, data: safe(data) })
