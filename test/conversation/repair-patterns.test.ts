/** docs/repair-patterns.md is held to the conversations it names, and the conversations to the phrases of repair. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { replay } from '../../src/conversation/replay.ts'
import { parseTranscript, type Transcript } from '../../src/conversation/transcript.ts'
import { readLocales } from '../../src/read-locales.ts'
import { goldenFiles, libraryOf } from '../rigs/golden.ts'

const FOLDER = 'shanghai-standardization-pilot-2021'
const root = path.resolve(import.meta.dirname, '../..')
const transcripts = path.join(root, 'flows', FOLDER, 'transcripts')
const read = async (file: string): Promise<Transcript> => parseTranscript(await readFile(file, 'utf8'))

interface Row {
  pattern: string
  replies: string[]
  buttons: string[]
  files: { 'zh-CN': string; en: string }
}

const ticked = (cell = ''): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)

/** The rows of the table, without its head. */
async function readTable(): Promise<Row[]> {
  const page = await readFile(path.join(root, 'docs/repair-patterns.md'), 'utf8')
  const lines = page.split('\n').filter((line) => line.startsWith('| '))
  return lines.slice(2).map((line) => {
    const [pattern = '', replies, buttons, zh, en] = line.split('|').slice(1)
    const files = { 'zh-CN': ticked(zh)[0] ?? '', en: ticked(en)[0] ?? '' }
    return { pattern: pattern.trim(), replies: ticked(replies), buttons: ticked(buttons), files }
  })
}

const table = await readTable()

describe('every pattern of repair', () => {
  it('is in the table', () => {
    expect(table.length).toBeGreaterThanOrEqual(25)
  })

  it.each(table)('$pattern: has a conversation in both languages', async ({ replies, buttons, files }) => {
    for (const [language, name] of Object.entries(files)) {
      const { locale, talk } = await read(path.join(transcripts, `${name}.yaml`))
      const heard = talk.flatMap(({ bot = [] }) => bot)
      const pressed = talk.flatMap(({ press = [] }) => press)
      expect(locale, name).toBe(language)
      expect(heard, name).toEqual(expect.arrayContaining(replies))
      for (const button of buttons)
        expect(pressed, name).toContainEqual(expect.stringMatching(new RegExp(`^${button}`)))
    }
  })
})

describe('every phrase of repair', async () => {
  const golden = (await goldenFiles()).get(FOLDER) ?? []
  const library = await libraryOf(FOLDER)
  const said = new Map<string, string>()
  for (const { file, locale } of golden) {
    const { lines } = replay(library, await read(file))
    said.set(locale, `${said.get(locale) ?? ''}\n${lines.join('\n')}`)
  }
  const phrases = [...(await readLocales())].flatMap(([language, { messages }]) =>
    [...messages]
      // `confirm.no` is the words of a button
      .filter(([key]) => /^(?:repair|confirm|chat\.reply)\.[a-z-]+$/.test(key) && key !== 'confirm.no')
      .map(([key, message]) => ({ language, key, words: longestPiece(message) })),
  )

  it.each(phrases)('$key is heard in a conversation in $language', ({ language, words }) => {
    expect(said.get(language)).toContain(words)
  })

  it('are all looked for', () => {
    expect(phrases.length).toBeGreaterThanOrEqual(60)
  })
})

/** The longest run of words of a message outside of its placeholders. */
function longestPiece(message: string): string {
  let depth = 0
  let piece = ''
  let longest = ''
  for (const character of `${message}{`) {
    if (character === '{' && depth++ === 0) {
      longest = piece.length > longest.length ? piece : longest
      piece = ''
    } else if (character === '}') depth--
    else if (depth === 0) piece += character
  }
  return longest.trim()
}
