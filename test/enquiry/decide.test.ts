/** What every act comes to, for every role and however the enquiry stands. */
import { describe, expect, it } from 'vitest'
import { clarifyEnquiry } from '../../src/enquiry/clarified.ts'
import { alongside } from '../../src/enquiry/decide-merged.ts'
import type { Enquiry } from '../../src/enquiry/enquiry.ts'
import type { OfficerAct } from '../../src/enquiry/officer-act.ts'
import { isRefusal } from '../../src/enquiry/outcome.ts'
import { ACTS, grant, LINE, Life, OTHER_LINE, officer, STAFF } from '../rigs/enquiries.ts'
import { at, shown } from '../rigs/office.ts'

const ASKED = at('Mon 2021-04-12 10:00')
type Status = Enquiry['status']

/** Held by `holder`, with `deputy` standing in, and settled by `colleague` where it is settled. */
function standing(status: Status): Life {
  const life = new Life(ASKED)
  if (status === 'answered') life.officer('colleague', ACTS.answer)
  if (status === 'closed') life.officer('colleague', ACTS.close)
  if (status === 'erased')
    life.take(life.try({ by: 'asker', author: { by: 'asker', channel: 'web' }, act: { type: 'erase' } }))
  life.enquiry = { ...life.enquiry, holderId: 'holder', deputyId: 'deputy' }
  life.now = at('Mon 2021-04-12 15:00')
  const head = new Life(ASKED, STAFF, { id: 'head', number: 'ZX-2021-0009' })
  life.head = { enquiry: head.enquiry, thread: head.thread }
  return life
}

const comesTo = (life: Life, name: string, act: OfficerAct): string => {
  const decision = life.try(life.by(name, act))
  return isRefusal(decision) ? decision.refused : 'done'
}

const STATUSES = ['open', 'answered', 'closed', 'erased'] as const
/** What an officer who may work on it is told. */
const WORKS: Record<OfficerAct['type'], [string, string, string, string]> = {
  //           open          answered            closed            erased
  answer: ['done', 'already-answered', 'already-closed', 'erased'],
  note: ['done', 'done', 'done', 'erased'],
  reassign: ['done', 'nothing-owed', 'nothing-owed', 'erased'],
  'hand-over': ['done', 'nothing-owed', 'nothing-owed', 'erased'],
  take: ['done', 'nothing-owed', 'nothing-owed', 'erased'],
  close: ['done', 'done', 'already-closed', 'erased'],
  merge: ['done', 'done', 'cannot-merge', 'erased'],
  unmerge: ['not-merged', 'not-merged', 'not-merged', 'erased'],
}
const READS = ['not-allowed', 'not-allowed', 'not-allowed', 'erased'] as const
const NOTHING = ['not-allowed', 'not-allowed', 'not-allowed', 'not-allowed'] as const
const exceptions: Record<string, string> = {
  'holder take open': 'same-officer',
  // stands in for one of another line, and has no right to the head
  'deputy merge open': 'not-allowed',
  'deputy merge answered': 'not-allowed',
}

describe('what an officer may do', () => {
  const roles: [string, (act: OfficerAct['type']) => readonly string[]][] = [
    ['line', (act) => WORKS[act]],
    ['holder', (act) => WORKS[act]],
    ['deputy', (act) => WORKS[act]],
    ['lead', (act) => WORKS[act]],
    ['viewer', () => READS],
    ['other', () => NOTHING],
    ['admin', () => NOTHING],
    ['withdrawn', () => NOTHING],
  ]
  const cases = roles.flatMap(([role, expected]) =>
    (Object.keys(WORKS) as OfficerAct['type'][]).flatMap((act) =>
      STATUSES.map((status, n) => {
        const what = exceptions[`${role} ${act} ${status}`] ?? expected(act)[n] ?? ''
        return [role, act, status, what] as const
      }),
    ),
  )
  it.each(cases)('%s: %s when %s → %s', (role, act, status, what) => {
    expect(comesTo(standing(status), role, ACTS[act])).toBe(what)
  })
})

describe('what the asker may do', () => {
  const followUp = {
    type: 'follow-up' as const,
    text: '还有一点',
    files: [],
    conversationId: 'c',
    locale: 'en',
  }
  it.each([
    ['follow-up', followUp, ['done', 'done', 'done', 'erased']],
    ['rate', { type: 'rate' as const, stars: 5 }, ['not-yet', 'done', 'done', 'erased']],
    [
      'rate with no stars',
      { type: 'rate' as const, stars: 0 },
      ['not-yet', 'bad-stars', 'bad-stars', 'erased'],
    ],
    [
      'rate by halves',
      { type: 'rate' as const, stars: 4.5 },
      ['not-yet', 'bad-stars', 'bad-stars', 'erased'],
    ],
    ['rate with six', { type: 'rate' as const, stars: 6 }, ['not-yet', 'bad-stars', 'bad-stars', 'erased']],
    ['erase', { type: 'erase' as const }, ['done', 'done', 'done', 'erased']],
  ])('%s', (_name, act, expected) => {
    const got = STATUSES.map((status) => {
      const life = standing(status)
      const decision = life.try({ by: 'asker', author: { by: 'asker', channel: 'web' }, act })
      return isRefusal(decision) ? decision.refused : 'done'
    })
    expect(got).toEqual(expected)
  })
})

describe('a question', () => {
  it('gets a holder, a promise and a first look of the clock', () => {
    const life = new Life(ASKED)
    const { holderId, status, dueAt, nextAt, version } = life.enquiry
    expect({ holderId, status, version }).toEqual({ holderId: 'line', status: 'open', version: 0 })
    expect([dueAt, nextAt].map((one) => one && shown(one))).toEqual([
      'Wed 2021-04-14 10:00',
      'Tue 2021-04-13 14:00',
    ])
    expect(life.last.asker).toMatchObject({
      type: 'sent',
      number: 'ZX-2021-0001',
      contact: LINE,
      certain: true,
    })
    expect(life.heard).toEqual(['line: new'])
  })

  it('goes to the leads when nobody of the line is there', () => {
    const life = new Life(ASKED, [officer('lead', { grants: [grant('lead')] })])
    expect(life.enquiry.holderId).toBeNull()
    expect(life.heard).toEqual(['lead: new'])
  })

  it('is never cut: too many words are refused with their count', () => {
    const life = new Life(ASKED)
    const move = life.by('line', { type: 'answer', text: ` ${'好'.repeat(10_001)} `, files: [] })
    expect(life.try(move)).toEqual({ refused: 'too-long', count: 10_001, max: 10_000 })
    expect(
      life.officer('line', { type: 'answer', text: ` ${'好'.repeat(10_000)}\n`, files: [] }).entries[0]?.text,
    ).toBe('好'.repeat(10_000))
  })

  it('may be files alone, but not nothing', () => {
    const files = [{ id: 'f', name: 'a.pdf', bytes: 1, mediaType: 'application/pdf' }]
    expect(new Life(ASKED, STAFF, { text: ' ', files }).last.entries[0]?.data.files).toEqual(files)
    expect(() => new Life(ASKED, STAFF, { text: ' \n' })).toThrow('refused: empty')
  })
})

describe('who holds it', () => {
  const away = (deputyId: string | null) => ({
    from: at('2021-04-12 00:00'),
    until: at('2021-04-20 00:00'),
    deputyId,
  })
  it.each([
    ['whoever has the fewest open ones', [officer('a', { open: 2 }), officer('b', { open: 1 })], ['b', null]],
    ['the first by name when they have as many', [officer('b'), officer('a')], ['a', null]],
    [
      'not one who is on leave',
      [officer('a', { leave: away(null) }), officer('b', { open: 5 })],
      ['b', null],
    ],
    [
      'one on leave with a deputy when all are away',
      [officer('a', { leave: away('z') }), officer('z', { grants: [grant('lead')] })],
      ['a', 'z'],
    ],
    [
      'nobody when the deputy is away too',
      [officer('a', { leave: away('z') }), officer('z', { leave: away(null) })],
      [null, null],
    ],
    ['one for every line', [officer('a', { grants: [grant('contact')] })], ['a', null]],
    ['not one of another line', [officer('a', { grants: [grant('contact', OTHER_LINE)] })], [null, null]],
    ['not one withdrawn', [officer('a', { active: false })], [null, null]],
    ['not a lead', [officer('a', { grants: [grant('lead')] })], [null, null]],
  ] as const)('%s', (_promise, staff, [holderId, deputyId]) => {
    expect(new Life(ASKED, [...staff]).enquiry).toMatchObject({ holderId, deputyId })
  })
})

describe('an answer', () => {
  it('ends the promise, and measures the first answer in working time once', () => {
    const life = new Life(ASKED)
    life.now = at('Tue 2021-04-13 09:30')
    life.officer('line', ACTS.answer)
    const first = { firstAnswerAt: life.now, firstAnswerIn: 330 }
    expect(life.enquiry).toMatchObject({
      status: 'answered',
      dueAt: null,
      nextAt: null,
      since: null,
      steps: 0,
      ...first,
    })
    life.now = at('Tue 2021-04-13 16:00')
    life.officer('line', { type: 'answer', text: '补充一句', files: [] })
    expect(life.enquiry).toMatchObject(first)
    expect(life.last.asker).toMatchObject({ type: 'answered', by: 'line', text: '补充一句' })
  })

  it('of a second officer is refused with the name of the first, whoever comes first', () => {
    for (const [first, second] of [
      ['line', 'lead'],
      ['lead', 'line'],
    ] as const) {
      const life = new Life(ASKED)
      const seen = life.enquiry.version
      life.officer(first, ACTS.answer, seen)
      expect(life.try(life.by(second, ACTS.answer, seen))).toEqual({ refused: 'already-answered', by: first })
      expect(life.try(life.by(second, ACTS.answer))).toEqual({ refused: 'already-answered', by: first })
    }
  })

  it('of a second officer who has seen the first is an addition', () => {
    const life = new Life(ASKED)
    life.officer('line', ACTS.answer)
    life.officer('lead', { type: 'answer', text: '补充', files: [] }, life.enquiry.version)
    expect(life.thread.map(({ kind }) => kind)).toEqual(['asked', 'answered', 'answered'])
    expect(life.heard).toEqual(['line: answered'])
  })

  it('waits when the asker has written since; not when the clock has, or a colleague made a note', () => {
    const life = new Life(ASKED)
    const seen = life.enquiry.version
    life.officer('lead', ACTS.note)
    life.now = at('Tue 2021-04-13 14:00')
    life.take(life.clock('step'))
    expect(isRefusal(life.try(life.by('line', ACTS.answer, seen)))).toBe(false)
    life.followUp('改主意了')
    expect(life.try(life.by('line', ACTS.answer, seen))).toEqual({ refused: 'enquiry-changed', by: '' })
  })
})

describe('a clarification that came first', () => {
  it('is an answer too: the next one is refused with the name, unless it was seen', () => {
    const life = new Life(ASKED)
    const seen = life.enquiry.version
    const done = clarifyEnquiry(life.enquiry, {
      number: 3,
      question: '要盖章吗？',
      answer: '要盖。',
      officerId: 'lead',
      now: ASKED,
      entryId: 'clarified',
      minutes: 0,
    })
    if (!done) throw new Error('it is not erased')
    life.take({ ...done, entries: [done.entry], asker: done.news, desks: [] })
    expect(life.try(life.by('line', ACTS.answer, seen))).toEqual({ refused: 'already-answered', by: 'lead' })
    expect(life.try(life.by('line', ACTS.answer))).toEqual({ refused: 'already-answered', by: 'lead' })
    expect(isRefusal(life.try(life.by('line', ACTS.answer, life.enquiry.version)))).toBe(false)
  })
})

describe('rating', () => {
  it('closes what was answered, once, and writing again opens it', () => {
    const life = new Life(ASKED)
    life.officer('holder', { type: 'answer', text: '要盖。', files: [] })
    const rate = (stars: number) =>
      life.take(
        life.try({ by: 'asker', author: { by: 'asker', channel: 'web' }, act: { type: 'rate', stars } }),
      )
    rate(4)
    const { closedAt } = life.enquiry
    expect(life.enquiry).toMatchObject({ status: 'closed', stars: 4, closedAt: life.now })
    rate(5)
    expect(life.enquiry).toMatchObject({ status: 'closed', stars: 5, closedAt })
    life.followUp('还有一点')
    expect(life.enquiry).toMatchObject({ status: 'open', closedAt: null, stars: 5 })
  })
})

describe('writing again', () => {
  it('goes on with the running promise while an answer is owed', () => {
    const life = new Life(ASKED)
    const { dueAt, since } = life.enquiry
    life.now = at('Tue 2021-04-13 16:00')
    life.followUp('还在等', { conversationId: 'telegram', locale: 'en' })
    expect(life.enquiry).toMatchObject({ dueAt, since, conversationId: 'telegram', locale: 'en' })
    expect(life.last.asker).toEqual({
      type: 'added',
      number: 'ZX-2021-0001',
      dueAt: dueAt?.toISOString(),
      certain: true,
    })
    expect(life.heard).toEqual(['line: followed-up'])
  })

  it.each(['answer', 'close'] as const)('after an %s begins a new promise and opens it again', (act) => {
    const life = new Life(ASKED)
    life.officer('line', ACTS[act])
    life.now = at('Thu 2021-04-15 11:00')
    life.followUp('可是……')
    const { status, dueAt, since, steps, closedAt, holderId } = life.enquiry
    expect({ status, since, steps, closedAt, holderId }).toEqual({
      status: 'open',
      since: life.now,
      steps: 0,
      closedAt: null,
      holderId: 'line',
    })
    expect(dueAt && shown(dueAt)).toBe('Mon 2021-04-19 11:00')
    expect(life.heard).toEqual(['line: reopened'])
  })

  it('finds somebody else when whoever held it may not answer any more', () => {
    const life = new Life(ASKED)
    life.officer('line', ACTS.answer)
    life.staff = STAFF.map((one) => (one.id === 'line' ? { ...one, active: false } : one))
    life.followUp('可是……')
    expect(life.enquiry.holderId).toBe('holder')
  })
})

describe('moving it', () => {
  it('to another line keeps the promise, chooses a holder there and tells the asker why', () => {
    const life = new Life(ASKED)
    const { dueAt, steps } = life.enquiry
    life.officer('lead', ACTS.reassign)
    expect(life.enquiry).toMatchObject({ contact: OTHER_LINE, holderId: 'deputy', dueAt, steps })
    expect(life.last.asker).toEqual({
      type: 'moved',
      number: 'ZX-2021-0001',
      contact: OTHER_LINE,
      reason: '属高新技术',
      dueAt: dueAt?.toISOString(),
    })
    expect(life.heard).toEqual(['deputy: assigned', 'line: moved-away'])
    expect(life.last.entries[0]?.data).toMatchObject({
      from: { contact: LINE, officer: 'line' },
      to: { contact: OTHER_LINE, officer: 'deputy' },
    })
  })

  it('to a colleague is not told to the asker, and stays in the thread', () => {
    const life = new Life(ASKED)
    life.officer('line', ACTS['hand-over'])
    expect(life.last.asker).toBeNull()
    expect(life.heard).toEqual(['colleague: assigned'])
    expect(life.last.entries[0]).toMatchObject({
      kind: 'moved',
      text: '请协助',
      data: { to: { officer: 'colleague' } },
    })
  })

  it('beyond the line is for leads, and the asker is told', () => {
    const life = new Life(ASKED)
    const away = { type: 'hand-over' as const, officer: 'other', reason: '更熟悉' }
    expect(life.try(life.by('line', away))).toEqual({ refused: 'not-allowed' })
    life.officer('lead', away)
    expect(life.last.asker).toMatchObject({ type: 'moved', contact: null, reason: '更熟悉' })
  })

  it.each([
    ['viewer', 'unknown-officer'],
    ['withdrawn', 'unknown-officer'],
    ['nobody', 'unknown-officer'],
    ['line', 'same-officer'],
  ])('to %s is refused: %s', (name, refused) => {
    const life = new Life(ASKED)
    expect(life.try(life.by('lead', { type: 'hand-over', officer: name, reason: '请办' }))).toEqual({
      refused,
    })
  })

  it('needs a line there is, another one, and a reason', () => {
    const life = new Life(ASKED)
    const to = (contact: string, reason = '理由') =>
      life.try(life.by('line', { type: 'reassign', contact, reason }))
    expect(to('no-such-line')).toEqual({ refused: 'unknown-line' })
    expect(to(LINE)).toEqual({ refused: 'same-line' })
    expect(to(OTHER_LINE, '  ')).toEqual({ refused: 'empty' })
  })

  it('is done by whoever takes it', () => {
    const life = new Life(ASKED)
    life.officer('colleague', ACTS.take)
    expect(life.enquiry.holderId).toBe('colleague')
    expect(life.heard).toEqual(['line: moved-away'])
  })
})

describe('answered together', () => {
  const pair = () => {
    const head = new Life(ASKED, STAFF, { id: 'head', number: 'ZX-2021-0009' })
    const life = new Life(ASKED)
    life.head = { enquiry: head.enquiry, thread: head.thread }
    life.officer('line', ACTS.merge)
    return { head, life }
  }
  const along = (life: Life, head: Life, name: string, type: OfficerAct['type']) => {
    const move = head.by(name, ACTS[type])
    if (move.by !== 'officer') throw new Error('an officer acts here')
    return alongside(life.enquiry, head.last, move.act, move.author, life.context)
  }

  it('an answer to the head answers the merged one under its own number', () => {
    const { head, life } = pair()
    head.officer('line', ACTS.answer)
    const outcome = along(life, head, 'line', 'answer')
    expect(outcome?.enquiry).toMatchObject({ status: 'answered', dueAt: null, firstAnswerIn: 0 })
    expect(outcome?.asker).toMatchObject({ type: 'answered', number: 'ZX-2021-0001', text: '要盖。' })
    expect(outcome?.entries[0]).toMatchObject({ kind: 'answered', data: { other: 'ZX-2021-0009' } })
  })

  it('goes to another line with its head, and keeps its own promise', () => {
    const { head, life } = pair()
    head.officer('lead', ACTS.reassign)
    const outcome = along(life, head, 'lead', 'reassign')
    expect(outcome?.enquiry).toMatchObject({
      contact: OTHER_LINE,
      holderId: 'deputy',
      dueAt: life.enquiry.dueAt,
    })
    expect(outcome?.asker).toMatchObject({ type: 'moved', number: 'ZX-2021-0001' })
  })

  it('a note on the head, or anything once it is closed, leaves it alone', () => {
    const { head, life } = pair()
    head.officer('line', ACTS.note)
    expect(along(life, head, 'line', 'note')).toBeNull()
    head.officer('line', ACTS.answer)
    life.enquiry = { ...life.enquiry, status: 'closed' }
    expect(along(life, head, 'line', 'answer')).toBeNull()
  })

  it('gets the answer that the head has already', () => {
    const head = new Life(ASKED, STAFF, { id: 'head', number: 'ZX-2021-0009' })
    head.officer('line', ACTS.answer)
    const life = new Life(ASKED)
    life.head = { enquiry: head.enquiry, thread: head.thread }
    life.officer('lead', ACTS.merge)
    expect(life.enquiry.status).toBe('answered')
    expect(life.last.asker).toMatchObject({ type: 'answered', by: 'line', text: '要盖。' })
  })

  it('is on its own again when its asker writes', () => {
    const { life } = pair()
    life.followUp('我的情况不一样')
    expect(life.enquiry.mergedInto).toBeNull()
    expect(life.last.entries.map(({ kind }) => kind)).toEqual(['followed-up', 'unmerged'])
  })

  it('is refused for another programme, a third one, and itself', () => {
    const { head } = pair()
    const into = (change: Partial<Enquiry>) => {
      const life = new Life(ASKED)
      life.head = { enquiry: { ...head.enquiry, ...change }, thread: [] }
      const decision = life.try(life.by('lead', ACTS.merge))
      return isRefusal(decision) && decision.refused
    }
    expect([
      into({ programmeId: 'specimen' }),
      into({ mergedInto: 'third' }),
      into({ id: 'one' }),
      into({ status: 'closed' }),
    ]).toEqual(Array(4).fill('cannot-merge'))
  })
})

describe('deleting', () => {
  it('leaves number, line and times, and tells holder and deputy', () => {
    const life = standing('open')
    life.take(life.try({ by: 'asker', author: { by: 'asker', channel: 'web' }, act: { type: 'erase' } }))
    const { number, contact, askedAt } = life.enquiry
    expect(life.enquiry).toMatchObject({
      status: 'erased',
      question: '',
      summary: null,
      transcript: null,
      dueAt: null,
      nextAt: null,
    })
    expect({ number, contact, askedAt }).toEqual({ number: 'ZX-2021-0001', contact: LINE, askedAt: ASKED })
    expect(life.heard).toEqual(['holder: erased', 'deputy: erased'])
    expect(life.last.asker).toBeNull()
  })
})
