/** What officers take away, over HTTP: a bundle, sheets and an archive that somebody else can read and check. */
import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import readXlsxFile from 'read-excel-file/node'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WireProjectAct } from '../../src/contract/case-acts.ts'
import { CaseHouse, type Filer, OTHER_BODY } from '../rigs/case-house.ts'
import { DeskClient } from '../rigs/desk-client.ts'
import { PROGRAMME } from '../rigs/desk-house.ts'

const asked = `programme=${PROGRAMME}`
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

describe('downloads', { timeout: 120_000 }, () => {
  let at: CaseHouse
  let first: Filer
  let authority: DeskClient
  let body: DeskClient
  let other: DeskClient

  beforeAll(async () => {
    at = await CaseHouse.open('2021-04-12 10:00')
    const [bureau, own, foreign] = [
      await at.authority(),
      await at.recommender(),
      await at.recommender(OTHER_BODY),
    ]
    authority = await DeskClient.of(at.house, bureau.id)
    body = await DeskClient.of(at.house, own.id)
    other = await DeskClient.of(at.house, foreign.id)
    first = await at.applicant()
    await first.submit()
    const second = await at.applicant({ recommender: OTHER_BODY, project_name: '=1+1' })
    await second.submit()
    const { id } = await first.application()
    await at.cases.actOnApplication(own, id, { type: 'recommend', opinion: '同意推荐' }, { key: 'k1' })
    const act = { type: 'approve', document: '沪市监标技〔2021〕1号' }
    const approved = await authority.send('POST', '/api/desk/applications/acts', {
      ...{ id: v7(), applications: [id], act },
    })
    expect(approved.body.list).toContain('/documents/')
  }, 120_000)
  afterAll(() => at.house.close())

  it('bundle the form, and the summary sheet, of what the officer sees', async () => {
    const { status, raw, headers } = await body.get(`/api/desk/applications.zip?${asked}`)
    expect([status, headers['content-type']]).toEqual([200, 'application/zip'])
    const files = unzipSync(raw)
    const names = Object.keys(files)
    expect(names).toHaveLength(2)
    expect(names[0]).toMatch(/^SHBZ-2021-0001 上海示范养老服务有限公司\/申报书 SHBZ-2021-0001\.pdf$/)
    expect(text(files[names[0] ?? '']).slice(0, 5)).toBe('%PDF-')
    expect(names[1]).toBe('申报汇总表.xlsx')
  })

  it('give each officer only the own rows, in the column order of the folder', async () => {
    const rowsOf = async (client: DeskClient) => {
      const { raw } = await client.get(`/api/desk/applications.xlsx?${asked}`)
      const [sheet] = await readXlsxFile(raw)
      return (sheet?.data ?? []).map((row) => row.map(String))
    }
    const [head, ...rows] = await rowsOf(authority)
    expect(head?.slice(0, 4)).toEqual(['申报编号', '试点项目名称', '单位名称', '统一社会信用代码'])
    expect(rows.map(([number]) => number).toSorted()).toEqual(['SHBZ-2021-0001', 'SHBZ-2021-0002'])
    // a text that begins like a formula stays a text
    expect(rows.find(([number]) => number === 'SHBZ-2021-0002')?.[1]).toBe('=1+1')
    expect(rows.find(([number]) => number === 'SHBZ-2021-0001')).toContain('同意推荐')
    expect((await rowsOf(other)).slice(1).map(([number]) => number)).toEqual(['SHBZ-2021-0002'])
  })

  it('list projects in a register', async () => {
    const { raw } = await authority.get(`/api/desk/projects.xlsx?${asked}`)
    const [sheet] = await readXlsxFile(raw)
    const rows = (sheet?.data ?? []).map((row) => row.map(String))
    expect(rows[1]).toContain('沪市监标技〔2021〕1号')
    expect(rows[1]).toContain('2023-04-12')
  })

  it('list nationally who was put forward, and nobody else', async () => {
    const listed = async () => {
      const { raw } = await authority.get(`/api/desk/national.xlsx?${asked}`)
      const [sheet] = await readXlsxFile(raw)
      return (sheet?.data ?? []).slice(1).map((row) => row.map(String))
    }
    expect(await listed()).toEqual([])
    const bureau = await at.authority()
    await first.act({ type: 'request-acceptance' })
    const { id } = await first.project()
    const act = (what: WireProjectAct) => at.cases.actOnProject(bureau, id, what, { key: v7() })
    await act({ type: 'evaluate', passed: true, opinion: '通过。' })
    await act({ type: 'certify' })
    expect(await listed()).toEqual([])
    await act({ type: 'put-forward', reason: '示范作用明显' })
    const rows = await listed()
    expect(rows).toHaveLength(1)
    expect(rows[0]).toEqual(expect.arrayContaining(['SHBZ-2021-0001', 'SHBZ-YS-2021-0001', '示范作用明显']))
    await act({ type: 'close' })
    expect(await listed()).toEqual(rows)
  })

  it('archive everything on record with hashes that fit', async () => {
    const { status, raw } = await authority.get(`/api/desk/archive.zip?${asked}`)
    expect(status).toBe(200)
    const files = unzipSync(raw)
    const sums = text(files.SHA256SUMS).trim().split('\n')
    expect(sums).toHaveLength(Object.keys(files).length - 1)
    for (const line of sums) {
      const [, hash, name = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
      expect(
        createHash('sha256')
          .update(files[name] ?? '')
          .digest('hex'),
        name,
      ).toBe(hash)
    }
    const metadata = JSON.parse(text(files['SHBZ-2021-0001/metadata.json']))
    expect(metadata.state.name).toBe('已立项')
    const papers = Object.keys(files).filter((name) => name.includes('issued/'))
    expect(papers).toEqual([
      'SHBZ-2021-0001/issued/certificate SHBZ-YS-2021-0001.pdf',
      expect.stringMatching(/^issued\/approval .+\.pdf$/),
    ])
    const { raw: part } = await authority.get(`/api/desk/archive.zip?${asked}&ids=${v7()}`)
    expect(Object.keys(unzipSync(part)).some((name) => name.includes('issued/'))).toBe(false)
    expect(metadata.project.endsOn).toBe('2023-04-12')
    const events = JSON.parse(text(files['SHBZ-2021-0001/events.json']))
    expect(events.map(({ act }: { act: { type: string } }) => act.type)).toEqual([
      'submit',
      'recommend',
      'approve',
      ...['request-acceptance', 'evaluate', 'certify', 'put-forward', 'close'],
    ])
    const log = text(files['log.jsonl'])
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(log.map(({ act }) => act)).toContain('approve')
    expect(JSON.stringify(log)).not.toContain('同意推荐')
  })

  it.each([
    ['applications.zip', 200],
    ['applications.xlsx', 200],
    ['projects.xlsx', 200],
    ['national.xlsx', 403],
    ['archive.zip', 403],
  ])('of %s answer a recommending body with %i', async (file, status) => {
    expect((await body.get(`/api/desk/${file}?${asked}`)).status).toBe(status)
  })

  it('answer nobody who is not signed in', async () => {
    const nobody = new DeskClient(at.house)
    for (const file of [
      'applications.zip',
      'applications.xlsx',
      'projects.xlsx',
      'national.xlsx',
      'archive.zip',
    ])
      expect((await nobody.get(`/api/desk/${file}?${asked}`)).status).toBe(401)
  })

  it('know no other programme than one’s own', async () => {
    expect((await body.get('/api/desk/applications.zip?programme=specimen')).status).toBe(403)
    expect((await body.get('/api/desk/applications.zip?programme=none')).status).toBe(404)
  })
})
