/** Genuine, altered, forged, or somebody else's: what a file and a code are found to be. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readPrint } from '../../src/documents/read-print.ts'
import { PrintCheck } from '../../src/service/print-check.ts'
import { PrintVerification } from '../../src/service/print-verification.ts'
import { Applicant, inside } from '../rigs/applicant.ts'
import { type House, openHouse } from '../rigs/house.ts'
import { recall, type Submitted, submit } from '../rigs/submitting.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
const PUBLIC = 'https://apply.example.cn'
let house: House
let replaced: Submitted & { pdf: Buffer }
let current: Submitted & { pdf: Buffer }

beforeAll(async () => {
  house = await openHouse({ publicUrl: PUBLIC })
  const one = await Applicant.start(inside(house), { locale: 'zh-CN' })
  await one.fileUntil(null)
  const printed = async (submitted: Submitted) => ({
    ...submitted,
    pdf: (await house.app.inject({ url: submitted.href })).rawPayload,
  })
  replaced = await printed(await submit(one))
  await recall(one)
  current = await printed(await submit(one))
})
afterAll(() => house?.close())

const verification = (publicUrl: string | null = PUBLIC) =>
  new PrintVerification({ ...house, read: readPrint, publicUrl })

describe('a file', () => {
  test('is genuine when it is what the stored version prints as, counting or not', async () => {
    const verdict = await verification().verifyFile(current.pdf)
    expect(verdict).toMatchObject({ type: 'genuine', print: { standing: { state: 'current' } } })
    expect(await verification().verifyFile(replaced.pdf)).toMatchObject({
      type: 'genuine',
      print: { standing: { state: 'replaced', by: { number: current.number } } },
    })
  })

  test('is altered when a single bit differs, or its end is cut off', async () => {
    const changed = Buffer.from(current.pdf)
    const at = changed.indexOf('endstream') - 20
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(await verification().verifyFile(changed)).toMatchObject({ type: 'altered' })
    expect(await verification().verifyFile(current.pdf.subarray(0, -1))).toMatchObject({ type: 'altered' })
  })

  test('gains nothing by the code of another version', async () => {
    const forged = replaced.pdf.toString('latin1').replaceAll(replaced.code, current.code)
    expect(readPrint(Buffer.from(forged, 'latin1'))?.checkCode).toBe(current.code)
    expect(await verification().verifyFile(Buffer.from(forged, 'latin1'))).toMatchObject({ type: 'altered' })
  })

  test('is named when its QR code leads to another site, though all else is as stored', async () => {
    const { pdf } = await house.paper.print(current.code, 'https://apply.example.com')
    const checkUrl = `https://apply.example.com/check/${current.code}`
    expect(await verification().verifyFile(Buffer.from(pdf))).toMatchObject({
      type: 'leads-elsewhere',
      checkUrl,
    })
    expect(await verification(null).verifyFile(Buffer.from(pdf))).toMatchObject({ type: 'genuine' })
  })

  test('is unknown when it is no print of a submission, or one of another installation', async () => {
    const strange = current.pdf.toString('latin1').replaceAll(current.code, '0000-0000-0000-0000')
    for (const pdf of [Buffer.from('%PDF-1.7 a scan'), Buffer.from(strange, 'latin1')])
      expect(await verification().verifyFile(pdf)).toEqual({ type: 'unknown' })
  })
})

describe('a code', () => {
  test('is found however it is typed, and unknown when it was never given out', async () => {
    const typed = current.code.toLowerCase().replaceAll('-', ' ')
    expect(await verification().verifyCode(typed)).toMatchObject({ type: 'genuine' })
    expect(await verification().verifyCode('0000-0000-0000-0000')).toEqual({ type: 'unknown' })
  })

  test('vouches for nothing when the record is not what it was made for', async () => {
    const sealer = { hash: (text: string) => text, checkCode: () => 'of another secret, or another record' }
    const doubting = new PrintVerification({
      ...house,
      prints: new PrintCheck({ ...house, sealer }),
      read: readPrint,
      publicUrl: null,
    })
    expect(await doubting.verifyCode(current.code)).toMatchObject({ type: 'damaged' })
    expect(await doubting.verifyFile(current.pdf)).toMatchObject({ type: 'damaged' })
  })
})
