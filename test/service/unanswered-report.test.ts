import { describe, expect, it } from 'vitest'
import { reportUnanswered } from '../../src/service/unanswered-report.ts'
import { libraryOf } from '../rigs/golden.ts'

const speech = (await libraryOf('shanghai-standardization-pilot-2021')).speech('en')
const wording = (text: string, count: number, day = '2021-04-12', answers: string[] = []) => ({
  text,
  count,
  answers,
  last: new Date(`${day}T23:30:00+08:00`),
})

describe('the report of what could not be answered', () => {
  const report = reportUnanswered(speech, [
    wording('食堂在几楼', 4),
    wording('停车方便吗', 3, '2021-04-10'),
    wording('請問食堂在幾樓？', 2, '2021-04-13'),
    wording('食堂是在几楼呀', 1),
  ])

  it('brings together the same question in other spellings and words, and ranks by how often', () => {
    expect(report.groups.map(({ count }) => count)).toEqual([7, 3])
    expect(report.groups[0]?.wordings).toEqual([
      { text: '食堂在几楼', count: 4 },
      { text: '請問食堂在幾樓？', count: 2 },
      { text: '食堂是在几楼呀', count: 1 },
    ])
  })

  it('says the share of all, and the last day by the calendar of the programme', () => {
    expect(report.total).toBe(10)
    expect(report.groups[0]).toMatchObject({ share: 0.7, lastOn: '2021-04-13' })
  })

  it('names the answers that were offered, without those the folder no longer has', () => {
    const offered = ['copies', 'dropped-since', 'seal']
    const { groups } = reportUnanswered(speech, [wording('要多少', 1, '2021-04-12', offered)])
    expect(groups[0]?.nearest).toEqual([
      { id: 'copies', topic: 'Number of copies' },
      { id: 'seal', topic: 'Seal' },
    ])
  })

  it('keeps numbers and addresses that tell who asked out of it', () => {
    const { groups } = reportUnanswered(speech, [wording('我是 a@b.cn，手机 138 0000 1111，咋整', 1)])
    expect(groups[0]?.wordings).toEqual([{ text: '我是 ***，手机 ***，咋整', count: 1 }])
  })

  it('is empty when nothing went unanswered', () => {
    expect(reportUnanswered(speech, [])).toMatchObject({ total: 0, groups: [] })
  })
})
