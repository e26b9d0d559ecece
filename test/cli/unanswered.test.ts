/** `shenbao unanswered` on an embedded database: its three formats, and what it says when it cannot tell. */
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { assemble } from '../../src/main.ts'
import { Applicant, inside } from '../rigs/applicant.ts'
import { NOW } from '../rigs/house.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const CLI = path.join(import.meta.dirname, '../../src/cli.ts')
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-unanswered-'))
const data = path.join(root, 'data')
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))

const open = () => assemble(readConfig({ SHENBAO_DATA: data, SHENBAO_NOW: NOW, SHENBAO_LOG: 'silent' }))

beforeAll(async () => {
  const house = await open()
  for (const text of ['咕噜咕噜呱', '咕噜咕噜呱！', '=呜啦啦啦', '截止日期']) {
    const one = await Applicant.start(inside(house), { locale: 'zh-CN' })
    await one.ask({ text })
  }
  await house.close()
})

function run(args: string[], given = data): Promise<{ code: number; output: string }> {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, LANG: 'en_GB.UTF-8', SHENBAO_DATA: given }
  return new Promise((resolve) =>
    execFile(process.execPath, [CLI, 'unanswered', ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    ),
  )
}

const FIRST = ['--programme', 'shanghai-standardization-pilot-2021']

describe('what could not be answered', () => {
  test('is ranked in a table, alike wordings together, in the language of the terminal', async () => {
    const { code, output } = await run(FIRST)
    expect(output).toMatch(/ever since it began\): not answered 3 times, 2 questions/)
    expect(output).toMatch(/1\. 咕噜咕噜呱！? – 2 times, 66\.7%, last on 12 April 2021/)
    expect(output).toContain('2. =呜啦啦啦 – once, 33.3%')
    expect(output).not.toContain('截止日期')
    expect(code).toBe(0)
    expect((await run([...FIRST, '--language', 'zh-CN'])).output).toContain(
      '没有答上的共 3 次，合并为 2 个问题',
    )
  })

  test('is a table for spreadsheets, in which no question becomes a formula', async () => {
    const { output } = await run([...FIRST, '--format', 'csv'])
    const [head, first, second] = output.split('\r\n')
    expect(head).toBe(
      '\uFEFFProgramme,Rank,Times,Share (%),Question,Also asked as,Nearest answers,Ids of answers,Last',
    )
    expect(first).toMatch(/,1,2,66\.7,咕噜咕噜呱/)
    expect(second).toContain(",'=呜啦啦啦,")
  })

  test('is JSON for programs, every programme of the folder when none is named', async () => {
    const reports = JSON.parse((await run(['--format', 'json'])).output) as {
      programme: string
      total: number
    }[]
    expect(reports.map(({ programme, total }) => [programme, total])).toContainEqual([FIRST[1], 3])
    expect(reports.length).toBeGreaterThan(1)
  })

  test('counts from the first moment of the day that is asked for', async () => {
    expect((await run([...FIRST, '--since', '2021-04-12'])).output).toContain('3 times')
    expect((await run([...FIRST, '--since', '2021-04-13'])).output).toContain(
      '(since 13 April 2021): nothing went unanswered',
    )
  })
})

describe('a report that cannot be made', () => {
  test.each([
    ['a day that is none', ['--since', '2021-02-30'], data, '“2021-02-30” is not a date'],
    ['an unknown programme', ['--programme', 'nothing'], data, 'There is no programme “nothing”'],
    ['an unknown format', ['--format', 'xml'], data, 'table, csv, json'],
    ['no database', [], path.join(root, 'empty'), 'holds no database'],
  ])('says so: %s', async (_, args, given, words) => {
    const { code, output } = await run(args, given)
    expect(output).toContain(words)
    expect(code).toBe(1)
  })

  test('says who has the directory while a server runs on it', async () => {
    const house = await open()
    const { code, output } = await run(FIRST)
    await house.close()
    expect(output).toMatch(new RegExp(`${data}.*is in use by process ${process.pid}`))
    expect(output).toContain('DATABASE_URL')
    expect(code).toBe(1)
  })
})
