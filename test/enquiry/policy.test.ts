/** Who may do what with which enquiry: the whole table, as one would read it to the head of the office. */
import { describe, expect, test } from 'vitest'
import {
  type DeskAction,
  type EnquiryAction,
  type Grant,
  mayAct,
  mayDo,
  mayManageOfficers,
  type Officer,
  type Row,
} from '../../src/enquiry/policy.ts'

const HERE = 'pilot-2021'
const ELSEWHERE = 'metrology-2022'

const grant = (
  role: Grant['role'],
  programmeId: string | null = HERE,
  contact: string | null = null,
): Grant => ({
  role,
  programmeId,
  contact,
})
const officer = (grants: Grant[], active = true): Officer => ({
  id: 'me',
  name: 'Me',
  email: 'me@example.org',
  locale: 'en',
  active,
  grants,
})

const ROLES: Record<string, Officer> = {
  'contact of the line': officer([grant('contact', HERE, 'first')]),
  'contact of every line': officer([grant('contact')]),
  'lead of the programme': officer([grant('lead')]),
  'lead of everything': officer([grant('lead', null)]),
  'viewer of the programme': officer([grant('viewer')]),
  administrator: officer([grant('admin', null)]),
  'somebody without rights': officer([]),
  'contact of the line, withdrawn': officer([grant('contact', HERE, 'first')], false),
  'lead of everything, withdrawn': officer([grant('lead', null)], false),
}

const row = (change: Partial<Row> = {}): Row => ({
  programmeId: HERE,
  contact: 'first',
  holderId: 'somebody',
  deputyId: null,
  status: 'open',
  ...change,
})
const ROWS: Record<string, Row> = {
  'own line': row(),
  'other line': row({ contact: 'second' }),
  'other programme': row({ programmeId: ELSEWHERE }),
  'held by me': row({ contact: 'second', holderId: 'me' }),
  'deputy for': row({ contact: 'second', deputyId: 'me' }),
  "nobody's": row({ holderId: null }),
  'no line': row({ contact: null, holderId: null }),
  closed: row({ status: 'closed' }),
  erased: row({ status: 'erased' }),
  'held, elsewhere': row({ programmeId: ELSEWHERE, holderId: 'me' }),
}

const WORK: EnquiryAction[] = ['answer', 'note', 'reassign', 'hand-over', 'take', 'close', 'merge']

/** `work`: reads it and does everything with it; `read`: only reads; `-`: does not know that it exists. */
const TABLE = `
                               | own line | other line | other programme | held by me | deputy for | nobody's | no line | closed | erased | held, elsewhere
contact of the line            | work     | -          | -               | work       | work       | work     | -       | work   | read   | -
contact of every line          | work     | work       | -               | work       | work       | work     | work    | work   | read   | -
lead of the programme          | work     | work       | -               | work       | work       | work     | work    | work   | read   | -
lead of everything             | work     | work       | work            | work       | work       | work     | work    | work   | read   | work
viewer of the programme        | read     | read       | -               | read       | read       | read     | read    | read   | read   | -
administrator                  | -        | -          | -               | -          | -          | -        | -       | -      | -      | -
somebody without rights        | -        | -          | -               | -          | -          | -        | -       | -      | -      | -
contact of the line, withdrawn | -        | -          | -               | -          | -          | -        | -       | -      | -      | -
lead of everything, withdrawn  | -        | -          | -               | -          | -          | -        | -       | -      | -      | -
`

const [head = [], ...lines] = TABLE.trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
const columns = head[0] === '' ? head.slice(1) : head

describe('what an officer may do with an enquiry', () => {
  test('the table names every role and every kind of row', () => {
    expect(lines.map(([name]) => name).sort()).toEqual(Object.keys(ROLES).sort())
    expect([...columns].sort()).toEqual(Object.keys(ROWS).sort())
  })

  const cases = lines.flatMap(([role = '', ...cells]) =>
    columns.map((kind, at) => ({ role, kind, may: cells[at] ?? '' })),
  )
  test.each(cases)('$role, $kind: $may', ({ role, kind, may }) => {
    const who = ROLES[role] as Officer
    const what = ROWS[kind] as Row
    const allowed = WORK.filter((action) => mayAct(who, action, what))
    expect(mayAct(who, 'read', what)).toBe(may !== '-')
    expect(allowed).toEqual(may === 'work' ? WORK : [])
  })
})

/** In a programme: `+` may, `-` may not. */
const DESK = `
                               | propose-clarification | decide-clarification | withdraw-clarification | edit-canned | read-report | read-unanswered | set-anyones-leave
contact of the line            | +                     | +                    | -                      | +           | +           | +               | -
contact of every line          | +                     | +                    | -                      | +           | +           | +               | -
lead of the programme          | +                     | +                    | +                      | +           | +           | +               | +
lead of everything             | +                     | +                    | +                      | +           | +           | +               | +
viewer of the programme        | -                     | -                    | -                      | -           | +           | +               | -
administrator                  | -                     | -                    | -                      | -           | -           | -               | -
somebody without rights        | -                     | -                    | -                      | -           | -           | -               | -
contact of the line, withdrawn | -                     | -                    | -                      | -           | -           | -               | -
lead of everything, withdrawn  | -                     | -                    | -                      | -           | -           | -               | -
`

describe('what an officer may do in a programme', () => {
  const [titles = [], ...rows] = DESK.trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
  const actions = (titles[0] === '' ? titles.slice(1) : titles) as DeskAction[]

  test.each(rows)('%s', (role = '', ...cells) => {
    const who = ROLES[role] as Officer
    expect(actions.map((action) => (mayDo(who, action, HERE) ? '+' : '-'))).toEqual(cells)
    const isEverywhere = role === 'lead of everything'
    for (const action of actions)
      expect(mayDo(who, action, ELSEWHERE), `${role}, ${action}, elsewhere`).toBe(isEverywhere)
  })

  test('only an active administrator looks after accounts', () => {
    const able = Object.entries(ROLES).filter(([, who]) => mayManageOfficers(who))
    expect(able.map(([name]) => name)).toEqual(['administrator'])
    expect(mayManageOfficers(officer([grant('admin', null)], false))).toBe(false)
  })
})
