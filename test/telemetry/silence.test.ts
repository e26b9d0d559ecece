/** Whole applications on the web and in a messenger, with everything switched on that tells of them: and none of it repeats a word. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { parseTranscript, type TranscriptStep } from '../../src/conversation/transcript.ts'
import type { Talker } from '../rigs/adapters/adapter.ts'
import { telegramAdapter } from '../rigs/adapters/telegram.ts'
import { webAdapter } from '../rigs/adapters/web.ts'
import { Applicant, over } from '../rigs/applicant.ts'
import { OtlpReceiver } from '../rigs/otlp-receiver.ts'
import { specimenDir } from '../rigs/specimen.ts'
import { openTelegramHouse, type TelegramHouse } from '../rigs/telegram/telegram-house.ts'

const transcript = parseTranscript(await readFile(path.join(specimenDir, 'transcripts/filing.yaml'), 'utf8'))
let receiver: OtlpReceiver
let bot: TelegramHouse
let address: string
const talkers: Talker[] = []
const secrets: string[] = []

beforeAll(async () => {
  receiver = await OtlpReceiver.start()
  const { operating } = readConfig({
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.address,
    SHENBAO_METRICS_PORT: '0',
  })
  bot = await openTelegramHouse('webhook', { operating }, { unpaced: true })
  bot.house.clock.now = () => new Date(transcript.clock)
  address = `http://127.0.0.1:${(bot.house.app.server.address() as { port: number }).port}`
  for (const adapter of [await webAdapter(bot.house), await telegramAdapter(bot)]) {
    const talker = await adapter.open({ programme: 'specimen', locale: 'zh-CN' })
    talkers.push(talker)
    await file(talker, transcript.talk)
    await adapter.close()
  }
}, 120_000)
afterAll(async () => {
  await bot?.close()
  await receiver?.close()
})

async function file(talker: Talker, talk: readonly TranscriptStep[]): Promise<void> {
  const { store } = bot.house
  for (const step of talk) {
    const before = await store.load(talker.conversation)
    if (!before) throw new Error('The conversation is gone')
    const said = await store.transcript(talker.conversation, 0)
    const openField = (before.state.snapshot as { context: { field: string | null } }).context.field
    await talker.act(step, { openField, lastReplies: said.flatMap(({ reply }) => (reply ? [reply] : [])) })
  }
}

/** What people said, as far as it is not a word of the house or a bare number too. */
function marks(): string[] {
  const answers = transcript.talk.flatMap(({ you, fill }) => [you ?? '', ...Object.values(fill ?? {}).flat()])
  return answers.filter((text) => text.length >= 5 && /[\p{Script=Han}@]|\d{6}/u.test(text))
}

async function secretsOf(talker: Talker): Promise<string[]> {
  const stored = await bot.house.store.load(talker.conversation)
  const { checkCode = '' } = stored?.draft?.submission ?? {}
  return [stored?.draftCode, stored?.tokenHash, checkCode].filter((one): one is string => !!one)
}

describe('a house of which everything is told', () => {
  test('has taken whole applications', async () => {
    expect(marks().length).toBeGreaterThan(15)
    for (const talker of talkers) {
      const stored = await bot.house.store.load(talker.conversation)
      expect(stored?.draft?.submission).toBeDefined()
      secrets.push(...(await secretsOf(talker)))
    }
    expect(secrets.length).toBe(6)
    const metrics = await bot.house.telemetry.metrics()
    expect(metrics).toMatch(/shenbao_submissions_total\{programme="specimen"\} 2\n/)
    expect(metrics).toMatch(/shenbao_turns_total\{channel="telegram",outcome="taken"\} [1-9]/)
    expect(metrics).toMatch(/shenbao_conversations_started_total\{channel="web"\} 1\n/)
    expect(metrics).toMatch(/shenbao_sends_total\{channel="telegram",outcome="sent"\} [1-9]/)
    expect(metrics).toMatch(/shenbao_http_requests_total\{.*route="\/api\/conversations\/:id\/activities"/)
    expect(metrics).toMatch(
      /shenbao_funnel_answered_total\{programme="specimen",field="\w+",face="chat"\} 2\n/,
    )
    expect(metrics).toMatch(/shenbao_build_info\{version="[\d.]+",node=".+",schema="\d{14}_\w+"\} 1\n/)
  })

  test('repeats no answer and no secret in logs, metrics or traces', async () => {
    const { traceId } = await receiver.until(({ name }) => name === 'deliver')
    expect(traceId).toMatch(/^[0-9a-f]{32}$/)
    const log = bot.house.log()
    expect(log.match(/"msg":"turn"/g)?.length).toBeGreaterThan(2 * transcript.talk.length - 10)
    const told = { log, metrics: await bot.house.telemetry.metrics(), traces: receiver.bodies.join('\n') }
    for (const [where, text] of Object.entries(told)) {
      expect(text.length, where).toBeGreaterThan(2_000)
      const found = [...marks(), ...secrets].filter((mark) => text.includes(mark))
      expect(found, where).toEqual([])
    }
  })

  test('traces a turn part by part, from when it was received', async () => {
    const turn = await receiver.until(
      ({ name, attributes }) => name === 'turn' && attributes['shenbao.channel'] === 'telegram',
    )
    await receiver.until(({ name, parentSpanId }) => name === 'commit' && parentSpanId === turn.spanId)
    const parts = receiver.spans.filter(({ parentSpanId }) => parentSpanId === turn.spanId)
    const within = parts.filter(({ name }) => name !== 'deliver').sort((a, b) => a.from - b.from)
    expect(within.map(({ name }) => name)).toEqual(['receive', 'load', 'decide', 'commit'])
    expect(Math.abs(turn.from - Date.now())).toBeLessThan(120_000)
  })

  test('links what was sent to the turn that said it', async () => {
    const sent = await receiver.until(({ name }) => name === 'deliver')
    const [link] = sent.links
    const turn = await receiver.until(({ spanId }) => spanId === link?.spanId)
    expect(turn).toMatchObject({ name: 'turn', traceId: link?.traceId })
    expect(turn.attributes['shenbao.channel']).toBe('telegram')
    expect(sent.attributes['shenbao.outcome']).toBe('sent')
  })

  test('goes on with the trace and the id that a request brings, and tells both in the line of its turn', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
    const one = await Applicant.start(over(address), { programme: 'specimen' })
    const request = 'a1b2c3d4-0000-4000-8000-000000000001'
    const answer = await one.ask(
      { choice: 'begin:filing' },
      { traceparent: `00-${traceId}-00f067aa0ba902b7-01`, 'x-request-id': request },
    )
    expect(answer.headers['x-request-id']).toBe(request)
    const turn = await receiver.until((span) => span.traceId === traceId && span.name === 'turn')
    expect(turn.parentSpanId).toBe('00f067aa0ba902b7')
    const line = bot.house
      .log()
      .split('\n')
      .find((text) => text.includes(request) && text.includes('"turn"'))
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      conversation: one.id,
      channel: 'web',
      programme: 'specimen',
      kind: 'choice',
      outcome: 'taken',
      request,
      trace: traceId,
    })
  })

  test('takes nothing for an id that could be words', async () => {
    const one = await Applicant.start(over(address), { programme: 'specimen' })
    const answer = await one.ask({ choice: 'begin:filing' }, { 'x-request-id': 'call me on 13800138000' })
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(bot.house.log()).not.toContain('call me')
  })

  test('serves metrics apart from what the public reaches', async () => {
    const line = /"address":"(http:[^"]+)"[^\n]*"metrics"/.exec(bot.house.log())
    const served = await fetch(`${line?.[1]}/metrics`)
    expect(await served.text()).toContain('nodejs_eventloop_lag_seconds')
    expect((await fetch(`${line?.[1]}/`)).status).toBe(404)
    expect((await fetch(`${address}/metrics`)).status).toBe(404)
  })
})
