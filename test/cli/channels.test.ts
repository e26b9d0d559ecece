/** `shenbao channels doctor` and `shenbao outbox`, as an operator runs them. */
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { StrictBotApi, TOKEN, webhook } from '../rigs/telegram/bot-api.ts'
import { begin, turnOf } from '../rigs/turns.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
const CLI = path.join(import.meta.dirname, '../../src/cli.ts')
const data = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-outbox-'))
let api: StrictBotApi
beforeAll(async () => {
  api = await StrictBotApi.start()
})
afterAll(async () => {
  await api.close()
  fs.rmSync(data, { recursive: true, force: true })
})

function run(args: string[], more: Record<string, string> = {}): Promise<{ code: number; output: string }> {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, LANG: 'en_GB.UTF-8', SHENBAO_DATA: data, ...more }
  return new Promise((resolve) =>
    execFile(process.execPath, [CLI, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    ),
  )
}
const doctor = (more: Record<string, string> = {}) => run(['channels', 'doctor'], more)

describe('the doctor', () => {
  const address = {
    TELEGRAM_SECRET: 'a-secret-of-the-doctor',
    SHENBAO_PUBLIC_URL: 'https://apply.example.cn',
  }
  const access = () => ({ TELEGRAM_TOKEN: TOKEN, TELEGRAM_API_ROOT: api.address })

  it('says that nothing is configured, and how to begin', async () => {
    expect(await doctor()).toEqual({ code: 0, output: expect.stringContaining('TELEGRAM_TOKEN') })
  })

  it('finds a bot that asks for updates well', async () => {
    const { code, output } = await doctor(access())
    expect(output).toContain('✓ Telegram: The token works; the bot is @shenbao_bot.')
    expect(output).toContain('no address is registered')
    expect(code).toBe(0)
  })

  it('finds a wrong token, and does not repeat it', async () => {
    const { code, output } = await doctor({ ...access(), TELEGRAM_TOKEN: '123456:wrong-token' })
    expect(output).toContain('✗ Telegram: The token is wrong (401')
    expect(output).not.toContain('wrong-token')
    expect(code).toBe(1)
  })

  it('finds a webhook that leads elsewhere, and a platform that is away', async () => {
    api.updates.deliverTo(webhook('https://old.example.cn/webhooks/telegram', 'x'))
    const elsewhere = await doctor({ ...access(), ...address })
    api.updates.deliverTo(null)
    expect(elsewhere.output).toContain('but https://old.example.cn/webhooks/telegram is registered')
    expect(elsewhere.code).toBe(1)
    const away = await doctor({ ...access(), TELEGRAM_API_ROOT: 'http://127.0.0.1:9' })
    expect(away.output).toContain('cannot be reached (ECONNREFUSED)')
  })
})

describe('a start', () => {
  it.each([
    ['TELEGRAM_TOKEN', { TELEGRAM_MODE: 'polling' }],
    ['TELEGRAM_SECRET', { TELEGRAM_TOKEN: TOKEN, SHENBAO_PUBLIC_URL: 'https://a.example.cn' }],
    ['SHENBAO_PUBLIC_URL', { TELEGRAM_TOKEN: TOKEN, TELEGRAM_MODE: 'webhook' }],
  ])('is refused without %s, which is named', async (name, given) => {
    const { code, output } = await run(['serve'], given)
    expect(output).toContain(`${name} is not set`)
    expect(code).toBe(1)
  })

  it('is refused with a set clock and a real bot', async () => {
    const now = '2021-04-12T10:00:00+08:00'
    const { code, output } = await run(['serve'], { TELEGRAM_TOKEN: TOKEN, SHENBAO_NOW: now })
    expect(output).toContain('SHENBAO_FORCE_NOW')
    expect(code).toBe(1)
  })
})

describe('the outbox', () => {
  it('lists what is stranded, sends it again or puts it aside', async () => {
    const store = await openStore({ dataDir: path.join(data, 'db') })
    const id = await begin(store, { channel: 'telegram' })
    await store.commit(turnOf(id, 0, 'a', { push: true }))
    const [first] = await store.outbox.claim('telegram', 1, 60_000)
    await store.outbox.unknown(first?.id ?? '', 'ECONNRESET')
    const [second] = await store.outbox.claim('telegram', 1, 60_000)
    await store.outbox.dead(second?.id ?? '', '403 Forbidden')
    await store.close()
    const listed = (await run(['outbox'])).output
    expect(listed).toContain('may or may not have arrived (ECONNRESET)')
    expect(listed).toContain('did not arrive (403 Forbidden)')
    expect(listed).not.toContain('one to a')
    expect(await run(['outbox', '--resend', first?.id ?? ''])).toMatchObject({ code: 0 })
    expect(await run(['outbox', '--dismiss', second?.id ?? ''])).toMatchObject({ code: 0 })
    expect(await run(['outbox', '--resend', '99'])).toMatchObject({ code: 1 })
    expect((await run(['outbox'])).output).toContain('Nothing is stranded')
  })
})
