import { describe, expect, it } from 'vitest'
import type { CaseAct, CaseEvent } from '../../src/casework/case.ts'
import { opinionsOn } from '../../src/casework/opinions.ts'

const day = (number: number) => new Date(Date.UTC(2021, 3, number))
const line = (number: number, act: CaseAct, by = 'first', tier = 'recommender'): CaseEvent => ({
  ...{ id: String(number), caseId: 'a', kind: 'application', at: day(number), by: 'officer', officerId: by },
  ...{ tier, act, channel: 'console' },
})
const recommend = (opinion: string): CaseAct => ({ type: 'recommend', opinion })
const handedIn = (number: string, received: number, recalled: number | null = null) => ({
  number,
  receivedAt: day(received),
  recalledAt: recalled === null ? null : day(recalled),
})
const review = { returnDue: '5d', fourEyes: [] as 'recommend'[], recusal: 'off' as const, sheet: [] }
const alone = { review }
const seconded = { review: { ...review, fourEyes: ['recommend' as const] } }

describe('the opinions on a version', () => {
  it('are those given while it counted, and not on the one before or after', () => {
    const history = [handedIn('A-1', 1), handedIn('A-1-2', 10)]
    const record = [
      line(3, recommend('first')),
      line(5, { type: 'return', fields: [], due: '2021-04-12' }, 'chief', 'bureau'),
      line(12, recommend('again')),
    ]
    expect(opinionsOn('A-1', record, history, alone)).toEqual([
      { tier: 'recommender', text: 'first', at: day(3) },
    ])
    expect(opinionsOn('A-1-2', record, history, alone)).toMatchObject([{ text: 'again' }])
  })

  it('are none of a version that was taken back before', () => {
    const history = [handedIn('A-1', 1, 2), handedIn('A-2', 3)]
    const record = [line(4, recommend('said'))]
    expect(opinionsOn('A-1', record, history, alone)).toEqual([])
    expect(opinionsOn('A-2', record, history, alone)).toHaveLength(1)
  })

  it('come in the order of the tiers that gave them', () => {
    const record = [
      line(2, recommend('district'), 'first', 'district'),
      line(4, recommend('industry'), 'second', 'industry'),
    ]
    expect(opinionsOn('A-1', record, [handedIn('A-1', 1)], alone).map(({ tier }) => tier)).toEqual([
      'district',
      'industry',
    ])
  })
})

describe('where a second officer is needed', () => {
  const history = [handedIn('A-1', 1)]
  const opinions = (...record: CaseEvent[]) => opinionsOn('A-1', record, history, seconded)

  it('an opinion is printed from the moment it is confirmed, whatever papers come between', () => {
    expect(opinions(line(2, recommend('said')))).toEqual([])
    expect(
      opinions(
        line(2, recommend('said')),
        line(3, { type: 'paper-received', copies: 3 }, 'third'),
        line(4, { type: 'recuse', reason: 'kin' }, 'third'),
        line(5, { type: 'confirm' }, 'second'),
      ),
    ).toEqual([{ tier: 'recommender', text: 'said', at: day(5) }])
  })

  it('what was objected to is never printed, and a confirmation of something else confirms that alone', () => {
    const objected = [line(2, recommend('said')), line(3, { type: 'object', reason: 'thin' }, 'second')]
    expect(opinions(...objected, line(6, { type: 'confirm' }, 'second'))).toEqual([])
    expect(
      opinions(
        ...objected,
        line(5, { type: 'decline', reason: 'thin' }),
        line(6, { type: 'confirm' }, 'second'),
      ),
    ).toEqual([])
    expect(
      opinions(...objected, line(5, recommend('better')), line(6, { type: 'confirm' }, 'second')),
    ).toMatchObject([{ text: 'better' }])
  })

  it('what the one who proposed it stepped aside from is not printed', () => {
    const aside = line(3, { type: 'recuse', reason: 'kin' }, 'first')
    expect(opinions(line(2, recommend('said')), aside, line(4, { type: 'confirm' }, 'second'))).toEqual([])
  })
})
