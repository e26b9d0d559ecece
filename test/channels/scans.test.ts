/** The stamped form sent back on every channel, as its own kind of file: matched there, and answered there. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Adapter, Talker } from '../rigs/adapters/adapter.ts'
import { teamsAdapter } from '../rigs/adapters/teams.ts'
import { telegramAdapter } from '../rigs/adapters/telegram.ts'
import { terminalAdapter } from '../rigs/adapters/terminal.ts'
import { webAdapter } from '../rigs/adapters/web.ts'
import { Applicant, inside } from '../rigs/applicant.ts'
import { application } from '../rigs/application.ts'
import { PROGRAMME } from '../rigs/desk-house.ts'
import { asPdf, canScan, scanned } from '../rigs/scanner.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const adapters = {
  web: webAdapter,
  terminal: terminalAdapter,
  telegram: telegramAdapter,
  teams: teamsAdapter,
}
const NOW = new Date('2021-04-12T10:00:00+08:00')
const HERE = { openField: null, lastReplies: [] }

/** Filled in on the whole form, taken up and handed in on this channel. */
async function handedIn({ house, open }: Adapter): Promise<Talker> {
  const one = await Applicant.start(inside(house), { locale: 'zh-CN', programme: PROGRAMME })
  const path = `/api/drafts/${one.id}`
  await one.line({ method: 'PATCH', path, body: { set: application }, headers: one.own })
  const talker = await open({ code: (await one.transcript()).resume?.code ?? '' })
  await talker.act({ you: '提交' }, HERE)
  await talker.act({ you: '确认' }, HERE)
  return talker
}

async function sheetsOf({ house }: Adapter, { conversation }: Talker): Promise<Buffer[]> {
  const code = (await house.store.load(conversation))?.draft?.submission?.checkCode ?? ''
  const { pdf } = await house.paper.print(code, 'https://apply.example.cn')
  const pages = scanned(pdf, 100)
  // the page on sealing is part of no copy
  return pages.slice(0, 3 * Math.floor(pages.length / 3))
}

describe.skipIf(!canScan()).each(Object.entries(adapters))('on %s a stamped scan', (_name, make) => {
  let adapter: Adapter
  let talker: Talker
  let sheets: Buffer[]

  beforeAll(async () => {
    adapter = await make()
    adapter.house.clock.now = () => NOW
    talker = await handedIn(adapter)
    sheets = await sheetsOf(adapter, talker)
  })
  afterAll(() => adapter?.close())

  it('with a page missing is told so', async () => {
    const said = await talker.hand('盖章件.pdf', await asPdf(sheets.slice(0, -1)))
    expect(said).toContain(`第3份缺第${sheets.length / 3}页`)
  })

  it('that is whole is said to be, and is kept with the application', async () => {
    const said = await talker.hand('盖章件.pdf', await asPdf(sheets))
    expect(said).toContain(`三份齐全，每份${sheets.length / 3}页`)
    const draft = (await adapter.house.store.load(talker.conversation))?.draft
    const found = await adapter.house.store.cases.applicationOf(draft?.id ?? '')
    const kept = await adapter.house.store.cases.files(found?.id ?? '')
    expect(kept.map(({ kind, findings }) => [kind, findings?.problems.length])).toEqual([
      ['scan', 1],
      ['scan', 0],
    ])
  })
})
