/** `shenbao officer` on an embedded database: the first administrator, rights, and the link that lets in. */
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { assemble } from '../../src/main.ts'
import { DeskClient } from '../rigs/desk-client.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 180_000 })
const CLI = path.join(import.meta.dirname, '../../src/cli.ts')
const PROGRAMME = 'shanghai-standardization-pilot-2021'
let data = ''
beforeAll(() => {
  data = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-officer-'))
})
afterAll(() => fs.rmSync(data, { recursive: true, force: true }))

function run(...args: string[]): Promise<{ code: number; output: string }> {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, LANG: 'en_GB.UTF-8', SHENBAO_DATA: data, PORT: '4321' }
  return new Promise((resolve) =>
    execFile(process.execPath, [CLI, 'officer', ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    ),
  )
}

test('adds the first administrator, whose link lets in once', async () => {
  const added = await run('add', '--name', 'Root', '--email', 'Root@Example.org', '--role', 'admin')
  expect(added.output).toContain('Added: Root (root@example.org)')
  expect(added.code).toBe(0)
  const ticket = /http:\/\/127\.0\.0\.1:4321\/desk\/enter#([\w-]{43})/.exec(added.output)?.[1] ?? ''
  const house = await assemble(readConfig({ SHENBAO_DATA: data, SHENBAO_LOG: 'silent' }))
  try {
    const client = new DeskClient(house)
    expect((await client.send('POST', '/api/desk/enter', { ticket })).status).toBe(200)
    expect((await client.get('/api/desk/me')).body.may).toMatchObject({ officers: true })
  } finally {
    await house.close()
  }
})

test('gives rights by line, withdraws them, gives them back, and lists who has which', async () => {
  const wang = ['--email', 'wang@example.org']
  const line = ['--role', 'contact', '--programme', PROGRAMME, '--line', 'high-tech']
  expect((await run('add', '--name', '王宝斌', ...wang, ...line)).code).toBe(0)
  expect((await run('withdraw', ...wang)).output).toContain('[withdrawn]')
  const listed = await run('list')
  expect(listed.output).toContain('Root (root@example.org): administrator (all programmes)')
  expect(listed.output).toMatch(/王宝斌 .*\[withdrawn\]/)
  expect((await run('link', ...wang)).code).toBe(1)
  const given = await run('grant', ...wang, '--role', 'lead', '--programme', PROGRAMME, '--language', 'zh-CN')
  expect(given.output).toContain(`王宝斌（wang@example.org）：负责人（${PROGRAMME}）`)
})

test('gives the rights of casework by body and by area', async () => {
  const li = ['--email', 'li@example.org']
  const body = ['--role', 'recommender', '--programme', PROGRAMME, '--body', 'district-xuhui']
  const added = await run('add', '--name', '李推荐', ...li, ...body)
  expect(added).toMatchObject({ code: 0 })
  const area = ['--role', 'authority', '--programme', PROGRAMME, '--area', 'public-services']
  const given = await run('grant', ...li, ...area)
  expect(given.output).toContain(`recommender (${PROGRAMME}, district-xuhui)`)
  expect(given.output).toContain(`authority (${PROGRAMME}, public-services)`)
  expect((await run('grant', ...li, ...area)).output).toBe(given.output)
}, 60_000)

test('says in both languages what is wrong and what to do', async () => {
  const unknown = ['link', '--email', 'nobody@example.org']
  expect(await run(...unknown)).toMatchObject({
    code: 1,
    output: expect.stringContaining('There is no such account'),
  })
  const line = ['--role', 'contact', '--programme', PROGRAMME, '--line', 'nonsense']
  const wrong = await run('add', '--name', 'X', '--email', 'x@example.org', ...line)
  expect(wrong).toMatchObject({
    code: 1,
    output: expect.stringContaining('contact line, body or area that does not exist'),
  })
  const last = await run('withdraw', '--email', 'root@example.org')
  expect(last).toMatchObject({ code: 1, output: expect.stringContaining('Give it to somebody else first') })
})
