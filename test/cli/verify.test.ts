/** `shenbao verify`: what it says of a print, and the exit code that scripts go by. */
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { assemble } from '../../src/main.ts'
import { NOTHING } from '../../src/service/cases/case-change.ts'
import { issue } from '../../src/service/cases/issue.ts'
import { Applicant, inside } from '../rigs/applicant.ts'
import { NOW } from '../rigs/house.ts'
import { recall, type Submitted, submit } from '../rigs/submitting.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const CLI = path.join(import.meta.dirname, '../../src/cli.ts')
const PUBLIC = 'https://apply.example.cn'
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-verify-'))
const data = path.join(root, 'data')
const file = (name: string) => path.join(root, name)
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))

let replaced: Submitted
let current: Submitted
let certificate: string

beforeAll(async () => {
  const given = { SHENBAO_DATA: data, SHENBAO_NOW: NOW, SHENBAO_LOG: 'silent', SHENBAO_PUBLIC_URL: PUBLIC }
  const house = await assemble(readConfig(given))
  const one = await Applicant.start(inside(house), { locale: 'zh-CN' })
  await one.fileUntil(null, { org_name: '上海示范养老服务有限公司' })
  replaced = await submit(one)
  await recall(one)
  current = await submit(one)
  for (const [name, { href }] of Object.entries({ replaced, current }))
    fs.writeFileSync(file(`${name}.pdf`), (await house.app.inject({ url: href })).rawPayload)
  const { programme } = house.libraries.find() ?? expect.fail()
  const paper = issue(
    {
      kind: 'certificate',
      ...{
        programmeId: programme.id,
        programmeHash: programme.hash,
        caseId: null,
        number: 'SHBZ-YS-2021-0001',
      },
      data: {
        ...{
          number: current.number,
          title: '社区助餐',
          applicant: '上海示范养老服务有限公司',
          body: null,
          areas: [],
        },
        ...{ approvedOn: '2021-05-20', endsOn: '2023-05-20', document: null, reason: null },
      },
      at: house.clock.now(),
    },
    house,
  )
  await house.store.cases.write({ ...NOTHING, issued: [paper] })
  certificate = paper.checkCode
  await house.close()
})

/** Runs the command to its end. */
function run(
  what: string,
  more: Record<string, string> = {},
  [command = 'verify', ...options]: string[] = [],
): Promise<{ code: number; output: string }> {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, LANG: 'en_GB.UTF-8', SHENBAO_DATA: data, ...more }
  return new Promise((resolve) =>
    execFile(process.execPath, [CLI, command, what, ...options], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    ),
  )
}

describe('a paper of the authority', () => {
  test('is printed by its code, is valid, and tells kind, number and day: 0', async () => {
    const pdf = file('certificate.pdf')
    expect(await run(certificate, { SHENBAO_PUBLIC_URL: PUBLIC }, ['paper', '--output', pdf])).toMatchObject({
      code: 0,
    })
    const { code, output } = await run(pdf, { SHENBAO_PUBLIC_URL: PUBLIC })
    expect(output).toMatch(/byte for byte.*not altered/)
    expect(output).toContain('This document is valid: Certificate of Acceptance')
    expect(output).toMatch(/Number: SHBZ-YS-2021-0001\nIssued: 12 April 2021/)
    expect(output).not.toContain('示范养老')
    expect(code).toBe(0)
  })
})

describe('a file', () => {
  test('is genuine and current: 0', async () => {
    const { code, output } = await run(file('current.pdf'), { SHENBAO_PUBLIC_URL: PUBLIC })
    expect(output).toMatch(/byte for byte.*not altered/)
    expect(output).toContain('This is the current version')
    expect(output).toContain(`Application number: ${current.number}\nSubmitted version: 2`)
    expect(output).toContain(current.code)
    expect(output).not.toContain('示范养老')
    expect(code).toBe(0)
  })

  test('is genuine but replaced: 3, in the language of the terminal', async () => {
    const { code, output } = await run(file('replaced.pdf'), { LANG: 'zh_CN.UTF-8' })
    expect(output).toMatch(/未被改动.*不是现行版本/s)
    expect(output).toContain(`现行的是第 2 版，申报编号 ${current.number}`)
    expect(code).toBe(3)
  })

  test('was altered in one byte: 4', async () => {
    const pdf = fs.readFileSync(file('current.pdf'))
    const at = pdf.indexOf('endstream') - 20
    pdf[at] = (pdf[at] ?? 0) ^ 1
    fs.writeFileSync(file('altered.pdf'), pdf)
    const { code, output } = await run(file('altered.pdf'))
    expect(output).toContain('it was altered')
    expect(code).toBe(4)
  })

  test('is not there: 1', async () => {
    const { code, output } = await run(file('nothing.pdf'))
    expect(output).toContain('There is no file')
    expect(code).toBe(1)
  })
})

describe('a code', () => {
  test('is not on record: 2, and what to do', async () => {
    const { code, output } = await run('0000-0000-0000-0000')
    expect(output).toMatch(/not on record.*--data/s)
    expect(code).toBe(2)
  })

  test('cannot be looked up where there is no database: 1, and none is made', async () => {
    const empty = path.join(root, 'empty')
    const { code, output } = await run(current.code, { SHENBAO_DATA: empty })
    expect(output).toContain(`${empty} holds no database`)
    expect(code).toBe(1)
    expect(fs.existsSync(empty)).toBe(false)
  })
})
