/** Files that are empty, too large, of the wrong kind or under a false name. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Applicant, inside, type Line } from '../rigs/applicant.ts'
import { type House, openHouse } from '../rigs/house.ts'

vi.setConfig({ testTimeout: 60_000 })
let house: House
let line: Line
beforeAll(async () => {
  house = await openHouse()
  line = inside(house)
}, 60_000)
afterAll(() => house?.close())

const MEGABYTE = 1024 * 1024
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const PROGRAM = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])
const large = (bytes: number) => Buffer.concat([PDF, Buffer.alloc(bytes - PDF.length)])

async function atFiles(): Promise<Applicant> {
  const one = await Applicant.start(line, { locale: 'en' })
  await one.fileUntil('att_license')
  return one
}

test('refuses files by what they are, not by their name, and says what is accepted', async () => {
  const one = await Applicant.start(line, { locale: 'en' })
  for (const [name, content, status, code] of [
    ['licence.pdf', PROGRAM, 422, 'file-type'],
    ['licence.pdf', Buffer.from('<script>alert(1)</script>'), 422, 'file-type'],
    ['licence.pdf', Buffer.alloc(0), 422, 'file-empty'],
    ['licence.pdf', large(20 * MEGABYTE + 1), 413, 'too-large'],
  ] as const) {
    const answer = await one.upload(name, content)
    expect(answer).toMatchObject({ status, body: { error: { code } } })
    expect(answer.body.error.hint).toMatch(/PDF|20 MB|upload it again/)
  }
  expect((await one.upload('largest.pdf', large(20 * MEGABYTE))).status).toBe(201)
})

test('takes a renamed file for what it is and keeps its name', async () => {
  const one = await atFiles()
  const { body } = await one.upload('../../etc/营业执照 "<b>".txt', PDF)
  expect(body).toMatchObject({ mediaType: 'application/pdf', bytes: PDF.length })
  expect(body.name).not.toMatch(/[/\\]/)
  expect(body.name).toContain('营业执照')
  const replies = await one.send({ file: [body.id] })
  expect(replies[0]).toMatchObject({ key: 'filing.file-noted' })
  expect(replies[0]?.text).toContain(body.name)
})

test('says of each file why a field does not take it, and takes the others', async () => {
  const one = await atFiles()
  const id = async (name: string, content: Uint8Array): Promise<string> =>
    (await one.upload(name, content)).body.id
  const archive = Buffer.concat([Buffer.from('PK\u0005\u0006'), Buffer.alloc(18)])
  const wrong = await one.send({ file: [await id('all.zip', archive)] })
  expect(wrong.map((reply) => reply.key)).toEqual(['filing.error.file-kind', 'filing.ask.att_license'])
  expect(wrong[0]?.text).toMatch(/all\.zip.*PDF JPG PNG/)
  const heavy = await one.send({ file: [await id('heavy.pdf', large(11 * MEGABYTE))] })
  expect(heavy[0]?.text).toMatch(/heavy\.pdf.*11 MB.*10 MB/)
  const two = await one.send({ file: [await id('first.png', PNG), await id('second.pdf', PDF)] })
  expect(two.map((reply) => reply.key)).toEqual(['filing.error.too-many-files', 'filing.file-noted'])
  expect(two[0]?.text).toContain('second.pdf')
  expect(two[1]?.text).toContain('first.png')
})

test('knows nothing of the files of others, nor of none', async () => {
  const mine = await Applicant.start(line, { locale: 'en' })
  const other = await Applicant.start(line, { locale: 'en' })
  const { body } = await mine.upload('mine.pdf', PDF)
  for (const id of [body.id, v7(), 'nonsense'])
    expect(await other.ask({ file: [id] })).toMatchObject({
      status: 404,
      body: { error: { code: 'unknown-file' } },
    })
})

test('refuses an upload that breaks off or holds no file', async () => {
  const one = await Applicant.start(line, { locale: 'en' })
  const path = `${one.path}/files`
  const send = (body: string, type = 'multipart/form-data; boundary=edge') =>
    line({ path, body, headers: { ...one.own, 'content-type': type } })
  expect(await send('{}', 'application/json')).toMatchObject({ status: 415 })
  expect(
    await send('--edge\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--edge--\r\n'),
  ).toMatchObject({
    status: 400,
    body: { error: { code: 'missing-field', field: 'file' } },
  })
  const cut = '--edge\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7 half'
  expect(await send(cut)).toMatchObject({ status: 400 })
  expect(await send(cut, 'multipart/form-data')).toMatchObject({ status: 400 })
})
