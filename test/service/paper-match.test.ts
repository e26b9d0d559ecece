/** The stamped form comes back: as a PDF, as photos, from the applicant and at the desk; whatever is wrong with it is named. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { qrSvg } from '../../src/documents/qr.ts'
import { readPrint } from '../../src/documents/read-print.ts'
import { PrintVerification } from '../../src/service/print-verification.ts'
import { CaseHouse, type Filer, OTHER_BODY, type Seat } from '../rigs/case-house.ts'
import { DeskClient } from '../rigs/desk-client.ts'
import { asPdf, canScan, changed, overlaid, scanned } from '../rigs/scanner.ts'
import { recall, type Submitted } from '../rigs/submitting.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

let at: CaseHouse
let body: Seat
let filer: Filer
let submitted: Submitted
/** pages of the version that counts, of the one before, and of somebody else's form */
let sheets: Buffer[]
let old: Buffer[]
let others: Buffer[]
/** pages of one copy */
let each: number

beforeAll(async () => {
  if (!canScan()) return
  at = await CaseHouse.open('2021-04-12 10:00')
  body = await at.recommender()
  const printed = async ({ href }: Submitted) =>
    scanned((await at.house.app.inject({ url: href })).rawPayload, 100)
  filer = await at.applicant()
  old = await printed(await filer.submit())
  await recall(filer.one)
  submitted = await filer.submit()
  sheets = await printed(submitted)
  others = await printed(await (await at.applicant()).submit())
  each = sheets.length / 3
})
afterAll(() => at?.house.close())

const uploaded = async (name: string, content: Uint8Array): Promise<string> =>
  (await filer.one.upload(name, content)).body.id
/** What is said to whoever sends these pages as one PDF. */
async function sent(pages: readonly Buffer[]): Promise<{ key: string; text: string }> {
  const replies = await filer.one.send({ file: [await uploaded('盖章件.pdf', await asPdf(pages))] })
  const said = replies.find(({ key }) => key.startsWith('scan.'))
  return { key: said?.key ?? '', text: said?.text ?? replies.map(({ text }) => text).join('\n') }
}
const kept = async () => at.store.cases.files((await filer.application()).id)
const sheet = (copy: number, page: number): Buffer => sheets[(copy - 1) * each + page - 1] as Buffer

describe.skipIf(!canScan())('a stamped scan', () => {
  it('is complete: all three copies, kept with the application', async () => {
    const { key, text } = await sent(sheets)
    expect(key).toBe('scan.well')
    expect(text).toContain(`三份齐全，每份${each}页，都是第2版（${submitted.number}）。`)
    const [scan] = await kept()
    expect(scan).toMatchObject({ kind: 'scan', name: '盖章件.pdf', officerId: null })
    expect(scan?.findings).toMatchObject({ found: sheets.length, expected: sheets.length, problems: [] })
    const { id } = await filer.application()
    expect((await at.store.cases.events(id)).at(-1)).toMatchObject({
      by: 'applicant',
      channel: 'web',
      act: { type: 'scanned', name: '盖章件.pdf' },
    })
  })

  it('lacks a page: it is named with its copy', async () => {
    expect((await sent(sheets.slice(each, 2 * each).toSpliced(1, 1))).text).toContain('第2份缺第2页。')
  })

  it('lacks a copy', async () => {
    const { text } = await sent([sheet(1, 1), sheet(2, 1)])
    expect(text).toContain('第3份整份没有。')
    expect(text).toContain(`应有3份共${sheets.length}页，找到2页`)
  })

  it('has a page that was copied: its code was used again', async () => {
    const { text } = await sent([sheet(1, 1), sheet(1, 1), sheet(2, 2)])
    expect(text).toContain('上传的第2页与第1页是同一页（第1份第1页），二维码用了两次。')
    expect(text).toMatch(/第2份缺第1、3/)
  })

  it('has pages of the version before', async () => {
    const { text } = await sent([sheet(1, 1), old[1] as Buffer, old[2] as Buffer])
    expect(text).toContain('上传的第2—3页是第1版的，现行的是第2版。')
  })

  it("has a page of somebody else's form, and nothing is told of whose", async () => {
    const { text } = await sent([sheet(1, 1), others[1] as Buffer])
    expect(text).toContain('上传的第2页不是这份申报表的')
    expect(text).not.toMatch(/SHBZ-2021-0003/)
  })

  it('has a code that was never given out', async () => {
    const forged = overlaid(sheet(1, 2), qrSvg('http://127.0.0.1/check/0000-0000-0000-0000/1-2'))
    const { text } = await sent([sheet(1, 1), forged])
    expect(text).toContain('上传的第2页上的二维码不是本系统给出的，不能作数。')
    expect(text).toMatch(/第1份缺第2/)
  })

  it('cannot be read: it is said why, and nothing is kept', async () => {
    const before = (await kept()).length
    const id = await uploaded('坏.pdf', Buffer.from('%PDF-1.7\n%%EOF'))
    expect((await filer.one.send({ file: [id] }))[0]?.key).toBe('failures.scan-broken')
    expect((await kept()).length).toBe(before)
  })
})

describe.skipIf(!canScan())('photos of the stamped form', () => {
  it('come one by one, wait for the others, and become one PDF', async () => {
    const photos = sheets.slice(0, 3).map((sheet) => changed(sheet, '-background', 'white', '-rotate', '2'))
    for (const [index, photo] of photos.entries()) {
      const [reply] = await filer.one.send({ file: [await uploaded(`${index}.jpg`, photo)] })
      expect(reply).toMatchObject({ key: 'scan.collected' })
      expect(reply?.text).toContain(`一共${index + 1}张`)
    }
    const [reply] = await filer.one.say('照片齐了，请核对')
    expect(reply?.text).toContain(each === 3 ? '第2份整份没有' : `第1份缺第`)
    const scan = (await kept()).at(-1)
    expect(scan).toMatchObject({
      mediaType: 'application/pdf',
      name: `${(await filer.application()).number}.pdf`,
    })
    expect(scan?.findings?.found).toBe(3)
  })

  it('are put aside when they are not meant', async () => {
    await filer.one.send({ file: [await uploaded('花.jpg', sheets[0] as Buffer)] })
    expect((await filer.one.press('do:drop-paper'))[0]?.key).toBe('scan.dropped')
    expect((await filer.one.press('do:match-paper'))[0]?.key).toBe('scan.nothing')
  })

  it('of a telephone that saves them as HEIC are refused with what to do', async () => {
    const heic = Buffer.concat([Buffer.from('00000018667479706865696300000000', 'hex'), Buffer.alloc(64)])
    const { status, body } = await filer.one.upload('IMG_1.HEIC', heic)
    expect([status, body.error.code]).toEqual([422, 'file-heic'])
    expect(body.error.hint).toContain('兼容性最佳')
  })
})

describe.skipIf(!canScan())('the field that takes the scan', () => {
  it('is matched as well when it is answered after the submission', async () => {
    await filer.one.say('修改盖章扫描件')
    await filer.one.send({ file: [await uploaded('扫描.pdf', await asPdf(sheets.slice(0, 2)))] })
    const replies = await filer.one.say('传完了')
    expect(replies.map(({ key }) => key)).toContain('scan.heading')
    expect(replies.map(({ text }) => text).join('\n')).toContain('第2份整份没有。')
  })
})

describe.skipIf(!canScan())('at the desk', () => {
  const upload = async (seat: Seat, files: Record<string, Uint8Array>) => {
    const client = await DeskClient.of(at.house, seat.id)
    const edge = 'edge-of-a-part'
    const parts = Object.entries(files).flatMap(([name, content]) => [
      Buffer.from(`--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`),
      content,
      Buffer.from('\r\n'),
    ])
    const payload = Buffer.concat([...parts, Buffer.from(`--${edge}--\r\n`)])
    const { id } = await filer.application()
    return client.send('POST', `/api/desk/applications/${id}/scans`, payload, {
      'content-type': `multipart/form-data; boundary=${edge}`,
      'sec-fetch-site': 'same-origin',
      'accept-language': 'en',
    })
  }

  it('several photos are matched and kept as one PDF, in the record under the name of the officer', async () => {
    const { status, body: answer } = await upload(body, {
      'a.jpg': sheets[0] as Buffer,
      'b.jpg': sheets[1] as Buffer,
    })
    expect(status).toBe(201)
    expect(answer.findings).toMatchObject({ number: submitted.number, version: 2, found: 2, copies: 3 })
    expect(answer.findings.problems.at(-1)).toEqual({
      type: 'no-copy',
      text: 'Copy 3 is missing altogether.',
    })
    const { id } = await filer.application()
    const event = (await at.store.cases.events(id)).at(-1)
    expect(event).toMatchObject({ by: 'officer', officerId: body.id, act: { type: 'scanned' } })
    expect((await kept()).at(-1)).toMatchObject({ officerId: body.id, mediaType: 'application/pdf' })
  })

  it('whoever does not see the application finds none', async () => {
    const other = await at.recommender(OTHER_BODY)
    const { status, body: answer } = await upload(other, { 'a.jpg': sheets[0] as Buffer })
    expect([status, answer.error.code]).toEqual([404, 'unknown-case'])
  })

  it('what is no scan is refused', async () => {
    const { status, body: answer } = await upload(body, {
      'a.zip': Buffer.from('504b0506'.padEnd(44, '0'), 'hex'),
    })
    expect([status, answer.error.code]).toEqual([422, 'not-a-scan'])
  })
})

describe.skipIf(!canScan())('verifying', () => {
  it('a scan says what is found on its pages', async () => {
    const verification = new PrintVerification({ ...at.house, read: readPrint, publicUrl: null })
    expect(await verification.verifyFile(await asPdf(sheets.slice(0, each)))).toMatchObject({
      type: 'scan',
      print: { standing: { state: 'current' } },
      findings: {
        found: each,
        problems: [
          { type: 'no-copy', copy: 2 },
          { type: 'no-copy', copy: 3 },
        ],
      },
    })
    expect(await verification.verifyFile(old[0] as Buffer)).toMatchObject({
      type: 'scan',
      findings: { problems: [{ type: 'earlier', version: 1, current: 2 }, {}, {}, {}] },
    })
  })

  it('a photo of something else is unknown', async () => {
    const verification = new PrintVerification({ ...at.house, read: readPrint, publicUrl: null })
    const other = changed(sheets[0] as Buffer, '-crop', '100%x60%+0+300', '+repage')
    expect(await verification.verifyFile(other)).toEqual({ type: 'unknown' })
  })
})
