/** Who may see and do what with which application or project: the whole table, as one would read it to the head of the office. */
import { describe, expect, test } from 'vitest'
import { actsOpenOnApplication, actsOpenOnProject } from '../../src/casework/acts-open.ts'
import type { ApplicationRules, KeptApplication } from '../../src/casework/application-acts.ts'
import { applicationMachine } from '../../src/casework/application-life.ts'
import type { CaseOfficer, CaseRow, CaseworkAction } from '../../src/casework/policy.ts'
import { mayOversee, roleOn, tierOn } from '../../src/casework/policy.ts'
import type { KeptProject, ProjectRules } from '../../src/casework/project-acts.ts'
import { projectMachine } from '../../src/casework/project-life.ts'
import { at, pilot } from '../rigs/office.ts'

const HERE = 'pilot-2021'
const ELSEWHERE = 'metrology-2022'

type Grant = CaseOfficer['grants'][number]
const grant = (role: string, more: Partial<Grant> = {}): Grant => ({ role, programmeId: HERE, ...more })
const officer = (grants: Grant[], active = true): CaseOfficer => ({ id: 'me', active, grants })

const ROLES: Record<string, CaseOfficer> = {
  'body X': officer([grant('recommender', { body: 'x' })]),
  'body X of every programme': officer([grant('recommender', { body: 'x', programmeId: null })]),
  'bodies X and Y': officer([grant('recommender', { body: 'x' }), grant('recommender', { body: 'y' })]),
  'recommender without a body': officer([grant('recommender')]),
  authority: officer([grant('authority')]),
  'authority of every programme': officer([grant('authority', { programmeId: null })]),
  'authority for red': officer([grant('authority', { area: 'red' })]),
  'body X and authority for red': officer([
    grant('recommender', { body: 'x' }),
    grant('authority', { area: 'red' }),
  ]),
  'contact, lead, viewer': officer(['contact', 'lead', 'viewer'].map((role) => grant(role))),
  administrator: officer([grant('admin', { programmeId: null })]),
  'somebody without rights': officer([]),
  'body X, withdrawn': officer([grant('recommender', { body: 'x' })], false),
  'authority, withdrawn': officer([grant('authority', { programmeId: null })], false),
}

const row = (change: Partial<CaseRow> = {}): CaseRow => ({
  ...{ programmeId: HERE, body: 'x', areas: ['red'], state: 'recommending' },
  ...change,
})
const ROWS: Record<string, CaseRow> = {
  'X red': row(),
  'X blue': row({ areas: ['blue'] }),
  'Y red': row({ body: 'y' }),
  'Y both': row({ body: 'y', areas: ['blue', 'red'] }),
  'no body': row({ body: null, areas: [] }),
  elsewhere: row({ programmeId: ELSEWHERE }),
  recalled: row({ state: 'recalled' }),
  draft: row({ state: 'draft' }),
  withdrawn: row({ state: 'withdrawn' }),
}

/** `a`: meets it as the authority; `r`: as its recommender; `-`: does not know that it exists. */
const TABLE = `
                             | X red | X blue | Y red | Y both | no body | elsewhere | recalled | draft | withdrawn
body X                       | r     | r      | -     | -      | -       | -         | -        | -     | r
body X of every programme    | r     | r      | -     | -      | -       | r         | -        | -     | r
bodies X and Y               | r     | r      | r     | r      | -       | -         | -        | -     | r
recommender without a body   | -     | -      | -     | -      | -       | -         | -        | -     | -
authority                    | a     | a      | a     | a      | a       | -         | -        | -     | a
authority of every programme | a     | a      | a     | a      | a       | a         | -        | -     | a
authority for red            | a     | -      | a     | a      | -       | -         | -        | -     | a
body X and authority for red | a     | r      | a     | a      | -       | -         | -        | -     | a
contact, lead, viewer        | -     | -      | -     | -      | -       | -         | -        | -     | -
administrator                | -     | -      | -     | -      | -       | -         | -        | -     | -
somebody without rights      | -     | -      | -     | -      | -       | -         | -        | -     | -
body X, withdrawn            | -     | -      | -     | -      | -       | -         | -        | -     | -
authority, withdrawn         | -     | -      | -     | -      | -       | -         | -        | -     | -
`

function read(table: string) {
  const [head = [], ...lines] = table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
  return { columns: head[0] === '' ? head.slice(1) : head, lines }
}
const ROLE = { a: 'authority', r: 'recommender', '-': null } as const

describe('in which role an officer meets a case', () => {
  const { columns, lines } = read(TABLE)

  test('the table names every role and every kind of row', () => {
    expect(lines.map(([name]) => name).sort()).toEqual(Object.keys(ROLES).sort())
    expect([...columns].sort()).toEqual(Object.keys(ROWS).sort())
  })

  const cases = lines.flatMap(([who = '', ...cells]) =>
    columns.map((kind, at) => ({ who, kind, as: (cells[at] ?? '') as keyof typeof ROLE })),
  )
  test.each(cases)('$who, $kind: $as', ({ who, kind, as }) => {
    expect(roleOn(ROLES[who] as CaseOfficer, ROWS[kind] as CaseRow)).toBe(ROLE[as])
  })
})

/** In a programme: `+` may, `-` may not; `*` may elsewhere too. */
const DESK = `
                             | export | pre-screen | oversee
body X                       | +      | +          | -
body X of every programme    | *      | *          | -
bodies X and Y               | +      | +          | -
recommender without a body   | -      | -          | -
authority                    | +      | +          | +
authority of every programme | *      | *          | *
authority for red            | +      | +          | +
body X and authority for red | +      | +          | +
contact, lead, viewer        | -      | -          | -
administrator                | -      | -          | -
somebody without rights      | -      | -          | -
body X, withdrawn            | -      | -          | -
authority, withdrawn         | -      | -          | -
`

describe('what an officer may do with many cases at once', () => {
  const { columns, lines } = read(DESK)
  test.each(lines)('%s', (who = '', ...cells) => {
    const one = ROLES[who] as CaseOfficer
    const marks = (columns as CaseworkAction[]).map((action) => {
      if (!mayOversee(one, action, HERE)) return '-'
      return mayOversee(one, action, ELSEWHERE) ? '*' : '+'
    })
    expect(marks).toEqual(cells)
  })
})

describe('as which tier an officer acts', () => {
  test.each([
    ['authority', ['r', 'a'], 0, 'a'],
    ['authority', ['r', 's', 'a'], 1, 'a'],
    ['recommender', ['r', 'a'], 0, 'r'],
    ['recommender', ['r', 'a'], 1, 'r'],
    ['recommender', ['r', 's', 'a'], 1, 's'],
    ['recommender', ['r', 's', 'a'], 2, 'r'],
    ['recommender', ['a'], 0, null],
    ['authority', ['a'], 0, 'a'],
  ] as const)('%s of %j, turn of %i: %s', (role, tiers, turn, tier) => {
    expect(tierOn(role, tiers, turn)).toBe(tier)
  })
})

const APPLICATION = `
             | recommender                  | bureau
draft        |                              |
recalled     |                              |
recommending | return recommend decline     |
deciding     |                              | return approve reject
returned     | allow-longer decline         |
approved     |                              |
declined     |                              |
rejected     |                              |
withdrawn    |                              |
`

const PROJECT = `
             | recommender | bureau
running      |             | begin-mid-term cancel
mid-term     |             | finish-mid-term cancel
changing     |             | allow refuse cancel
extending    |             | refuse grant cancel
accepting    |             | evaluate cancel
rectifying   |             | evaluate cancel
passed       |             | certify
certified    |             | put-forward close
put-forward  |             | close
not-passed   |             | close
terminated   |             | reinstate
withdrawn    |             |
cancelled    |             |
closed       |             |
`

const { project: term } = pilot
if (!term) throw new Error('the pilot has no term')

type Settings = { steps?: 'on' | 'off' } & Partial<ApplicationRules['review']>
/** The pilot with these settings. */
function rulesOf({ steps = 'off', ...review }: Settings = {}): ApplicationRules & ProjectRules {
  const optionalSteps = { 'mid-term': steps, change: steps, rectify: steps }
  return {
    ...pilot,
    project: term as ProjectRules['project'],
    optionalSteps,
    review: { ...pilot.review, ...review },
  }
}

const since = '2021-06-01T02:00:00.000Z'
const kept = { since, recused: [], awaiting: null }
const applicationIn = (state: string): KeptApplication => ({
  ...kept,
  state,
  context: { tier: state === 'deciding' ? 1 : 0, version: 1, returned: null },
})
const projectIn = (state: string): KeptProject => ({
  ...kept,
  state,
  context: {
    term: { approved: '2021-06-01', until: null },
    warned: { since: '2021-06-01', marks: [] },
    ...{ extensions: 0, rectified: false },
  },
})

/** A day on which an extension can still be granted. */
const AT = at('2021-09-01 10:00')
const by = (tier: string, id = 'me') => ({ by: { role: 'officer' as const, id, tier }, at: AT })

describe('what an officer is offered', () => {
  const rules = rulesOf({ steps: 'on' })
  const offers = (table: string) =>
    read(table).lines.flatMap(([state = '', ...cells]) =>
      ['recommender', 'bureau'].map((tier, place) => ({
        ...{ state, tier },
        acts: (cells[place] ?? '').split(' ').filter(Boolean),
      })),
    )

  test('the tables name every state of both lives', () => {
    const states = (table: string) =>
      read(table)
        .lines.map(([state]) => state)
        .sort()
    expect(states(APPLICATION)).toEqual(Object.keys(applicationMachine.states).sort())
    expect(states(PROJECT)).toEqual(Object.keys(projectMachine.states).sort())
  })

  test.each(offers(APPLICATION))('application, $state, $tier: $acts', ({ state, tier, acts }) => {
    expect(actsOpenOnApplication(applicationIn(state), by(tier), rules)).toEqual(acts)
  })

  test.each(offers(PROJECT))('project, $state, $tier: $acts', ({ state, tier, acts }) => {
    expect(actsOpenOnProject(projectIn(state), by(tier), rules)).toEqual(acts)
  })

  test('what was returned by the authority is for the authority to give longer or to end', () => {
    const application = applicationIn('returned')
    const returned = { ...application, context: { ...application.context, tier: 1 } }
    expect(actsOpenOnApplication(returned, by('recommender'), rules)).toEqual([])
    expect(actsOpenOnApplication(returned, by('bureau'), rules)).toEqual(['allow-longer', 'reject'])
  })

  test('a step that the programme does not have is not offered', () => {
    const plain = rulesOf()
    expect(actsOpenOnProject(projectIn('running'), by('bureau'), plain)).toEqual(['cancel'])
  })

  test('whoever keeps out of a case is offered nothing, and others still may keep out', () => {
    const careful = rulesOf({ recusal: 'on' })
    const application = applicationIn('deciding')
    const recused = { ...application, recused: ['me'] }
    expect(actsOpenOnApplication(recused, by('bureau'), careful)).toEqual([])
    expect(actsOpenOnApplication(recused, by('bureau', 'other'), careful)).toEqual([
      ...['return', 'approve', 'reject', 'recuse'],
    ])
  })

  test('a decision that waits is for a second officer to confirm; the first may only take it back', () => {
    const careful = rulesOf({ fourEyes: ['approve'] })
    const application = applicationIn('deciding')
    const awaiting = { act: { type: 'approve' as const, document: '1' }, by: { id: 'me', tier: 'bureau' } }
    const waits = { ...application, awaiting }
    expect(actsOpenOnApplication(waits, by('bureau'), careful)).toEqual(['object'])
    expect(actsOpenOnApplication(waits, by('bureau', 'other'), careful)).toEqual(['confirm', 'object'])
    expect(actsOpenOnApplication(waits, by('recommender'), careful)).toEqual([])
  })

  test('an officer of a tier that the programme does not have is offered nothing', () => {
    for (const state of Object.keys(applicationMachine.states))
      expect(actsOpenOnApplication(applicationIn(state), by('stranger'), rules), state).toEqual([])
    for (const state of Object.keys(projectMachine.states))
      expect(actsOpenOnProject(projectIn(state), by('stranger'), rules), state).toEqual([])
  })
})
