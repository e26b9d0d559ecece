/** The life of a project: every state, every move, every refusal, what the clock does, and the notice's own course. */
import { describe, expect, it } from 'vitest'
import { type Actor, type Happening, replay, takeAct, type Why } from '../../src/casework/life.ts'
import type { KeptProject, ProjectAct, ProjectRules } from '../../src/casework/project-acts.ts'
import { clockOf } from '../../src/casework/project-clock.ts'
import { lastDayOf } from '../../src/casework/project-dates.ts'
import { beginProject, projectLife, projectMachine } from '../../src/casework/project-life.ts'
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
import { at, pilot, shown } from '../rigs/office.ts'

const { project } = pilot
if (!project) throw new Error('the pilot has no term')

/** As the notice has it: none of the optional steps. */
const plain: ProjectRules = { ...pilot, project }
/** With every optional step. */
const full: ProjectRules = { ...plain, optionalSteps: { 'mid-term': 'on', change: 'on', rectify: 'on' } }
const { certificate: _, ...uncertified } = project
/** Without certificates. */
const bare: ProjectRules = { ...plain, project: uncertified }
const { extension: _extension, national: _national, ...rigid } = uncertified
/** A notice that says no more than how long a project runs. */
const terse: ProjectRules = { ...plain, project: { ...rigid, overdue: 'none' } }
/** The same with every optional step. */
const loose: ProjectRules = { ...terse, optionalSteps: full.optionalSteps }
const calls = { plain, full, bare, terse, loose }
type Call = keyof typeof calls

const district = officer('recommender')
const bureau = officer('bureau')

const APPROVED = '2021-06-01 10:00'
type Line = [when: string, act: ProjectAct, by: Actor]

const request: Line = [
  ...(['2023-05-20 10:00'] as const),
  { type: 'request-extension', until: '2023-12-01', reason: 'a standard is late' },
  unit,
]
const grant: Line = ['2023-05-25 10:00', { type: 'grant', until: '2023-12-01' }, bureau]
const refuse: Line = ['2023-05-25 10:00', { type: 'refuse', reason: 'no special circumstances' }, bureau]
const accept: Line = ['2023-05-30 10:00', { type: 'request-acceptance' }, unit]
const pass: Line = ['2023-07-10 10:00', { type: 'evaluate', passed: true, opinion: 'as planned' }, bureau]
const fail: Line = ['2023-07-10 10:00', { type: 'evaluate', passed: false, opinion: 'half of it' }, bureau]
const rectified: Line = ['2023-08-10 10:00', { type: 'rectified' }, unit]
const certify: Line = ['2023-09-01 10:00', { type: 'certify', number: 'SHBZ-YS-2021-0001' }, bureau]
const forward: Line = ['2023-10-01 10:00', { type: 'put-forward', reason: 'among the best' }, bureau]
const close: Line = ['2023-11-01 10:00', { type: 'close' }, bureau]
const warn: Line = ['2023-03-03 08:00', { type: 'warn' }, clock]
const terminate: Line = ['2023-06-02 00:00', { type: 'terminate' }, clock]
const reinstate: Line = [
  ...(['2023-06-20 10:00'] as const),
  { type: 'reinstate', until: '2023-09-30', reason: 'handed in on paper in time', document: '12' },
  bureau,
]
const midTerm: Line = ['2022-06-01 10:00', { type: 'begin-mid-term' }, bureau]
const midTermDone: Line = ['2022-06-20 10:00', { type: 'finish-mid-term', opinion: 'on its way' }, bureau]
const change: Line = [
  '2022-09-01 10:00',
  { type: 'request-change', reason: 'a new head of the project' },
  unit,
]
const allow: Line = ['2022-09-10 10:00', { type: 'allow' }, bureau]
const withdraw: Line = ['2023-05-31 10:00', { type: 'withdraw', reason: 'the unit moves away' }, unit]
const cancel: Line = ['2023-05-31 10:00', { type: 'cancel', reason: 'false data' }, bureau]

const ways = {
  running: [],
  midTerm: [midTerm],
  changing: [change],
  extending: [request],
  extended: [request, grant],
  accepting: [accept],
  rectifying: [accept, fail],
  again: [accept, fail, rectified],
  passed: [accept, pass],
  certified: [accept, pass, certify],
  forwarded: [accept, pass, certify, forward],
  notPassed: [accept, fail],
  terminated: [terminate],
} satisfies Record<string, Line[]>
type Way = keyof typeof ways

const record = (lines: readonly Line[]): Happening<ProjectAct>[] =>
  lines.map(([when, act, by]) => ({ act, by, at: at(when) }))
const live = (rules: ProjectRules, lines: readonly Line[]): KeptProject =>
  replay(projectLife, beginProject(rules, at(APPROVED)), record(lines), rules)
const after = (call: Call, way: Way): KeptProject => live(calls[call], ways[way])
const decide = (kept: KeptProject, [when, act, by]: Line, rules: ProjectRules) =>
  takeAct(projectLife, kept, { act, by, at: at(when) }, rules)

const late = (line: Line, when: string): Line => [when, line[1], line[2]]
const refuseChange = late(refuse, '2022-09-10 10:00')

/** Where, in which call, what by whom and when, and the move that is made: its number, and where to. */
const CASES: [way: Way, call: Call, line: Line, move: string][] = [
  ['running', 'full', midTerm, 'running: begin-mid-term 1 → mid-term'],
  ['midTerm', 'full', midTermDone, 'mid-term: finish-mid-term 1 → running'],
  ['running', 'full', change, 'running: request-change 1 → changing'],
  ['changing', 'full', allow, 'changing: allow 1 → running'],
  ['changing', 'full', refuseChange, 'changing: refuse 1 → running'],
  ['running', 'plain', request, 'running: request-extension 1 → extending'],
  ['extending', 'plain', grant, 'extending: grant 1 → running'],
  ['extending', 'plain', refuse, 'extending: refuse 1 → running'],
  ['extending', 'plain', accept, 'extending: request-acceptance 1 → accepting'],
  ['running', 'plain', accept, 'running: request-acceptance 1 → accepting'],
  ['accepting', 'plain', pass, 'accepting: evaluate 1 → passed'],
  ['accepting', 'full', fail, 'accepting: evaluate 2 → rectifying'],
  ['accepting', 'plain', fail, 'accepting: evaluate 3 → not-passed'],
  ['rectifying', 'full', rectified, 'rectifying: rectified 1 → accepting'],
  ['rectifying', 'full', fail, 'rectifying: evaluate 1 → not-passed'],
  ['again', 'full', late(fail, '2023-09-01 10:00'), 'accepting: evaluate 3 → not-passed'],
  ['passed', 'plain', certify, 'passed: certify 1 → certified'],
  ['passed', 'bare', forward, 'passed: put-forward 1 → put-forward'],
  ['passed', 'bare', close, 'passed: close 1 → closed'],
  ['certified', 'plain', forward, 'certified: put-forward 1 → put-forward'],
  ['certified', 'plain', close, 'certified: close 1 → closed'],
  ['forwarded', 'plain', close, 'put-forward: close 1 → closed'],
  ['notPassed', 'plain', close, 'not-passed: close 1 → closed'],
  ['running', 'plain', warn, 'running: warn 1 → running'],
  ['midTerm', 'full', warn, 'mid-term: warn 1 → mid-term'],
  ['changing', 'full', warn, 'changing: warn 1 → changing'],
  ['extending', 'plain', late(warn, '2023-05-25 08:00'), 'extending: warn 1 → extending'],
  ['running', 'plain', terminate, 'running: terminate 1 → terminated'],
  ['midTerm', 'full', terminate, 'mid-term: terminate 1 → terminated'],
  ['changing', 'full', terminate, 'changing: terminate 1 → terminated'],
  ['terminated', 'plain', reinstate, 'terminated: reinstate 1 → running'],
  ['running', 'plain', withdraw, 'running: withdraw 1 → withdrawn'],
  ['midTerm', 'full', withdraw, 'mid-term: withdraw 1 → withdrawn'],
  ['changing', 'full', withdraw, 'changing: withdraw 1 → withdrawn'],
  ['extending', 'plain', withdraw, 'extending: withdraw 1 → withdrawn'],
  ['accepting', 'plain', withdraw, 'accepting: withdraw 1 → withdrawn'],
  ['rectifying', 'full', withdraw, 'rectifying: withdraw 1 → withdrawn'],
  ['running', 'plain', cancel, 'running: cancel 1 → cancelled'],
  ['midTerm', 'full', cancel, 'mid-term: cancel 1 → cancelled'],
  ['changing', 'full', cancel, 'changing: cancel 1 → cancelled'],
  ['extending', 'plain', cancel, 'extending: cancel 1 → cancelled'],
  ['accepting', 'plain', cancel, 'accepting: cancel 1 → cancelled'],
  ['rectifying', 'full', cancel, 'rectifying: cancel 1 → cancelled'],
]

describe('every move of a project', () => {
  it.each(CASES)('%s, call %s: %j', (way, call, [when, act, by], move) => {
    const kept = after(call, way)
    const happening = { act, by, at: at(when) }
    expect(movesFor(projectLife, kept, happening, calls[call])).toEqual([move])
    expect(taken(projectLife, kept, happening, calls[call]).state).toBe(move.split(' → ')[1])
  })

  it('has a case, and so has every state', () => {
    const moves = CASES.map(([, , , move]) => move)
    expect(new Set(moves)).toEqual(new Set(movesOf(projectMachine)))
    const reached = moves.flatMap((move) => [move.split(':')[0], move.split(' → ')[1]])
    expect(new Set(reached)).toEqual(new Set(statesOf(projectMachine)))
  })
})

describe('who may do what to a project', () => {
  it('is as this table says', () => {
    expect(rolesOf(projectMachine)).toEqual({
      'request-extension': ['applicant'],
      'request-change': ['applicant'],
      'request-acceptance': ['applicant'],
      rectified: ['applicant'],
      withdraw: ['applicant'],
      'begin-mid-term': ['authority'],
      'finish-mid-term': ['authority'],
      allow: ['authority'],
      grant: ['authority'],
      refuse: ['authority'],
      evaluate: ['authority'],
      certify: ['authority'],
      'put-forward': ['authority'],
      close: ['authority'],
      cancel: ['authority'],
      reinstate: ['authority'],
      warn: ['clock'],
      terminate: ['clock'],
    })
  })

  it.each(CASES)('is refused to everybody else: %s, call %s: %j', (way, call, [when, act, by]) => {
    for (const other of [unit, clock, district, bureau, officer('nobody')].filter((one) => one !== by))
      expect(decide(after(call, way), [when, act, other], calls[call])).toEqual({ refused: 'not-your-role' })
  })
})

const wish = (until: string, reason = 'late'): ProjectAct => ({ type: 'request-extension', until, reason })
const early: ProjectRules = {
  ...plain,
  project: { ...project, extension: { upTo: 'P6M', times: 1, needs: 'approval', askBefore: 'P3M' } },
}

const REFUSED: [why: Why, way: Way, line: Line, rules: ProjectRules][] = [
  ['not-now', 'running', certify, plain],
  ['not-now', 'accepting', terminate, plain],
  ['not-now', 'extending', terminate, plain],
  ['not-now', 'certified', withdraw, plain],
  ['not-in-programme', 'running', midTerm, plain],
  ['not-in-programme', 'running', change, plain],
  ['not-in-programme', 'running', request, terse],
  ['not-in-programme', 'running', terminate, terse],
  ['not-in-programme', 'midTerm', terminate, loose],
  ['not-in-programme', 'changing', terminate, loose],
  ['not-in-programme', 'passed', certify, bare],
  ['not-in-programme', 'passed', forward, terse],
  [
    'not-in-programme',
    'certified',
    forward,
    { ...plain, project: { ...rigid, certificate: { numbering: '{seq}' } } },
  ],
  ['extension-used', 'extended', ['2023-11-01 10:00', wish('2024-06-01'), unit], plain],
  ['too-late-to-ask', 'running', ['2023-06-02 00:00', wish('2023-12-01'), unit], plain],
  ['too-late-to-ask', 'running', ['2023-03-02 00:00', wish('2023-12-01'), unit], early],
  ['until-not-later', 'running', ['2023-05-20 10:00', wish('2023-06-01'), unit], plain],
  ['until-too-late', 'running', ['2023-05-20 10:00', wish('2023-12-02'), unit], plain],
  [
    'until-not-later',
    'extending',
    ['2023-05-25 10:00', { type: 'grant', until: '2023-06-01' }, bureau],
    plain,
  ],
  [
    'until-too-late',
    'extending',
    ['2023-05-25 10:00', { type: 'grant', until: '2023-12-02' }, bureau],
    plain,
  ],
  [
    'until-not-later',
    'extending',
    ['2023-09-02 10:00', { type: 'grant', until: '2023-09-01' }, bureau],
    plain,
  ],
  ['no-reason', 'running', ['2023-05-20 10:00', wish('2023-12-01', ' '), unit], plain],
  ['no-reason', 'running', ['2022-09-01 10:00', { type: 'request-change', reason: '' }, unit], full],
  ['no-reason', 'changing', ['2022-09-10 10:00', { type: 'refuse', reason: '' }, bureau], full],
  ['no-reason', 'extending', ['2023-05-25 10:00', { type: 'refuse', reason: '' }, bureau], plain],
  ['no-reason', 'running', ['2023-05-31 10:00', { type: 'withdraw', reason: '' }, unit], plain],
  ['no-reason', 'running', ['2023-05-31 10:00', { type: 'cancel', reason: '' }, bureau], plain],
  ['no-reason', 'certified', ['2023-10-01 10:00', { type: 'put-forward', reason: '' }, bureau], plain],
  ['no-reason', 'passed', ['2023-10-01 10:00', { type: 'put-forward', reason: '' }, bureau], bare],
  ['no-opinion', 'midTerm', ['2022-06-20 10:00', { type: 'finish-mid-term', opinion: '' }, bureau], full],
  [
    'no-opinion',
    'accepting',
    ['2023-07-10 10:00', { type: 'evaluate', passed: true, opinion: '' }, bureau],
    plain,
  ],
  [
    'no-opinion',
    'accepting',
    ['2023-07-10 10:00', { type: 'evaluate', passed: false, opinion: '' }, bureau],
    plain,
  ],
  [
    'no-opinion',
    'accepting',
    ['2023-07-10 10:00', { type: 'evaluate', passed: false, opinion: '' }, bureau],
    full,
  ],
  [
    'no-opinion',
    'rectifying',
    ['2023-08-10 10:00', { type: 'evaluate', passed: false, opinion: '' }, bureau],
    full,
  ],
  ['not-rectified', 'rectifying', late(pass, '2023-08-10 10:00'), full],
  ['term-over', 'running', late(accept, '2023-06-02 00:00'), plain],
  ['term-over', 'extending', late(accept, '2023-06-02 00:00'), plain],
  ['no-number', 'passed', ['2023-09-01 10:00', { type: 'certify', number: ' ' }, bureau], plain],
  ['certificate-first', 'passed', close, plain],
  ['certificate-first', 'passed', forward, plain],
  ['nothing-due', 'running', late(warn, '2023-03-02 23:59'), plain],
  ['nothing-due', 'running', late(warn, '2023-06-02 00:00'), plain],
  ['nothing-due', 'midTerm', late(warn, '2023-03-02 23:59'), full],
  ['nothing-due', 'changing', late(warn, '2023-03-02 23:59'), full],
  ['nothing-due', 'extending', late(warn, '2023-06-02 00:00'), plain],
  ['not-overdue', 'running', late(terminate, '2023-06-01 23:59'), plain],
  ['not-overdue', 'extended', terminate, plain],
  ['not-overdue', 'midTerm', late(terminate, '2023-06-01 23:59'), full],
  ['not-overdue', 'changing', late(terminate, '2023-06-01 23:59'), full],
]

const byDecision = (change: Partial<Extract<ProjectAct, { type: 'reinstate' }>>): Line => [
  reinstate[0],
  { ...(reinstate[1] as Extract<ProjectAct, { type: 'reinstate' }>), ...change },
  bureau,
]

const NOT_REINSTATED: [why: Why, line: Line][] = [
  ['no-reason', byDecision({ reason: '' })],
  ['no-document', byDecision({ document: ' ' })],
  ['until-not-later', byDecision({ until: '2023-06-19' })],
  ['until-not-later', byDecision({ until: 'never' })],
]

/** The rules by which the way went: those of the case, unless they are its alone. */
const livedBy = (rules: ProjectRules) => Object.values(calls).find((one) => one === rules) ?? plain

describe('what cannot be', () => {
  it.each(REFUSED)('is refused as %s: %s, %j', (refused, way, line, rules) => {
    expect(decide(live(livedBy(rules), ways[way]), line, rules)).toEqual({ refused })
  })

  it.each(NOT_REINSTATED)('is no reinstatement: %s, %j', (refused, line) => {
    expect(decide(after('plain', 'terminated'), line, plain)).toEqual({ refused })
  })
})

describe('every need of every move', () => {
  const blanked = CASES.flatMap(([way, call, [when, act, by]]) =>
    blank(act).map((said): (typeof REFUSED)[number] => {
      const why = 'opinion' in said ? 'no-opinion' : 'no-reason'
      return [why, way, [when, said, by], calls[call]]
    }),
  )

  it.each(blanked)('is refused as %s without words: %s, %j', (refused, way, line, rules) => {
    expect(decide(live(rules, ways[way]), line, rules)).toEqual({ refused })
  })

  it('has a refusal', () => {
    const others = NOT_REINSTATED.map(([why, line]): (typeof REFUSED)[number] => [
      why,
      'terminated',
      line,
      plain,
    ])
    const found = [...REFUSED, ...others, ...blanked].flatMap(([, way, [when, act, by], rules]) =>
      needFor(projectLife, live(livedBy(rules), ways[way]), { act, by, at: at(when) }, rules),
    )
    expect([...new Set(found)].sort()).toEqual(needsOf(projectMachine).sort())
  })
})

describe('the end of a term', () => {
  const ends = (kept: KeptProject) => lastDayOf(plain, kept.context.term).day

  it('moves to the day that was granted, and back by nothing', () => {
    expect(ends(after('plain', 'running'))).toBe('2023-06-01')
    expect(ends(live(plain, [request, refuse]))).toBe('2023-06-01')
    expect(ends(after('plain', 'extended'))).toBe('2023-12-01')
    expect(ends(live(plain, [terminate, reinstate]))).toBe('2023-09-30')
  })

  it('leaves an extension to be asked for when one was refused', () => {
    const again = live(plain, [request, refuse, late(request, '2023-05-28 10:00')])
    expect(again).toMatchObject({ state: 'extending', context: { extensions: 0 } })
  })

  it('may be granted later than it was, while the request waits', () => {
    const kept = live(plain, [request, late(grant, '2023-06-15 10:00')])
    expect(kept).toMatchObject({ state: 'running', context: { term: { until: '2023-12-01' } } })
  })

  it('is not the end where nothing follows from it: acceptance may be asked for late', () => {
    expect(live(terse, [late(accept, '2023-09-01 10:00')]).state).toBe('accepting')
  })
})

describe('the clock of a project', () => {
  const look = (kept: KeptProject, when: string, rules: ProjectRules = plain) => {
    const { due, next } = clockOf(kept, rules, at(when))
    return [due, next && shown(next)]
  }

  it.each<[way: Way, when: string, due: string | null, next: string | null, why: string]>([
    ['running', '2022-01-01 10:00', null, 'Fri 2023-03-03 00:00', 'the first warning'],
    ['running', '2023-03-03 08:00', 'warn', 'Fri 2023-03-03 08:00', 'a warning is due'],
    ['running', '2023-06-02 00:00', 'terminate', 'Fri 2023-06-02 00:00', 'it has run out'],
    ['extending', '2023-05-25 08:00', 'warn', 'Thu 2023-05-25 08:00', 'warned while a request waits'],
    ['extending', '2023-06-10 10:00', null, null, 'the request stops the clock'],
    ['extended', '2023-06-10 10:00', null, 'Sat 2023-09-02 00:00', 'the warnings of the new end'],
    ['accepting', '2023-06-10 10:00', null, null, 'acceptance stops it for good'],
    ['certified', '2024-01-01 10:00', null, null, 'nothing of the term is waited for'],
    ['terminated', '2024-01-01 10:00', null, null, 'nothing more to end'],
  ])('%s at %s: %s, next %s (%s)', (way, when, due, next) => {
    expect(look(after('plain', way), when)).toEqual([due, next])
  })

  it('ends a project at once when a request is refused after the end', () => {
    const kept = live(plain, [request, late(refuse, '2023-06-10 10:00')])
    expect(look(kept, '2023-06-10 10:01')[0]).toBe('terminate')
  })

  it('ends nothing where the notice does not say so', () => {
    expect(look(after('terse', 'running'), '2024-01-01 10:00', terse)).toEqual([null, null])
  })

  it('does each thing once, in order, over a whole term', () => {
    let kept = after('plain', 'running')
    const said: unknown[] = []
    for (
      let day = Date.parse('2023-02-20T00:00:00Z');
      day < Date.parse('2023-06-20T00:00:00Z');
      day += 86_400_000
    ) {
      const { due } = clockOf(kept, plain, new Date(day))
      if (!due) continue
      const decision = takeAct(projectLife, kept, { act: { type: due }, by: clock, at: new Date(day) }, plain)
      if ('refused' in decision) throw new Error(decision.refused)
      said.push(new Date(day).toISOString().slice(0, 10), decision.effects[0])
      kept = decision.kept
    }
    expect(said).toEqual([
      ...['2023-03-03', { type: 'warn', daysLeft: 90 }],
      ...['2023-05-02', { type: 'warn', daysLeft: 30 }],
      ...['2023-05-25', { type: 'warn', daysLeft: 7 }],
      ...['2023-06-02', { type: 'letter', of: 'termination' }],
    ])
    expect(kept.state).toBe('terminated')
  })

  it('says one true thing after months without a server', () => {
    const decision = decide(after('plain', 'running'), late(warn, '2023-05-26 09:00'), plain)
    expect(decision).toMatchObject({
      kept: { context: { warned: { marks: [90, 30, 7] } } },
      effects: [{ type: 'warn', daysLeft: 6 }],
    })
  })

  it('does not undo what waits for a second officer by a warning, but by the end', () => {
    const strict: ProjectRules = { ...plain, review: { ...plain.review, fourEyes: ['cancel'] } }
    const proposed = taken(
      projectLife,
      after('plain', 'running'),
      { act: cancel[1], by: bureau, at: at('2023-03-01 10:00') },
      strict,
    )
    const warned = taken(projectLife, proposed, { act: { type: 'warn' }, by: clock, at: at(warn[0]) }, strict)
    expect(warned.awaiting).toEqual(proposed.awaiting)
    const ended = taken(
      projectLife,
      warned,
      { act: { type: 'terminate' }, by: clock, at: at(terminate[0]) },
      strict,
    )
    expect(ended.awaiting).toBeNull()
  })

  it('takes it up as things are when it is confirmed', () => {
    const strict: ProjectRules = { ...plain, review: { ...plain.review, fourEyes: ['grant'] } }
    const extending = live(strict, [request])
    const proposed = taken(projectLife, extending, { act: grant[1], by: bureau, at: at(grant[0]) }, strict)
    const confirm = { act: { type: 'confirm' as const }, by: officer('bureau', 'bureau-2') }
    expect(takeAct(projectLife, proposed, { ...confirm, at: at('2023-12-02 00:00') }, strict)).toEqual({
      refused: 'until-not-later',
    })
    expect(taken(projectLife, proposed, { ...confirm, at: at('2023-12-01 23:59') }, strict)).toMatchObject({
      ...{ state: 'running', context: { term: { until: '2023-12-01' } }, awaiting: null },
    })
  })
})

describe('who holds a project', () => {
  it.each<[Way, Call, string | null, string]>([
    ['running', 'plain', 'applicant', 'Tue 2021-06-01 10:00'],
    ['extending', 'plain', 'bureau', 'Sat 2023-05-20 10:00'],
    ['rectifying', 'full', 'applicant', 'Mon 2023-07-10 10:00'],
    ['certified', 'plain', 'bureau', 'Fri 2023-09-01 10:00'],
    ['terminated', 'plain', null, 'Fri 2023-06-02 00:00'],
  ])('%s, call %s: %s since %s', (way, call, holder, since) => {
    const kept = after(call, way)
    expect(projectLife.holderOf(kept, calls[call])).toBe(holder)
    expect(shown(new Date(kept.since))).toBe(since)
  })
})

describe('a record', () => {
  const toTheEnd = [warn, request, grant, late(accept, '2023-11-30 23:59'), late(pass, '2024-01-10 10:00')]
  const lines = [...toTheEnd, late(certify, '2024-02-29 10:00'), late(forward, '2024-03-01 10:00')]

  it('gives the same state again, also when it was kept as text in between', () => {
    let kept = beginProject(plain, at(APPROVED))
    for (const happening of record(lines))
      kept = taken(projectLife, JSON.parse(JSON.stringify(kept)), happening, plain)
    expect(kept).toEqual(live(plain, lines))
    expect(kept).toEqual({
      ...{ state: 'put-forward', since: '2024-03-01T02:00:00.000Z', recused: [], awaiting: null },
      context: {
        term: { approved: '2021-06-01', until: '2023-12-01' },
        warned: { since: '2023-05-25', marks: [] },
        ...{ extensions: 1, rectified: false },
      },
    })
  })

  it('begins on the day of approval in Shanghai, whatever day it is in UTC', () => {
    const { context } = beginProject(plain, new Date('2021-05-31T16:00:00Z'))
    expect(context.term).toEqual({ approved: '2021-06-01', until: null })
  })
})

describe('what the shell is told to do', () => {
  it.each<[Way, Line, unknown[]]>([
    ['passed', certify, [{ type: 'certificate', number: 'SHBZ-YS-2021-0001' }]],
    ['running', terminate, [{ type: 'letter', of: 'termination' }]],
    ['terminated', reinstate, [{ type: 'letter', of: 'reinstatement' }]],
  ])('%s, %j: %j, and whom to tell', (way, line, first) => {
    const decision = decide(after('plain', way), line, plain)
    expect(decision).toMatchObject({ effects: expect.arrayContaining(first) })
    expect(decision).toMatchObject({
      effects: expect.arrayContaining([expect.objectContaining({ type: 'tell', to: 'applicant' })]),
    })
  })

  it('includes the recommender as guarantor, unless the call has none', () => {
    const told = (rules: ProjectRules) => {
      const decision = decide(live(rules, []), accept, rules)
      return 'effects' in decision ? decision.effects.map((one) => 'to' in one && one.to) : decision
    }
    expect(told(plain)).toEqual(['authority', 'recommender'])
    expect(told({ ...plain, tiers: ['bureau'] })).toEqual(['authority'])
  })
})
