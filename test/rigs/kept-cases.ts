/** Makes applications and projects, and what acts write, for tests of the store. */
import { v7 } from 'uuid'
import type { ApplicationRecord, CaseEvent, CaseRecord, ProjectRecord } from '../../src/casework/case.ts'
import type { IssuedRecord } from '../../src/casework/issued.ts'
import type { CaseChange, CaseScope } from '../../src/ports/cases.ts'
import type { Store } from '../../src/ports/store.ts'
import { AT, begin, newDraft, submissionOf, turnOf } from './turns.ts'

/** Whoever sees everything. */
export const ALL_CASES: CaseScope = { programmes: [{ id: '*', bodies: null, areas: null }] }

const since = AT.toISOString()

/** An application before its first tier; `change` replaces parts of it. */
export function applicationOf(draftId: string, change: Partial<ApplicationRecord> = {}): ApplicationRecord {
  return {
    kind: 'application',
    id: v7(),
    number: `SP-${v7()}`,
    draftId,
    programmeId: 'specimen',
    programmeHash: 'abc',
    body: 'north',
    areas: ['red'],
    title: '一种精密测量方法',
    applicant: '某某有限公司',
    kept: {
      ...{ state: 'recommending', since, recused: [], awaiting: null },
      context: { tier: 0, version: 1, returned: null },
    },
    holder: 'recommender',
    document: null,
    conversationId: v7(),
    submissionId: v7(),
    receivedAt: AT,
    paper: null,
    version: 0,
    lastAt: AT,
    ...change,
  }
}

/** The running project of an application. */
export function projectOf(
  application: ApplicationRecord,
  change: Partial<ProjectRecord> = {},
): ProjectRecord {
  const { kind: _, submissionId: __, receivedAt: ___, paper: ____, id, ...kin } = application
  return {
    ...kin,
    kind: 'project',
    id: v7(),
    applicationId: id,
    kept: {
      ...{ state: 'running', since, recused: [], awaiting: null },
      context: {
        term: { approved: '2021-06-01', until: null },
        warned: { since: '2021-06-01', marks: [] },
        ...{ extensions: 0, rectified: false },
      },
    },
    holder: 'applicant',
    approvedOn: '2021-06-01',
    endsOn: '2022-06-01',
    nextAt: new Date('2022-03-03T00:00:00Z'),
    certificate: null,
    version: 0,
    ...change,
  }
}

/** A line of the record. */
export function eventOf(record: CaseRecord, change: Partial<CaseEvent> = {}): CaseEvent {
  return {
    id: v7(),
    caseId: record.id,
    kind: record.kind,
    at: record.lastAt,
    by: 'applicant',
    officerId: null,
    tier: null,
    act: { type: 'submit' },
    channel: 'web',
    ...change,
  }
}

/** A certificate. */
export function paperOf(record: CaseRecord, change: Partial<IssuedRecord> = {}): IssuedRecord {
  const { number, title, applicant, body, areas } = record
  return {
    ...{ id: v7(), kind: 'certificate', programmeId: 'specimen', programmeHash: 'abc', caseId: record.id },
    ...{ number: `C-${v7()}`, checkCode: v7(), issuedAt: AT, withdrawnAt: null },
    data: {
      ...{ number, title, applicant, body, areas },
      ...{ approvedOn: '2021-06-01', endsOn: '2022-06-01', document: null, reason: null },
    },
    ...change,
  } as IssuedRecord
}

/** What an act writes; new cases have version 0. */
export function changeOf(records: CaseRecord[], more: Partial<CaseChange> = {}): CaseChange {
  return {
    type: 'case',
    cases: records.map((record) => ({ record, isNew: record.version === 0 })),
    ...{ events: [], issued: [], withdrawn: [], remarksSent: [], files: [], form: null, tell: [] },
    ...more,
  }
}

/** The same case one act later. */
export const next = <R extends CaseRecord>(record: R, change: Partial<R> = {}): R => ({
  ...record,
  version: record.version + 1,
  ...change,
})

/** The same case in another state. */
export const inState = <R extends CaseRecord>(record: R, state: string, change: Partial<R> = {}): R =>
  next(record, { ...change, kept: { ...record.kept, ...change.kept, state } } as Partial<R>)

/** An application that is in the store with the submission that brought it, filed in a conversation of its own. */
export async function file(
  store: Store,
  change: Partial<ApplicationRecord> = {},
): Promise<ApplicationRecord> {
  const conversationId = await begin(store, { programmeId: change.programmeId ?? 'specimen' })
  const draft = newDraft(change.draftId ?? v7())
  await store.commit(turnOf(conversationId, 0, 'draft', { draft }))
  const number = change.number ?? `SP-${v7()}`
  const submission = submissionOf(draft.draft.id, 1, number)
  const record = applicationOf(draft.draft.id, {
    ...{ number, conversationId, submissionId: submission.id },
    ...change,
  })
  const beyond = changeOf([record], { events: [eventOf(record)] })
  await store.commit(turnOf(conversationId, 1, 'submit', { submission, beyond }))
  return record
}

/** A project that is in the store, with its application. */
export async function approve(store: Store, change: Partial<ProjectRecord> = {}): Promise<ProjectRecord> {
  const { programmeId = 'specimen', body = 'north', areas = ['red'] } = change
  const application = await file(store, { programmeId, body, areas })
  const approved = inState(application, 'approved', { holder: null })
  const project = projectOf(approved, change)
  await store.cases.write(changeOf([approved, project]))
  return project
}
