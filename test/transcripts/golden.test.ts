import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { replay } from '../../src/conversation/replay.ts'
import { parseTranscript } from '../../src/conversation/transcript.ts'
import { amendedOf, goldenFiles, goldenFormFiles, libraryOf } from '../rigs/golden.ts'

const golden = await goldenFiles()
const forms = await goldenFormFiles()

describe.each([...golden.keys()])('the golden conversations of %s', (folder) => {
  it.each(golden.get(folder) ?? [])('$title', async ({ file }) => {
    const transcript = parseTranscript(await readFile(file, 'utf8'))
    expect(replay(await libraryOf(folder), transcript, await amendedOf(folder, transcript)).problems).toEqual(
      [],
    )
  })
})

describe.each([...forms.keys()])('the golden conversations of %s', (place) => {
  it.each(forms.get(place) ?? [])('$title', async ({ file }) => {
    const transcript = parseTranscript(await readFile(file, 'utf8'))
    expect(replay(await libraryOf(place), transcript).problems).toEqual([])
  })
})

describe('the golden conversations', () => {
  it('are many for the first call, in both languages, and each has a title of its own', () => {
    const first = golden.get('shanghai-standardization-pilot-2021') ?? []
    expect(first.length).toBeGreaterThanOrEqual(25)
    expect(new Set(first.map(({ locale }) => locale))).toEqual(new Set(['zh-CN', 'en']))
    expect(new Set(first.map(({ title }) => title)).size).toBe(first.length)
  })
})

describe('a replay', () => {
  const replayed = async (end: string) => {
    const source = `title: bites\nclock: 2031-04-01T10:00:00+08:00\n${end}`
    return replay(await libraryOf('specimen'), parseTranscript(source)).problems
  }

  it('reports a reply that is not the expected one, with its step', async () => {
    const problems = await replayed('talk: [{ you: 你好 }, { you: 开始申报, bot: filing.receipt }]')
    expect(problems).toEqual([
      expect.stringMatching(/^step 2: expected filing\.receipt; got filing\.ask\.project_name/),
    ])
  })

  it('reports words that are missing and words that must not occur', async () => {
    const problems = await replayed('talk: [{ you: 开始申报, words: 谢谢, never: 项目 }]')
    expect(problems.map((problem) => problem.slice(0, 40))).toEqual([
      expect.stringContaining('"谢谢" is missing'),
      expect.stringContaining('"项目" must not occur'),
    ])
  })

  it('reports an end that is another one', async () => {
    const problems = await replayed(
      'talk: [{ you: 开始申报 }]\nends: { waitingFor: uscc, submitted: true, draft: { street: north } }',
    )
    expect(problems).toEqual([
      'ends waiting for project_name, not uscc',
      'ends with street = null',
      'ends not submitted',
    ])
  })

  it('reports a given answer that cannot be read', async () => {
    const problems = await replayed('given: { uscc: "123" }\ntalk: [{ you: 开始申报 }]')
    expect(problems).toEqual(['given uscc cannot be read: 123'])
  })
})
