/** The record of a check: the same verdict again from its address alone, and nobody's name in it. */
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

const USCC = '91310101MA1FPX1234'

test('gives the verdict of the conversation again, rule by rule, without the code of who asked', async () => {
  const applicant = await Applicant.start(line, { locale: 'en' })
  await applicant.press('begin:eligibility')
  await applicant.fill({ uscc: USCC })
  while (applicant.card) {
    const { step, inputs } = applicant.card
    await applicant.fill({ [step]: inputs[0]?.options?.[0]?.value ?? '' })
  }
  const verdict = applicant.replies.at(-1)
  const href = verdict?.document?.href ?? ''
  expect(href).not.toContain(USCC)
  const trace = await line({ method: 'GET', path: href })
  expect(trace.status).toBe(200)
  expect(trace.headers['content-disposition']).toContain('attachment')
  expect(`eligibility.verdict.${trace.body.verdict}`).toBe(verdict?.key)
  expect(trace.body.conditions.map((one: { outcome: string }) => one.outcome)).toEqual(
    expect.arrayContaining(verdict?.parts?.flatMap(({ condition }) => condition?.outcome ?? []) ?? []),
  )
  expect(trace.body.trace.rules.length).toBeGreaterThan(5)
})

test('says that there is no such record when the version or the programme is another', async () => {
  const path = `/api/programmes/${house.libraries.ids()[0]}/eligibility?version=${'0'.repeat(64)}`
  expect((await line({ method: 'GET', path })).status).toBe(404)
  expect((await line({ method: 'GET', path: path.replace('0'.repeat(64), 'latest') })).status).toBe(400)
})
