/** Canned answers and reports of the desk, over a real store. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeWorkbook } from '../../src/documents/report-workbook.ts'
import type { OfficerRecord } from '../../src/ports/desk.ts'
import { CannedAnswers } from '../../src/service/canned-answers.ts'
import { DeskReports } from '../../src/service/desk-reports.ts'
import { placeholdersOf } from '../../src/service/placeholder-values.ts'
import { type House, openHouse } from '../rigs/house.ts'
import { makeEnquiry, makeOfficer, PROGRAMME, talk } from '../rigs/made-enquiries.ts'

let house: House
let contact: OfficerRecord
let viewer: OfficerRecord
let canned: CannedAnswers
let reports: DeskReports

beforeAll(async () => {
  house = await openHouse()
  canned = new CannedAnswers(house)
  reports = new DeskReports({ ...house, writeWorkbook })
  contact = await makeOfficer(house, '甲', 'contact')
  viewer = await makeOfficer(house, '丁', 'viewer')
}, 60_000)
afterAll(() => house.close())

const WORDS = {
  programme: PROGRAMME,
  title: '请致电',
  locale: 'zh-CN',
  text: '{number}：请致电 {contact} {phone}。',
}

describe('canned answers', () => {
  it('are added, changed and removed by whoever may, and read by nobody else', async () => {
    const one = await canned.save(contact, null, WORDS)
    await canned.save(contact, one.id, { ...WORDS, text: '{number}，谢谢。' })
    expect(await canned.list(contact, PROGRAMME)).toMatchObject([{ id: one.id, text: '{number}，谢谢。' }])
    await expect(canned.list(viewer, PROGRAMME)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(canned.save(viewer, null, WORDS)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(canned.remove(viewer, one.id)).rejects.toMatchObject({ code: 'not-allowed' })
    await canned.remove(contact, one.id)
    expect(await canned.list(contact, PROGRAMME)).toEqual([])
  })
  it('of another programme, or of none, are not found', async () => {
    await expect(canned.save(contact, v7(), WORDS)).rejects.toMatchObject({
      code: 'unknown-canned',
    })
    await expect(canned.save(contact, null, { ...WORDS, programme: 'specimen' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })
  it('with a placeholder that there is not are refused, and told which there are', async () => {
    const text = '{nummer}，您好'
    await expect(canned.save(contact, null, { ...WORDS, text })).rejects.toMatchObject({
      code: 'unknown-placeholder',
      params: { name: 'nummer', allowed: expect.stringContaining('{number}') },
    })
  })
  it('that are empty or too long are refused whole', async () => {
    await expect(canned.save(contact, null, { ...WORDS, text: ' ' })).rejects.toMatchObject({
      code: 'missing-field',
    })
    const long = { ...WORDS, text: '长'.repeat(10_001) }
    await expect(canned.save(contact, null, long)).rejects.toMatchObject({ params: { excess: 1 } })
  })
  it('are filled in their own language, whatever the officer speaks', async () => {
    const speech = house.libraries.find(PROGRAMME)?.speech('en')
    if (!speech) throw new Error('no programme')
    const line = speech.programme.contacts.contacts.find(({ phone }) => phone)?.id ?? ''
    const enquiry = await makeEnquiry(house, { contact: line })
    const values = placeholdersOf(speech, enquiry, contact, 'Ms Li')
    expect(values).toMatchObject({
      number: enquiry.number,
      name: 'Ms Li',
      contact: speech.text.contacts[line],
      programme: speech.text.programme.title,
      officer: '甲',
      due: '13 April 2021 at 09:00',
    })
    expect(values).not.toHaveProperty('area')
  })
})

describe('reports of the desk', () => {
  it('name lines, months and days in the language of the officer', async () => {
    const chinese = await reports.report(viewer, { programme: PROGRAMME })
    expect(chinese).toMatchObject({ until: '2021-04-12', from: '2021-01-12' })
    expect(chinese.months).toMatchObject([{ key: '2021-04', label: '2021年4月', asked: 1, answered: 0 }])
    expect(chinese.days).toMatchObject([{ label: '2021年4月12日' }])
    expect(chinese.lines[0]?.label).not.toBe(chinese.lines[0]?.key)
    const english = await reports.report(
      { ...viewer, locale: 'en' },
      { programme: PROGRAMME, from: '2021-04-12' },
    )
    expect(english.months).toMatchObject([{ label: 'April 2021' }])
    expect((await reports.report(viewer, { programme: PROGRAMME, until: '2021-04-11' })).months).toEqual([])
  })
  it('tell what people could not find, without what tells who asked', async () => {
    await (await talk(house)).say('食堂在几楼')
    await (await talk(house)).say('食堂在几楼 13800001111')
    const report = await reports.unanswered(viewer, PROGRAMME)
    expect(JSON.stringify(report)).toContain('食堂在几楼')
    expect(JSON.stringify(report)).not.toContain('13800001111')
  })
  it('are for officers of the programme only', async () => {
    const admin = await makeOfficer(house, '管', 'admin')
    await expect(reports.report(admin, { programme: PROGRAMME })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(reports.unanswered(admin, PROGRAMME)).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
