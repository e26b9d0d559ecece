/** `shenbao serve` that cannot: it ends with 1 and says what, where and what to do, in the language of the terminal. */
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { Applicant, over } from '../rigs/applicant.ts'
import { refusedStart, serve } from '../rigs/served.ts'

vi.setConfig({ testTimeout: 120_000 })
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-start-'))
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))
const dir = (name: string): string => path.join(root, name)
const FLOWS = path.join(import.meta.dirname, '../../flows')
const CHINESE = { LANG: 'zh_CN.UTF-8' }

/** All programme folders, with one file of the first changed. */
function flowsWith(
  name: string,
  file: string,
  change: (text: string) => string,
): { flows: string; folder: string } {
  const flows = dir(name)
  fs.cpSync(FLOWS, flows, { recursive: true })
  const folder =
    fs.readdirSync(flows).find((one) => fs.existsSync(path.join(flows, one, 'programme.yaml'))) ?? ''
  const target = path.join(flows, folder, file)
  fs.writeFileSync(target, change(fs.readFileSync(target, 'utf8')))
  return { flows, folder }
}

describe('a start refused', () => {
  test('names file, line and fault of a programme folder that is not sound', async () => {
    const { flows, folder } = flowsWith('typo', 'programme.yaml', (text) =>
      text.replace(/^signed: .*$/m, 'signed: someday'),
    )
    const file = path.join(flows, folder, 'programme.yaml')
    const line = fs.readFileSync(file, 'utf8').split('\n').indexOf('signed: someday') + 1
    const english = await refusedStart({ SHENBAO_DATA: dir('a'), SHENBAO_FLOWS: flows })
    expect(english).toMatchObject({
      code: 1,
      output: expect.stringContaining(`${file}:${line}: signed: write a date as`),
    })
    const chinese = await refusedStart({ SHENBAO_DATA: dir('a'), SHENBAO_FLOWS: flows, ...CHINESE })
    expect(chinese).toMatchObject({ code: 1, output: expect.stringContaining(`${file}:${line}: signed`) })
    expect(chinese.output).toMatch(/\p{Script=Han}/u)
  })

  test('names the line where a programme folder stops being YAML', async () => {
    const { flows, folder } = flowsWith(
      'torn',
      'contacts.yaml',
      (text) => `${text}\n  - { id: "never closed\n`,
    )
    const { code, output } = await refusedStart({ SHENBAO_DATA: dir('a'), SHENBAO_FLOWS: flows })
    expect(code).toBe(1)
    expect(output).toMatch(
      new RegExp(`${path.join(flows, folder, 'contacts.yaml')}:\\d+: This is not valid YAML`),
    )
  })

  test.each([
    [
      'no programme',
      { SHENBAO_FLOWS: root },
      /no programme in .*SHENBAO_FLOWS/s,
      /没有申报项目.*SHENBAO_FLOWS/s,
    ],
    [
      'no folder',
      { SHENBAO_FLOWS: dir('absent') },
      /no readable folder at .*absent/,
      /无法读取文件夹.*absent/,
    ],
    ['a wrong setting', { PORT: 'eighty' }, /PORT: .*\nCorrect these/, /PORT: .*\n请改正/],
    ['a wrong instant', { SHENBAO_NOW: 'yesterday' }, /SHENBAO_NOW: write it as \d{4}-/, /SHENBAO_NOW: /],
    [
      'no secret',
      { DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/desk' },
      /SHENBAO_SECRET is not set/,
      /没有设置 SHENBAO_SECRET/,
    ],
    [
      'no database',
      { DATABASE_URL: 'postgresql://someone:secret-word@127.0.0.1:1/desk', SHENBAO_SECRET: 'x'.repeat(16) },
      /database at 127\.0\.0\.1:1\/desk cannot be used: nothing listens there\.\nCheck that the server runs/,
      /无法使用数据库 127\.0\.0\.1:1\/desk：该地址没有服务。\n请确认/,
    ],
  ])('says what is missing and what to do: %s', async (_name, environment, english, chinese) => {
    const given = { SHENBAO_DATA: dir('b'), ...environment }
    const said = await refusedStart(given)
    expect(said).toMatchObject({ code: 1, output: expect.stringMatching(english) })
    expect(said.output).not.toMatch(/someone|secret-word|\n {4}at /)
    expect(await refusedStart({ ...given, ...CHINESE })).toMatchObject({
      code: 1,
      output: expect.stringMatching(chinese),
    })
  })

  test('says that the data directory is a file', async () => {
    fs.writeFileSync(dir('file'), '')
    const said = await refusedStart({ SHENBAO_DATA: dir('file') })
    expect(said).toMatchObject({
      code: 1,
      output: expect.stringMatching(/data directory .*file.* cannot be written\.\nChoose/),
    })
  })

  test('never goes on with half a secret', async () => {
    fs.mkdirSync(dir('half'))
    fs.writeFileSync(dir('half/secret'), '')
    const said = await refusedStart({ SHENBAO_DATA: dir('half') })
    expect(said).toMatchObject({
      code: 1,
      output: expect.stringMatching(/half\/secret is damaged\.\nRestore it/),
    })
  })

  test('says that the port is taken, and leaves the data directory free', async () => {
    const other = net.createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const port = String((other.address() as net.AddressInfo).port)
    const said = await refusedStart({ SHENBAO_DATA: dir('port'), PORT: port })
    other.close()
    expect(said).toMatchObject({
      code: 1,
      output: expect.stringContaining(`Port ${port} on 127.0.0.1 is in use.`),
    })
    expect(fs.existsSync(dir('port/db/in-use.lock'))).toBe(false)
  })
})

test('a second server on a data directory says who has it; the first goes on, and so does its successor', async () => {
  const data = { SHENBAO_DATA: dir('shared') }
  const first = await serve(data)
  const said = await refusedStart(data)
  expect(said.code).toBe(1)
  expect(said.output).toMatch(new RegExp(`in use by process ${first.child.pid} on .*\\nStop that process`))
  const applicant = await Applicant.start(over(first.address), { locale: 'en' })
  await applicant.press('begin:filing')
  await first.stop()
  expect(await first.ended).toMatchObject({ code: 0 })
  const second = await serve(data)
  const { status, body } = await over(second.address)({
    method: 'GET',
    path: applicant.path,
    headers: applicant.own,
  })
  expect(status).toBe(200)
  expect(body.entries).toHaveLength(3)
  await second.stop()
})
