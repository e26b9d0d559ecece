/** What is kept of a person: handed over to nobody else, erased without a trace of words, and not kept for ever. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { CLOCK, OPERATOR } from '../../src/audit/entry.ts'
import { readConfig } from '../../src/config.ts'
import { assemble } from '../../src/main.ts'
import { Applicant, inside } from '../rigs/applicant.ts'
import { makeEnquiry } from '../rigs/desk-house.ts'
import { type House, openHouse } from '../rigs/house.ts'
import { submit } from '../rigs/submitting.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const bytesOf = async (stream: AsyncIterable<Uint8Array>): Promise<string> => {
  const parts: Uint8Array[] = []
  for await (const part of stream) parts.push(part)
  // names and contents stand in the archive as they are: nothing is packed smaller
  return Buffer.concat(parts).toString('utf8')
}
const hrefOf = (one: Applicant): string => one.replies.find(({ document }) => document)?.document?.href ?? ''

describe('what is kept of a person', () => {
  let house: House
  let filed: Applicant
  let number = ''
  beforeAll(async () => {
    house = await openHouse()
    filed = await Applicant.start(inside(house))
    await filed.fileUntil(null)
    number = (await submit(filed)).number
  })
  afterAll(() => house.close())

  test("is handed over in the chat: talk, answers, print, files and enquiries, without officers' notes", async () => {
    const { number: enquiry } = await makeEnquiry(house, { conversationId: filed.id })
    await filed.say('导出我的数据')
    const href = hrefOf(filed)
    const { statusCode, headers, rawPayload } = await house.app.inject({ method: 'GET', url: href })
    expect(statusCode).toBe(200)
    expect(headers['content-type']).toBe('application/zip')
    const zip = rawPayload.toString('utf8')
    for (const words of [
      '对话/web.txt',
      '导出我的数据',
      `${number}/form.pdf`,
      '%PDF',
      `咨询/${enquiry}/thread.json`,
    ])
      expect(zip).toContain(words)
  })

  test('opens to nobody without the whole address, nor after its hour', async () => {
    await filed.say('导出我的数据')
    const href = hrefOf(filed)
    const other = await Applicant.start(inside(house))
    const tried = [
      href.replace(/key=.*/, 'key='),
      href.replace(filed.id, other.id),
      href.replace(/until=\d+/, `until=${Date.now() + 1e9}`),
    ]
    for (const url of tried) expect((await house.app.inject({ method: 'GET', url })).statusCode).toBe(404)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61 * 60_000 })
    expect((await house.app.inject({ method: 'GET', url: href })).statusCode).toBe(404)
    vi.useRealTimers()
  })

  test('is found by code and by number, and by nothing else', async () => {
    const { resume } = await filed.transcript()
    for (const key of [resume?.code ?? '', number, filed.id])
      expect((await house.persons.find(key)).map(({ id }) => id)).toContain(filed.id)
    await expect(house.persons.find('AAAA-AAAA')).rejects.toMatchObject({ code: 'unknown-person' })
    await expect(house.persons.find('')).rejects.toMatchObject({ code: 'unknown-person' })
  })

  test('goes when the office erases it, but for what was handed in; the person reads why, the log who', async () => {
    const one = await Applicant.start(inside(house))
    await one.fileUntil('project_name')
    await one.fill({ project_name: '一个秘密的项目名称' })
    const found = await house.persons.find(one.id)
    expect((await house.persons.kept(found)).drafts).toHaveLength(1)
    await house.persons.erase(found, 'asked')
    const { entries } = await one.transcript()
    expect(entries.map(({ text }) => text).join()).toContain('按要求删除')
    expect(await bytesOf(house.persons.archive(await house.persons.find(one.id), 'zh-CN'))).not.toContain(
      '秘密',
    )
    const acts = []
    for await (const batch of house.store.audit.batches(1)) acts.push(...batch)
    expect(acts.at(-1)).toMatchObject({ act: 'erased', actor: OPERATOR })
    await house.persons.erase(await house.persons.find(number), 'asked')
    await expect(house.persons.find(number)).rejects.toMatchObject({ code: 'unknown-person' })
    expect(await house.store.submissions.find(number)).not.toBeNull()
  })
})

describe('how long things are kept', () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-retention-'))
  afterAll(() => fs.rmSync(dataDir, { recursive: true, force: true }))
  const at = async <T>(
    now: string,
    work: (house: Awaited<ReturnType<typeof assemble>>) => Promise<T>,
  ): Promise<T> => {
    const config = readConfig({ SHENBAO_DATA: dataDir, SHENBAO_NOW: now, SHENBAO_LOG: 'silent' })
    const house = await assemble(config)
    return work(house).finally(() => house.close())
  }
  const specimen = (due: { programme: string | null; what: string; count: number }[]) =>
    Object.fromEntries(
      due.filter(({ programme }) => programme === 'specimen').map(({ what, count }) => [what, count]),
    )

  test('drafts go a year after the closing day, once nobody touched them; the dry run changes nothing', async () => {
    const wish = { programme: 'specimen' }
    const { left, kept } = await at('2031-03-10T10:00:00+08:00', async (house) => {
      const left = await Applicant.start(inside(house as House), wish)
      await left.say('有没有一个谁也答不上来的冷门问题啊')
      await left.press('begin:filing')
      const kept = await Applicant.start(inside(house as House), wish)
      await kept.press('begin:filing')
      return { left: { id: left.id, own: left.own }, kept: { id: kept.id, own: kept.own } }
    })
    await at('2032-05-19T10:00:00+08:00', async (house) => {
      expect(specimen(await house.retention.plan())).toMatchObject({ unfinished: 0 })
      const line = inside(house as House)
      const body = { id: 'came-back', text: '你好' }
      expect(
        (await line({ path: `/api/conversations/${kept.id}/activities`, body, headers: kept.own })).status,
      ).toBe(200)
    })
    await at('2032-05-22T10:00:00+08:00', async (house) => {
      expect(specimen(await house.retention.plan())).toMatchObject({ unfinished: 1 })
      expect(specimen(await house.retention.plan())).toMatchObject({ unfinished: 1 })
      expect(specimen(await house.retention.apply(CLOCK))).toMatchObject({ unfinished: 1 })
      expect(specimen(await house.retention.plan())).toMatchObject({ unfinished: 0 })
      const line = inside(house as House)
      const talk = async ({ id, own }: typeof left) =>
        JSON.stringify((await line({ method: 'GET', path: `/api/conversations/${id}`, headers: own })).body)
      expect(await talk(left)).toContain('已满保存期限')
      expect(await talk(left)).not.toContain('冷门问题')
      expect(await talk(kept)).toContain('你好')
      const acts = []
      for await (const batch of house.store.audit.batches(1)) acts.push(...batch)
      expect(acts.at(-1)).toMatchObject({ act: 'erased', actor: CLOCK })
    })
  })
})
