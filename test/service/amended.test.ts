/** A call that is amended while people fill in: what they are told, what they choose, and that nothing is lost. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { publishProgramme } from '../../src/service/publish-programme.ts'
import { inside } from '../rigs/applicant.ts'
import { GARDEN_NOW, garden } from '../rigs/garden.ts'
import { folderOf } from '../rigs/golden.ts'
import { type House, openHouse } from '../rigs/house.ts'

vi.setConfig({ testTimeout: 120_000 })
const SHORT = {
  file: 'form.yaml',
  find: 'type: text, required: true, max: 40,',
  put: 'type: text, required: true, max: 6,',
}
const LATER = { file: 'programme.yaml', find: 'opens: 2031-03-01,', put: 'opens: 2031-03-02,' }
const REQUIRED = {
  file: 'programme.yaml',
  find: 'privacyVersion: "2031-1"',
  put: 'versions: { move: required }\nprivacyVersion: "2031-1"',
}
let house: House
beforeAll(async () => {
  house = await openHouse()
  house.clock.now = () => new Date(GARDEN_NOW)
}, 180_000)
afterAll(() => house?.close())

async function publish(...changes: (typeof SHORT)[]): Promise<string> {
  const read = await folderOf('specimen', changes)
  const { store, libraries, clock } = house
  await publishProgramme(read, { programmes: store.programmes, libraries, clock })
  return read.hash
}

/** A draft on the whole form under the plain specimen, with these answers. */
async function begun(set: object) {
  await publish()
  const opened = await house.conversations.start({ channel: 'web', programme: 'specimen', locale: 'zh-CN' })
  const bearer = { authorization: `Bearer ${opened.token}` }
  const { body: draft } = await inside(house)({
    method: 'GET',
    path: `/api/drafts/${opened.id}`,
    headers: bearer,
  })
  const { code } = draft.resume
  const headers = { 'x-resume-code': code }
  const line = inside(house)
  const api = (path: string, body?: object) =>
    line({
      path: `/api/drafts/${draft.id}${path}`,
      headers,
      ...(body ? { body } : { method: 'GET' as const }),
    })
  const filled = await line({ method: 'PATCH', path: `/api/drafts/${draft.id}`, headers, body: { set } })
  expect(filled.status).toBe(200)
  return { id: draft.id, code, api }
}

async function chatOn(code: string) {
  const { id } = await house.conversations.start({ channel: 'web', code })
  const say = async (text: string) =>
    (await house.conversations.take(id, v7(), { kind: 'text', text })).replies.map(({ reply }) => reply)
  return { id, say }
}

describe('an amended call', () => {
  it('tells the API what would change, and moves on a request with the revision that was read', async () => {
    const { id, api } = await begun({ project_name: garden.project_name, ways: garden.ways })
    const hash = await publish(SHORT)
    const { body } = await api('')
    expect(body.version).toMatchObject({ number: 1 })
    expect(body.newerVersion).toMatchObject({ number: 2, hash, required: false, stays: false })
    expect(body.newerVersion.changes.join()).toContain('“项目名称”：所填内容保留，但需要更正')
    expect((await api('/move', { revision: body.revision - 1 })).status).toBe(409)
    const moved = await api('/move', { revision: body.revision })
    expect(moved).toMatchObject({ status: 200, body: { version: { number: 2 } } })
    expect(moved.body.newerVersion).toBeUndefined()
    const name = moved.body.sections[0].fields.find((field: { id: string }) => field.id === 'project_name')
    expect(name).toMatchObject({ value: garden.project_name, state: 'wrong' })
    const events = await house.store.drafts.events(id)
    expect(events.at(-2)).toMatchObject({ field: '#version', new: { value: hash }, channel: 'form' })
    expect(events.at(-1)).toMatchObject({ field: 'project_name', old: { value: garden.project_name } })
  })

  it('is told once in a chat, which hears of a move on the form and goes on', async () => {
    const { code, api } = await begun({ project_name: garden.project_name })
    const chat = await chatOn(code)
    await publish(LATER)
    expect((await chat.say('你好')).map(({ key }) => key)).toContain('confirm.move')
    expect((await chat.say('你好')).map(({ key }) => key)).not.toContain('confirm.move')
    expect((await api('/move', {})).status).toBe(200)
    expect((await chat.say('你好')).map(({ key }) => key)[0]).toBe('version.moved-elsewhere')
    expect((await chat.say('撤销'))[0]?.key).toBe('repair.nothing-to-undo')
  })

  it('lets a draft be handed in as it was only when that was chosen', async () => {
    const { api } = await begun(garden)
    await publish(LATER)
    const refused = await api('/submit', {})
    expect(refused).toMatchObject({ status: 422 })
    expect(refused.body.error.message + refused.body.error.hint).toContain('通知已修订')
    expect(await api('/stay', {})).toMatchObject({ status: 200, body: { newerVersion: { stays: true } } })
    const submitted = await api('/submit', {})
    expect(submitted).toMatchObject({ status: 200, body: { status: 'submitted', version: { number: 1 } } })
    expect(submitted.body.newerVersion).toBeUndefined()
    // what was handed in stays with its version, whoever wants otherwise
    expect((await api('/move', {})).status).toBe(422)
  })

  it('must be moved to where the authority says so', async () => {
    const { api } = await begun(garden)
    await publish(REQUIRED)
    expect((await api('/stay', {})).status).toBe(422)
    expect((await api('/submit', {})).status).toBe(422)
    expect((await api('/move', {})).status).toBe(200)
    expect(await api('/submit', {})).toMatchObject({ status: 200, body: { status: 'submitted' } })
  })

  it('is shown on the form without a script, with buttons that do what they say', async () => {
    const { id, code } = await begun({ project_name: garden.project_name })
    await publish(SHORT)
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
    const opened = await house.app.inject({
      method: 'POST',
      url: '/form/open',
      headers,
      payload: `code=${code}`,
    })
    const cookie = [opened.headers['set-cookie'] ?? '']
      .flat()
      .map((one) => one.split(';')[0])
      .join('; ')
    const page = await house.app.inject({ url: '/form', headers: { ...headers, cookie } })
    expect(page.body).toContain('通知已修订')
    expect(page.body).toContain('“项目名称”：所填内容保留，但需要更正')
    const revision = /name="revision" value="(\d+)"/.exec(page.body)?.[1]
    const press = {
      method: 'POST' as const,
      headers: { ...headers, cookie },
      payload: `revision=${revision}`,
    }
    const moved = await house.app.inject({ ...press, url: '/form/version/move' })
    expect(moved).toMatchObject({ statusCode: 303 })
    expect((await house.store.drafts.find(id))?.draft.entries.project_name).toMatchObject({
      error: { code: 'too-long' },
    })
    expect((await house.app.inject({ url: '/form', headers: { ...headers, cookie } })).body).not.toContain(
      '通知已修订',
    )
    // pressed once more from a page that is out of date
    expect((await house.app.inject({ ...press, url: '/form/version/move' })).statusCode).toBe(409)
  })

  it('loses neither an answer of the chat nor the move when both come at once', async () => {
    for (let round = 0; round < 5; round++) {
      const { id, code, api } = await begun({ project_name: garden.project_name, topics: garden.topics })
      const chat = await chatOn(code)
      const hash = await publish(LATER)
      await chat.say('单位名称改成云渡市花友会')
      const [moved] = await Promise.all([api('/move', {}), chat.say('单位名称改成北岸花友会')])
      expect(moved?.status).toBe(200)
      const found = await house.store.drafts.find(id)
      expect(found).toMatchObject({ programmeHash: hash })
      expect(found?.draft.entries.org_name?.value).toBe('北岸花友会')
      const events = await house.store.drafts.events(id)
      expect(events.filter(({ field }) => field === '#version')).toHaveLength(1)
      expect(events.map(({ revision }) => revision)).toEqual(
        events.map(({ revision }) => revision).sort((a, b) => a - b),
      )
      expect(found?.draft.revision).toBe(events.at(-1)?.revision)
      expect((await house.store.load(chat.id))?.programmeHash).toBe(hash)
    }
  })

  it('is gone on with at once where nothing was answered', async () => {
    await publish()
    const { id } = await house.conversations.start({ channel: 'web', programme: 'specimen', locale: 'zh-CN' })
    const hash = await publish(LATER)
    const { replies } = await house.conversations.take(id, v7(), { kind: 'text', text: '开始申报' })
    expect(replies.map(({ reply }) => reply.key)).toEqual(['version.followed', 'filing.ask.project_name'])
    expect((await house.store.load(id))?.programmeHash).toBe(hash)
  })

  it('tells its version in the public API', async () => {
    await publish(LATER)
    const { body } = await inside(house)({ method: 'GET', path: '/api/programmes/specimen' })
    expect(body.version).toMatchObject({ number: expect.any(Number), since: '2031-04-01' })
  })
})
