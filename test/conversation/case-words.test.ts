import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { applicationMachine } from '../../src/casework/application-life.ts'
import type { CaseNews } from '../../src/casework/case.ts'
import { projectMachine } from '../../src/casework/project-life.ts'
import { sayCaseNews } from '../../src/conversation/replies/case-news.ts'
import { WISHES } from '../../src/conversation/wishes.ts'
import { readLocales } from '../../src/read-locales.ts'
import { libraryOf } from '../rigs/golden.ts'

const locales = [...(await readLocales()).values()]
const casework = path.resolve(import.meta.dirname, '../../src/casework')

/** Codes of everything that a life tells the applicant, as its file has them. */
async function toldBy(life: string): Promise<string[]> {
  const source = await readFile(path.join(casework, `${life}-life.ts`), 'utf8')
  const calls = [...source.matchAll(/tell\(([^()]*)\)/g)].map(([, given = '']): string[] => [
    ...(given.match(/[\w-]+/g) ?? []),
  ])
  const toApplicant = calls.filter((words) => words.includes('applicant'))
  return toApplicant.map((words) => words.find((word) => !PARTIES.includes(word)) ?? '')
}
const PARTIES = ['applicant', 'recommender', 'authority']

describe.each(locales)('words of casework in $language', ({ messages }) => {
  it.each([
    ['application', 6],
    ['project', 15],
  ])('has a sentence for everything that an applicant is told of the %s', async (of, count) => {
    const codes = await toldBy(of)
    expect(new Set(codes).size).toBe(count)
    expect(codes.filter((code) => !messages.has(`case.news.${of}.${code}`))).toEqual([])
  })

  it('says how it stands in every state', () => {
    const missing = [
      ...Object.keys(applicationMachine.states).map((state) => `case.status.application.${state}`),
      ...Object.keys(projectMachine.states).map((state) => `case.status.project.${state}`),
    ].filter((key) => !messages.has(key))
    expect(missing).toEqual([])
  })

  it('has a button, a question and a yes for everything that can be wanted', () => {
    const keys = WISHES.flatMap((wish) => [
      `case.buttons.${wish}`,
      `case.confirm.${wish}`,
      `case.confirm.yes.${wish}`,
    ])
    expect(keys.filter((key) => !messages.has(key))).toEqual([])
  })
})

const library = await libraryOf('shanghai-standardization-pilot-2021')
const news: CaseNews = {
  ...{ of: 'project', news: 'terminated', number: '1', title: '', body: 'district-xuhui', holder: null },
  ...{ at: '2023-06-16T01:00:00Z', href: '/documents/LETTER.pdf', until: '2023-06-15' },
}
const hear = (change: Partial<CaseNews>, locale = 'zh-CN') =>
  sayCaseNews(
    {
      ...library.speech(locale),
      draft: { id: 'draft', code: 'TEST-CODE', revision: 0, entries: {} },
      at: new Date(news.at),
      unprintable: () => [],
      documentAddress: () => '',
      fileAddress: () => '',
    },
    { ...news, ...change },
  )

describe('news of a case', () => {
  it('comes with the letter or the certificate', () => {
    expect(hear({}).document).toMatchObject({ href: '/documents/LETTER.pdf', title: '通知书 1（PDF）' })
    expect(hear({ news: 'certified', certificate: 'C-1' }).document?.title).toBe('验收证书 C-1（PDF）')
  })

  it('quotes the officers, opinion or reason, and never as the words of the notice', () => {
    expect(hear({ news: 'not-passed', reason: '覆盖率不足' }).text).toContain('意见：覆盖率不足')
    expect(hear({ news: 'extension-refused', reason: '不属特殊情形' }).text).toContain('理由：不属特殊情形')
  })

  it('of a warning says the days that are left and what follows by which clause', () => {
    const { text } = hear({ news: 'warn', daysLeft: 7, until: '2023-06-15' }, 'en')
    expect(text).toContain('ends in 7 days; the last day is 15 June 2023')
    expect(text).toContain('deemed automatically terminated (五.3)')
  })

  it('that nobody has words for yet still says that there is news', () => {
    expect(hear({ news: 'something-new' }).text).toContain('新的进展')
  })

  it('is told in traditional characters as well', () => {
    expect(hear({ news: 'withdrawn' }, 'zh-Hant').text).toContain('項目 1 已撤回')
  })
})
