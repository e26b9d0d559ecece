/** Whatever the assistant tells people to say is understood as what it tells them it does, also long after it was told. */
import { describe, expect, it } from 'vitest'
import type { Understanding } from '../../src/language/question.ts'
import { understand } from '../../src/language/understand.ts'
import { readLocales } from '../../src/read-locales.ts'
import { libraryOf } from '../rigs/golden.ts'

const FOLDER = 'shanghai-standardization-pilot-2021'
/** what stands behind “say”: the words themselves */
const TOLD = /(?:说|say )“([^”]+)”/gi
/** an example of an answer to what is asked then, or words that go on */
const ANSWERS = ['三个月', 'three months', '不问了']
const GOES_ON = /…|^(?:修改|change)$|^(?:修改|edit |联系).+$/

const library = await libraryOf(FOLDER)
const locales = await readLocales()

/** Each once, with the message that tells it. */
function toldIn(language: string): [told: string, key: string][] {
  // officers have words of their own
  const own = [...(locales.get(language)?.messages ?? [])].filter(([key]) => !key.startsWith('desk.'))
  const found = own.flatMap(([key, message]) =>
    [...message.matchAll(TOLD)].map(([, told = '']): [string, string] => [told, key]),
  )
  const once = new Map(found.filter(([told]) => !ANSWERS.includes(told) && !GOES_ON.test(told)))
  return [...once]
}

const meantBy = (said: string, language: string, where: Partial<Understanding> = {}) =>
  understand(said, {
    ...library.speech(language),
    ...{ open: null, confirming: false, offered: [], year: 2021 },
    ...where,
  }).map(({ type }) => type)

/** where somebody may be who says it */
const PLACES: Partial<Understanding>[] = [
  {},
  { handedIn: true },
  { open: library.programme.fields.get('existing_std') ?? null },
]

describe.each(['zh-CN', 'en'])('what the words in %s tell people to say', (language) => {
  const told = toldIn(language)

  it('is found', () => expect(told.length).toBeGreaterThan(15))

  it.each(told)('“%s” (%s)', (said) => {
    const found = PLACES.flatMap((place) => meantBy(said, language, place))
    const guessed = ['ask', 'clarify', 'topics', 'unclear', 'chat', 'answer', 'answer-row']
    expect(found.some((type) => !guessed.includes(type))).toBe(true)
  })
})

describe('the words of a button that is no longer on the screen', () => {
  it.each([
    ['zh-CN', '核对已填内容', {}, 'check'],
    ['zh-CN', '开始申报', {}, 'begin'],
    ['zh-CN', '继续填写', {}, 'resume'],
    ['zh-CN', '填写任务书', { handedIn: true }, 'open-form'],
    ['en', 'Check my answers', {}, 'check'],
    ['en', 'See progress', {}, 'show'],
  ])('are understood: %s, %s', (language, said, where, type) => {
    expect(meantBy(said, language, where)).toEqual([type])
  })
})

describe('a yes or no that nothing waits for', () => {
  it.each([
    ['zh-CN', '确认'],
    ['zh-CN', '好的'],
    ['zh-CN', '不是'],
    ['en', 'ok'],
    ['en', 'No'],
  ])('is no question: %s, %s', (language, said) => {
    expect(meantBy(said, language)).toEqual(['chat'])
  })
})
