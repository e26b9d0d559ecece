/** Fills a database with applications and projects of the 2021 pilots, as ten busy years would leave them. */
import { v7 } from 'uuid'
import { OPERATOR } from '../../src/audit/entry.ts'
import type { Grant } from '../../src/enquiry/policy.ts'
import type { OfficerRecord } from '../../src/ports/desk.ts'
import type { Store } from '../../src/ports/store.ts'
import type { Field, Programme } from '../../src/programme/schema.ts'
import type { Entries } from '../../src/programme/values.ts'
import { application } from './application.ts'

export const MANY_AT = new Date('2022-03-01T02:00:00Z')
const HOUR = 3_600_000
const BATCH = 500

/** in every application, in one of a hundred, and in one */
export const WORDS = { common: '标准化', rare: '石墨烯', once: '第7777号' }

const SUBJECTS = [
  '社区助餐服务',
  '智能网联汽车测试',
  '城市地下空间管理',
  '生物医药冷链',
  '都市现代农业',
  '会展服务',
]

/** State and holder, by how often they occur. */
const STATES: readonly (readonly [state: string, holder: string | null, share: number])[] = [
  ['recommending', 'recommender', 30],
  ['deciding', 'bureau', 18],
  ['returned', 'applicant', 10],
  ['declined', null, 10],
  ['rejected', null, 8],
  ['withdrawn', null, 4],
  ['recalled', 'applicant', 5],
]
const APPROVED = 15
const PROJECT_STATES = [
  'running',
  'running',
  'running',
  'extending',
  'accepting',
  'certified',
  'terminated',
] as const

const DRAFTS = `
INSERT INTO draft (id, code, programme_id, programme_hash, revision, entries, created_at, updated_at)
SELECT (r->>'draftId')::uuid, r->>'id', r->>'programmeId', r->>'programmeHash', 1, r->'entries', (r->>'receivedAt')::timestamptz,
  (r->>'lastAt')::timestamptz
FROM jsonb_array_elements($1::jsonb) AS r`
const SUBMISSIONS = `
INSERT INTO submission (id, number, draft_id, draft_revision, programme_id, programme_hash, entries, check_code, received_at)
SELECT (r->>'submissionId')::uuid, r->>'number', (r->>'draftId')::uuid, 1, r->>'programmeId', r->>'programmeHash', r->'entries',
  r->>'id', (r->>'receivedAt')::timestamptz
FROM jsonb_array_elements($1::jsonb) AS r`
const APPLICATIONS = `
INSERT INTO application (id, number, draft_id, programme_id, programme_hash, submission_id, received_at, body, areas, title,
  applicant, state, holder, since, kept, due_on, conversation_id, version, last_at)
SELECT (r->>'id')::uuid, r->>'number', (r->>'draftId')::uuid, r->>'programmeId', r->>'programmeHash',
  (r->>'submissionId')::uuid, (r->>'receivedAt')::timestamptz, r->>'body',
  ARRAY(SELECT jsonb_array_elements_text(r->'areas')), r->>'title', r->>'applicant', r->'kept'->>'state', r->>'holder',
  (r->'kept'->>'since')::timestamptz, r->'kept', r->'kept'->'context'->'returned'->>'due', (r->>'id')::uuid, 1,
  (r->>'lastAt')::timestamptz
FROM jsonb_array_elements($1::jsonb) AS r`
const EVENTS = `
INSERT INTO case_event (id, case_id, kind, at, author, act, data, salt, channel)
SELECT gen_random_uuid(), (r->>'id')::uuid, 'application', (r->>'receivedAt')::timestamptz, 'applicant', 'submit', '{}', '00', 'web'
FROM jsonb_array_elements($1::jsonb) AS r`
const PROJECTS = `
INSERT INTO project (id, number, application_id, draft_id, programme_id, programme_hash, body, areas, title, applicant, state,
  holder, since, kept, document, approved_on, ends_on, next_at, certificate, conversation_id, version, last_at)
SELECT (r->>'projectId')::uuid, r->>'number', (r->>'id')::uuid, (r->>'draftId')::uuid, r->>'programmeId', r->>'programmeHash',
  r->>'body', ARRAY(SELECT jsonb_array_elements_text(r->'areas')), r->>'title', r->>'applicant', r->'project'->'kept'->>'state',
  r->'project'->>'holder', (r->>'lastAt')::timestamptz, r->'project'->'kept', '12', r->'project'->>'approvedOn',
  r->'project'->>'endsOn', NULL, r->'project'->>'certificate', (r->>'id')::uuid, 1, (r->>'lastAt')::timestamptz
FROM jsonb_array_elements($1::jsonb) AS r WHERE r->'project' <> 'null'`

/** So many applications of a programme, one an hour; of a hundred fifteen are projects. */
export async function manyCases(store: Store, programme: Programme, count: number): Promise<void> {
  const entries = entriesOf(programme)
  for (let start = 0; start < count; start += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, count - start) }, (_, n) =>
      rowOf(programme, entries, start + n, count),
    )
    for (const sql of [DRAFTS, SUBMISSIONS, APPLICATIONS, EVENTS, PROJECTS])
      await store.queue.executeSql(sql, [JSON.stringify(rows)])
  }
  await store.queue.executeSql('ANALYZE')
}

/** An officer with this right. */
export async function officerWith(store: Store, grant: Partial<Grant>): Promise<OfficerRecord> {
  const id = v7()
  await store.officers.create(
    { id, name: id, email: `${id}@busy.test`, locale: 'zh-CN', at: MANY_AT },
    OPERATOR,
  )
  const whole: Grant = {
    role: 'authority',
    programmeId: null,
    contact: null,
    body: null,
    area: null,
    ...grant,
  }
  await store.officers.setGrants(id, [whole], OPERATOR)
  return (await store.officers.find(id)) as OfficerRecord
}

function rowOf(programme: Programme, entries: Entries, n: number, count: number) {
  const at = (hours: number) => new Date(MANY_AT.getTime() - hours * HOUR).toISOString()
  const [state, holder] = stateOf(n)
  const body = programme.recommenders[(n * 7) % programme.recommenders.length]?.id ?? null
  const area = (step: number) => programme.areas[(n * 5 + step) % programme.areas.length]?.id ?? ''
  const title = titleOf(n)
  const applicant = `上海第${n}号示范有限公司`
  const returned = {
    fields: [{ field: 'project_name', comment: '请写全称' }],
    due: n % 2 ? '2022-02-20' : '2022-04-20',
  }
  return {
    ...{ id: v7(), draftId: v7(), submissionId: v7(), projectId: v7() },
    number: `SHBZ-2021-${String(n + 1).padStart(5, '0')}`,
    ...{ programmeId: programme.id, programmeHash: programme.hash, body, title, applicant, holder },
    areas: n % 10 === 0 ? [area(0), area(1)] : [area(0)],
    entries: { ...entries, project_name: { value: title }, org_name: { value: applicant } },
    kept: {
      ...{ state, since: at(count - n), recused: [], awaiting: null },
      context: {
        tier: holder === 'bureau' ? 1 : 0,
        version: 1,
        returned: state === 'returned' ? returned : null,
      },
    },
    ...{ receivedAt: at(count - n + 100), lastAt: at(count - n) },
    project: state === 'approved' ? projectOf(n) : null,
  }
}

function titleOf(n: number): string {
  const rare = n % 100 === 50 ? WORDS.rare : ''
  const once = n === 777 ? WORDS.once : ''
  return `${SUBJECTS[n % SUBJECTS.length]}${rare}${once}${WORDS.common}试点（${n}）`
}

function stateOf(n: number): readonly [state: string, holder: string | null] {
  let place = (n * 37) % 100
  if (place < APPROVED) return ['approved', null]
  place -= APPROVED
  for (const [state, holder, share] of STATES) {
    if (place < share) return [state, holder]
    place -= share
  }
  return ['withdrawn', null]
}

const WITH: Record<string, string> = {
  running: 'applicant',
  extending: 'bureau',
  accepting: 'bureau',
  certified: 'bureau',
}

function projectOf(n: number) {
  const state = PROJECT_STATES[n % PROJECT_STATES.length] ?? 'running'
  const month = String((n % 12) + 1).padStart(2, '0')
  const approvedOn = `2021-${month}-15`
  return {
    kept: {
      ...{ state, since: MANY_AT.toISOString(), recused: [], awaiting: null },
      context: {
        term: { approved: approvedOn, until: null },
        warned: { since: approvedOn, marks: [] },
        ...{ extensions: 0, rectified: false },
      },
    },
    ...{ approvedOn, endsOn: `2023-${month}-15`, holder: WITH[state] ?? null },
    certificate: state === 'certified' ? `SHBZ-YS-${n}` : null,
  }
}

/** The answers of the application that is typed elsewhere, as a draft keeps them. */
function entriesOf({ fields }: Programme): Entries {
  const pairs = Object.entries(application).flatMap(([id, typed]) => {
    const field = fields.get(id)
    return field ? [[id, { value: keptAs(field, typed) }] as const] : []
  })
  return Object.fromEntries(pairs) as Entries
}

const NUMBERS: readonly string[] = ['integer', 'decimal', 'percent']

function keptAs(field: Field, typed: unknown): unknown {
  if (field.type === 'rows') return (typed as Record<string, string>[]).map((row) => rowIn(field, row))
  if (field.type === 'acknowledge' || field.type === 'yes-no') return typed === 'yes'
  return NUMBERS.includes(field.type) ? Number(typed) : typed
}

function rowIn({ columns = [] }: Field, row: Record<string, string>): object {
  const numbers = new Set(columns.filter(({ type }) => NUMBERS.includes(type)).map(({ id }) => id))
  return Object.fromEntries(
    Object.entries(row).map(([id, cell]) => [id, numbers.has(id) ? Number(cell) : cell]),
  )
}
