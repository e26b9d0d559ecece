/** The life of an application: every state, every move, every refusal, for calls with three tiers, two and one. */
import { describe, expect, it } from 'vitest'
import type {
  ApplicationAct,
  ApplicationRules,
  KeptApplication,
} from '../../src/casework/application-acts.ts'
import {
  applicationLife,
  applicationMachine,
  beginApplication,
  isReturnOverdue,
} from '../../src/casework/application-life.ts'
import { type Actor, type Happening, isRefused, replay, takeAct, type Why } from '../../src/casework/life.ts'
import {
  blank,
  clock,
  movesFor,
  movesOf,
  needFor,
  needsOf,
  officer,
  rolesOf,
  statesOf,
  taken,
  unit,
} from '../rigs/lives.ts'
import { at, metrology, pilot } from '../rigs/office.ts'

const two: ApplicationRules = pilot
const one: ApplicationRules = { ...metrology, window: pilot.window }
const three: ApplicationRules = { ...pilot, tiers: ['street', 'recommender', 'bureau'] }
const calls = { two, one, three }
type Call = keyof typeof calls

const district = officer('recommender')
const bureau = officer('bureau')
const street = officer('street')

/** The clock of the story: each act an hour after the one before. */
const BEGIN = '2021-04-12 09:00'
const remarks = [{ field: 'project_name', comment: 'too long for its box' }]
const returned: ApplicationAct = { type: 'return', fields: remarks, due: '2021-04-19' }

const returning = (field: string): ApplicationAct => ({
  type: 'return',
  fields: [{ field, comment: 'look at this' }],
  due: '2021-04-19',
})

type Line = [act: ApplicationAct, by: Actor]
const submit: Line = [{ type: 'submit' }, unit]
const recall: Line = [{ type: 'recall' }, unit]
const withdraw: Line = [{ type: 'withdraw' }, unit]
const resubmit: Line = [{ type: 'resubmit', changed: ['project_name'] }, unit]
const longer: ApplicationAct = { type: 'allow-longer', due: '2021-04-26', reason: 'asked by telephone' }
const recommend: ApplicationAct = { type: 'recommend', opinion: 'worth it' }
const decline: ApplicationAct = { type: 'decline', reason: 'not of this district' }
const reject: ApplicationAct = { type: 'reject', reason: 'no basis for it' }
const approve: Line = [{ type: 'approve', document: '7' }, bureau]

/** Ways to a place, told once. */
const ways = {
  draft: [],
  handedIn: [submit],
  takenBack: [submit, recall],
  returned: [submit, [returned, district]],
  forwarded: [submit, [recommend, district]],
  returnedByBureau: [submit, [recommend, district], [returned, bureau]],
  returnedByStreet: [submit, [returned, street]],
  beforeSecond: [submit, [recommend, street]],
} satisfies Record<string, Line[]>
type Way = keyof typeof ways

const happenings = (lines: readonly Line[]): Happening<ApplicationAct>[] =>
  lines.map(([act, by], hour) => ({ act, by, at: new Date(at(BEGIN).getTime() + hour * 3_600_000) }))

function after(call: Call, way: Way): KeptApplication {
  const record = happenings(ways[way])
  return replay(applicationLife, beginApplication(at(BEGIN)), record, calls[call])
}

const now = at('2021-04-13 10:00')

/** Where, in which call, what by whom, and the move that is made: its number among those of the act, and where to. */
const CASES: [way: Way, call: Call, line: Line, move: string][] = [
  ['draft', 'two', submit, 'draft: submit 1 → recommending'],
  ['draft', 'one', submit, 'draft: submit 2 → deciding'],
  ['takenBack', 'two', submit, 'recalled: submit 1 → recommending'],
  ['takenBack', 'one', submit, 'recalled: submit 2 → deciding'],
  ['handedIn', 'two', recall, 'recommending: recall 1 → recalled'],
  ['handedIn', 'one', recall, 'deciding: recall 1 → recalled'],
  ['handedIn', 'two', withdraw, 'recommending: withdraw 1 → withdrawn'],
  ['forwarded', 'two', withdraw, 'deciding: withdraw 1 → withdrawn'],
  ['returned', 'two', withdraw, 'returned: withdraw 1 → withdrawn'],
  ['returnedByBureau', 'two', withdraw, 'returned: withdraw 2 → withdrawn'],
  ['handedIn', 'two', [returned, district], 'recommending: return 1 → returned'],
  ['forwarded', 'two', [returned, bureau], 'deciding: return 1 → returned'],
  ['returned', 'two', resubmit, 'returned: resubmit 1 → recommending'],
  ['returnedByBureau', 'two', resubmit, 'returned: resubmit 2 → deciding'],
  ['returned', 'two', [longer, district], 'returned: allow-longer 1 → returned'],
  ['returned', 'two', [decline, district], 'returned: decline 1 → declined'],
  ['returnedByBureau', 'two', [reject, bureau], 'returned: reject 1 → rejected'],
  ['handedIn', 'three', [recommend, street], 'recommending: recommend 1 → recommending'],
  ['handedIn', 'two', [recommend, district], 'recommending: recommend 2 → deciding'],
  ['beforeSecond', 'three', [recommend, district], 'recommending: recommend 2 → deciding'],
  ['handedIn', 'two', [decline, district], 'recommending: decline 1 → declined'],
  ['forwarded', 'two', approve, 'deciding: approve 1 → approved'],
  ['forwarded', 'two', [reject, bureau], 'deciding: reject 1 → rejected'],
]

describe('every move of an application', () => {
  it.each(CASES)('%s, call of %s: %j', (way, call, [act, by], move) => {
    const kept = after(call, way)
    const happening = { act, by, at: now }
    expect(movesFor(applicationLife, kept, happening, calls[call])).toEqual([move])
    expect(taken(applicationLife, kept, happening, calls[call]).state).toBe(move.split(' → ')[1])
  })

  it('has a case, and so has every state', () => {
    const moves = CASES.map(([, , , move]) => move)
    expect(new Set(moves)).toEqual(new Set(movesOf(applicationMachine)))
    const reached = moves.flatMap((move) => [move.split(':')[0], move.split(' → ')[1]])
    expect(new Set(reached)).toEqual(new Set(statesOf(applicationMachine)))
  })
})

describe('who may do what to an application', () => {
  it('is as this table says', () => {
    expect(rolesOf(applicationMachine)).toEqual({
      submit: ['applicant'],
      recall: ['applicant'],
      resubmit: ['applicant'],
      withdraw: ['applicant'],
      return: ['authority', 'recommender'],
      'allow-longer': ['authority', 'recommender'],
      recommend: ['recommender'],
      decline: ['recommender'],
      approve: ['authority'],
      reject: ['authority'],
    })
  })

  it.each(CASES)('is refused to everybody else: %s, call of %s: %j', (way, call, [act, by]) => {
    const others = [unit, clock, street, district, bureau, officer('nobody')].filter(
      (other) => JSON.stringify(other) !== JSON.stringify(by),
    )
    for (const other of others) {
      const refused = takeAct(applicationLife, after(call, way), { act, by: other, at: now }, calls[call])
      expect(refused).toEqual({ refused: expect.stringMatching(/^not-your-(role|tier)$/) })
    }
  })
})

const REFUSED: [why: Why, way: Way, call: Call, line: Line, at?: string][] = [
  ['not-now', 'draft', 'two', recall],
  ['not-now', 'handedIn', 'two', submit],
  ['not-now', 'handedIn', 'two', approve],
  ['not-now', 'returned', 'two', [recommend, district]],
  ['not-your-role', 'handedIn', 'two', [{ type: 'recommend', opinion: 'worth it' }, bureau]],
  ['not-your-role', 'returned', 'two', [decline, bureau]],
  ['not-your-tier', 'handedIn', 'three', [recommend, district]],
  ['not-your-tier', 'beforeSecond', 'three', [recommend, street]],
  ['not-your-tier', 'handedIn', 'three', [returned, district]],
  ['not-your-tier', 'handedIn', 'three', [decline, district]],
  ['not-your-tier', 'returned', 'two', [longer, bureau]],
  ['not-your-tier', 'returned', 'two', [reject, bureau]],
  ['not-your-tier', 'returnedByStreet', 'three', [longer, district]],
  ['not-your-tier', 'returnedByStreet', 'three', [decline, district]],
  ['not-your-tier', 'returnedByBureau', 'two', [decline, district]],
  ['window-not-open', 'draft', 'two', submit, '2021-03-07 23:59'],
  ['window-closed', 'draft', 'two', submit, '2021-05-01 00:00'],
  [
    'window-closed',
    'draft',
    'two',
    [{ type: 'submit', begunAt: '2021-04-30T16:00:00Z' }, unit],
    '2021-05-01 00:10',
  ],
  ['window-closed', 'draft', 'one', submit, '2021-05-01 00:00'],
  ['window-closed', 'takenBack', 'two', submit, '2021-05-01 00:00'],
  ['window-closed', 'takenBack', 'one', submit, '2021-05-01 00:00'],
  ['window-closed', 'handedIn', 'two', recall, '2021-05-01 00:00'],
  ['window-closed', 'handedIn', 'one', recall, '2021-05-01 00:00'],
  ['already-forwarded', 'forwarded', 'two', recall],
  ['already-forwarded', 'beforeSecond', 'three', recall],
  ['no-fields', 'handedIn', 'two', [{ ...returned, fields: [] } as ApplicationAct, district]],
  [
    'unknown-field',
    ...(['handedIn', 'two'] as const),
    [{ ...returned, fields: [{ field: 'projekt', comment: 'x' }] } as ApplicationAct, district],
  ],
  // a fact of the check is no field of the form
  ['unknown-field', 'handedIn', 'two', [returning('registered_here'), district]],
  ['fixed-field', 'handedIn', 'two', [returning('programme_year'), district]],
  ['fixed-field', 'forwarded', 'two', [returning('recommender'), bureau]],
  [
    'no-comment',
    ...(['forwarded', 'two'] as const),
    [{ ...returned, fields: [{ field: 'project_name', comment: ' ' }] } as ApplicationAct, bureau],
  ],
  ['due-not-ahead', 'handedIn', 'two', [{ ...returned, due: '2021-04-12' } as ApplicationAct, district]],
  ['due-not-ahead', 'forwarded', 'two', [{ ...returned, due: '2021-04-12' } as ApplicationAct, bureau]],
  ['due-not-ahead', 'returned', 'two', [{ ...longer, due: '2021-04-12' } as ApplicationAct, district]],
  ['nothing-changed', 'returnedByBureau', 'two', [{ type: 'resubmit', changed: [] }, unit]],
  ['nothing-changed', 'returned', 'two', [{ type: 'resubmit', changed: [] }, unit]],
  [
    'other-field-changed',
    ...(['returned', 'two'] as const),
    [{ type: 'resubmit', changed: ['project_name', 'uscc'] }, unit],
  ],
  ['no-opinion', 'handedIn', 'three', [{ type: 'recommend', opinion: '' }, street]],
  ['no-opinion', 'handedIn', 'two', [{ type: 'recommend', opinion: ' ' }, district]],
  ['no-reason', 'handedIn', 'two', [{ type: 'decline', reason: '' }, district]],
  ['no-reason', 'forwarded', 'two', [{ type: 'reject', reason: '\n' }, bureau]],
  ['no-reason', 'returned', 'two', [{ type: 'decline', reason: '' }, district]],
  ['no-reason', 'returnedByBureau', 'two', [{ type: 'reject', reason: '' }, bureau]],
  ['no-reason', 'returned', 'two', [{ ...longer, reason: '' } as ApplicationAct, district]],
]

describe('what cannot be', () => {
  it.each(REFUSED)('is refused as %s: %s, call of %s: %j', (refused, way, call, [act, by], when) => {
    const happening = { act, by, at: when ? at(when) : now }
    expect(takeAct(applicationLife, after(call, way), happening, calls[call])).toEqual({ refused })
  })
})

describe('every need of every move', () => {
  const blanked = CASES.flatMap(([way, call, [act, by]]) =>
    blank(act).map((said): (typeof REFUSED)[number] => {
      const why = said.type === 'recommend' ? 'no-opinion' : 'no-reason'
      return [why, way, call, [said, by]]
    }),
  )

  it.each(blanked)('is refused as %s without words: %s, call of %s: %j', (refused, way, call, [act, by]) => {
    expect(takeAct(applicationLife, after(call, way), { act, by, at: now }, calls[call])).toEqual({ refused })
  })

  it('has a refusal', () => {
    const found = [...REFUSED, ...blanked].flatMap(([, way, call, [act, by], when]) =>
      needFor(applicationLife, after(call, way), { act, by, at: when ? at(when) : now }, calls[call]),
    )
    expect([...new Set(found)].sort()).toEqual(needsOf(applicationMachine).sort())
  })
})

describe('a submission', () => {
  it('that was begun in time and finished late counts', () => {
    const act = { type: 'submit' as const, begunAt: '2021-04-30T15:59:59Z' }
    const happening = { act, by: unit, at: at('2021-05-01 00:10') }
    expect(taken(applicationLife, after('two', 'draft'), happening, two).state).toBe('recommending')
  })

  it('is counted, also when it was taken back or returned', () => {
    const versions = (...lines: Line[]) =>
      replay(applicationLife, beginApplication(at(BEGIN)), happenings(lines), two).context.version
    expect(versions(submit, recall, submit)).toBe(2)
    expect(versions(submit, [returned, district], resubmit)).toBe(2)
  })
})

describe('an application that was returned', () => {
  it('opens the fields named, and those alone, until the day named', () => {
    const decision = takeAct(
      applicationLife,
      after('two', 'handedIn'),
      { act: returned, by: district, at: now },
      two,
    )
    expect(decision).toMatchObject({
      kept: { context: { returned: { fields: remarks, due: '2021-04-19' } } },
      effects: [
        { type: 'open-fields', fields: ['project_name'], due: '2021-04-19' },
        { type: 'tell', to: 'applicant', news: 'returned' },
      ],
    })
  })

  it.each<[Way, Line]>([
    ['returned', resubmit],
    ['returned', withdraw],
    ['returned', [decline, district]],
    ['returnedByBureau', resubmit],
    ['returnedByBureau', withdraw],
    ['returnedByBureau', [reject, bureau]],
  ])('closes them again: %s, %j', (way, [act, by]) => {
    const decision = takeAct(applicationLife, after('two', way), { act, by, at: now }, two)
    expect(decision).toMatchObject({
      kept: { context: { returned: null } },
      effects: expect.arrayContaining([{ type: 'open-fields', fields: [], due: null }]),
    })
  })

  /** what hangs on it by its own condition, or by a rule, may change too; what it hangs on itself may not */
  it.each<[returned: string, changed: string[], refused: Why | null]>([
    ['project_name', ['project_name'], null],
    ['pilot_type', ['pilot_type', 'assoc_role'], null],
    ['pilot_type', ['assoc_role'], null],
    ['pilot_type', ['pilot_type', 'influence'], 'other-field-changed'],
    ['budget_total', ['budget_total', 'budget_src', 'budget_use'], null],
    ['budget_src', ['budget_src', 'budget_total'], 'other-field-changed'],
    ['start', ['start', 'end'], null],
    ['end', ['end', 'start'], 'other-field-changed'],
    ['recommender', ['recommender', 'recommender_name'], null],
  ])('of which %s came back takes a change of %j: %j', (field, changed, refused) => {
    const kept = taken(
      applicationLife,
      after('two', 'handedIn'),
      { act: returning(field), by: district, at: now },
      two,
    )
    const found = takeAct(
      applicationLife,
      kept,
      { act: { type: 'resubmit', changed }, by: unit, at: now },
      two,
    )
    expect(isRefused(found) ? found.refused : null).toBe(refused)
  })

  it('keeps the fields when it gets more time', () => {
    const kept = taken(applicationLife, after('two', 'returned'), { act: longer, by: district, at: now }, two)
    expect(kept.context.returned).toEqual({ fields: remarks, due: '2021-04-26' })
  })

  it('is late from the first moment after the day named, and may still come', () => {
    const kept = after('two', 'returned')
    expect(isReturnOverdue(kept, two, new Date('2021-04-19T15:59:59Z'))).toBe(false)
    expect(isReturnOverdue(kept, two, new Date('2021-04-19T16:00:00Z'))).toBe(true)
    expect(isReturnOverdue(after('two', 'handedIn'), two, new Date('2099-01-01'))).toBe(false)
    const [act, by] = resubmit
    expect(taken(applicationLife, kept, { act, by, at: at('2021-05-20 10:00') }, two).state).toBe(
      'recommending',
    )
  })
})

describe('who holds an application', () => {
  const holders = (call: Call, ...lines: Line[]) => {
    const kept = replay(applicationLife, beginApplication(at(BEGIN)), happenings(lines), calls[call])
    return [applicationLife.holderOf(kept, calls[call]), kept.since]
  }

  it('is told with the hour since when', () => {
    expect(holders('two')).toEqual(['applicant', '2021-04-12T01:00:00.000Z'])
    expect(holders('three', ...ways.handedIn)).toEqual(['street', '2021-04-12T01:00:00.000Z'])
    expect(holders('three', ...ways.beforeSecond)).toEqual(['recommender', '2021-04-12T02:00:00.000Z'])
    expect(holders('two', ...ways.returnedByBureau)).toEqual(['applicant', '2021-04-12T03:00:00.000Z'])
    expect(holders('two', ...ways.forwarded, approve)[0]).toBeNull()
  })

  it('has it since the return, whatever more time was given', () => {
    expect(holders('two', ...ways.returned, [longer, district])[1]).toBe('2021-04-12T02:00:00.000Z')
  })
})

describe('an applicant who withdraws', () => {
  it.each<[way: Way, call: Call, told: string[]]>([
    ['handedIn', 'two', ['recommender']],
    ['forwarded', 'two', ['authority', 'recommender']],
    ['returned', 'two', ['recommender']],
    ['returnedByBureau', 'two', ['authority', 'recommender']],
    ['handedIn', 'one', ['authority']],
  ])('is heard of by all who have had it: %s, call of %s: %j', (way, call, told) => {
    const decision = takeAct(
      applicationLife,
      after(call, way),
      { act: withdraw[0], by: unit, at: now },
      calls[call],
    )
    const effects = 'effects' in decision ? decision.effects : []
    expect(effects.flatMap((one) => (one.type === 'tell' ? [one.to] : []))).toEqual(told)
  })
})

describe('an approval', () => {
  const effects = (call: Call, way: Way) => {
    const decision = takeAct(
      applicationLife,
      after(call, way),
      { act: approve[0], by: bureau, at: now },
      calls[call],
    )
    return 'effects' in decision ? decision.effects : decision
  }

  it('begins the project and makes the recommender its guarantor', () => {
    expect(effects('two', 'forwarded')).toEqual([
      { type: 'tell', to: 'applicant', news: 'approved' },
      { type: 'tell', to: 'recommender', news: 'approved' },
      { type: 'begin-project' },
      { type: 'appoint-guarantor' },
    ])
  })

  it('begins none where the call has no term, and tells no recommender where there is none', () => {
    expect(effects('one', 'handedIn')).toEqual([{ type: 'tell', to: 'applicant', news: 'approved' }])
  })
})

describe('a decision that needs two officers', () => {
  const strict: ApplicationRules = { ...two, review: { ...two.review, fourEyes: ['approve'], recusal: 'on' } }
  const forwarded = after('two', 'forwarded')
  const second = officer('bureau', 'bureau-2')
  const act = (kept: KeptApplication, what: Happening<ApplicationAct>['act'], by: Actor) =>
    takeAct(applicationLife, kept, { act: what, by, at: now }, strict)
  const proposed = taken(applicationLife, forwarded, { act: approve[0], by: bureau, at: now }, strict)

  it('waits for the second one', () => {
    expect(act(forwarded, approve[0], bureau)).toEqual({
      kept: { ...forwarded, awaiting: { act: approve[0], by: { id: 'bureau-1', tier: 'bureau' } } },
      effects: [{ type: 'ask-second', tier: 'bureau', act: 'approve' }],
    })
    expect(act(proposed, { type: 'confirm' }, second)).toMatchObject({
      kept: { state: 'approved', awaiting: null },
    })
  })

  it.each<[Why, Happening<ApplicationAct>['act'], Actor]>([
    ['same-officer', { type: 'confirm' }, bureau],
    ['not-your-tier', { type: 'confirm' }, district],
    ['not-your-role', { type: 'confirm' }, unit],
    ['second-pending', reject, second],
    ['no-reason', { type: 'object', reason: ' ' }, second],
  ])('is refused as %s: %j', (refused, what, by) => expect(act(proposed, what, by)).toEqual({ refused }))

  it('cannot be confirmed where nothing was proposed', () => {
    expect(act(forwarded, { type: 'confirm' }, second)).toEqual({ refused: 'nothing-awaiting' })
  })

  it('lapses when the second one objects, and the first one is told', () => {
    expect(act(proposed, { type: 'object', reason: 'see clause 3' }, second)).toEqual({
      kept: forwarded,
      effects: [{ type: 'tell-objected', officerId: 'bureau-1', act: 'approve' }],
    })
    expect(act(proposed, { type: 'object', reason: 'on second thoughts' }, bureau)).toEqual({
      ...{ kept: forwarded, effects: [] },
    })
  })

  it('lapses when the applicant withdraws first', () => {
    expect(act(proposed, withdraw[0], unit)).toMatchObject({ kept: { state: 'withdrawn', awaiting: null } })
  })

  it('is not needed for other acts', () => {
    expect(act(forwarded, reject, bureau)).toMatchObject({ kept: { state: 'rejected' } })
  })

  it('lapses when the first one turns out to have to keep out, and is closed to that officer', () => {
    const kept = taken(
      applicationLife,
      proposed,
      { act: { type: 'recuse', reason: 'related' }, by: bureau, at: now },
      strict,
    )
    expect(kept).toEqual({ ...forwarded, recused: ['bureau-1'] })
    expect(act(kept, approve[0], bureau)).toEqual({ refused: 'recused' })
    expect(act(kept, { type: 'confirm' }, bureau)).toEqual({ refused: 'recused' })
    expect(act(kept, approve[0], second)).toMatchObject({ kept: { awaiting: { by: { id: 'bureau-2' } } } })
  })

  it('stays when somebody else keeps out', () => {
    expect(act(proposed, { type: 'recuse', reason: 'related' }, second)).toEqual({
      ...{ kept: { ...proposed, recused: ['bureau-2'] }, effects: [] },
    })
  })

  it.each<[Why, Actor, string, ApplicationRules]>([
    ['not-in-programme', bureau, 'related', two],
    ['no-reason', bureau, '', strict],
    ['not-your-role', unit, 'related', strict],
    ['not-your-role', officer('nobody'), 'related', strict],
  ])('keeping out is refused as %s', (refused, by, reason, rules) => {
    const happening = { act: { type: 'recuse' as const, reason }, by, at: now }
    expect(takeAct(applicationLife, forwarded, happening, rules)).toEqual({ refused })
  })
})

describe('a record', () => {
  const lines: Line[] = [...ways.returnedByBureau, resubmit, [returned, bureau], resubmit, approve]

  it('gives the same state again, also when it was kept as text in between', () => {
    const record = happenings(lines)
    const once = replay(applicationLife, beginApplication(at(BEGIN)), record, two)
    let kept = beginApplication(at(BEGIN))
    for (const happening of record)
      kept = taken(applicationLife, JSON.parse(JSON.stringify(kept)), happening, two)
    expect(kept).toEqual(once)
    expect(once).toMatchObject({ state: 'approved', context: { tier: 1, version: 3, returned: null } })
  })

  it('that cannot have happened is not believed', () => {
    const record = happenings([submit, submit])
    expect(() => replay(applicationLife, beginApplication(at(BEGIN)), record, two)).toThrow(
      'Line 2 of the record (submit) cannot have happened in the state recommending: not-now',
    )
  })
})
