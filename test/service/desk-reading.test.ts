/** Canned answers, what stands beside an enquiry, and reports of the desk, over a real store. */

import { setImmediate as breathe } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OfficerRecord } from '../../src/ports/desk.ts'
import { Canned } from '../../src/service/canned.ts'
import { DeskReports } from '../../src/service/desk-reports.ts'
import { EnquirySuggestions } from '../../src/service/enquiry-suggestions.ts'
import { placeholdersOf } from '../../src/service/placeholders-of.ts'
import { makeEnquiry, makeOfficer, PROGRAMME, talk } from '../rigs/desk-house.ts'
import { type House, openHouse } from '../rigs/house.ts'

let house: House
let contact: OfficerRecord
let viewer: OfficerRecord
let canned: Canned
let reports: DeskReports

beforeAll(async () => {
  house = await openHouse()
  canned = new Canned(house)
  const writeWorkbook = () => Promise.reject(new Error('no workbook is asked for here'))
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
  it('are added, changed and removed by whoever may', async () => {
    const one = await canned.save(contact, null, WORDS)
    await canned.save(contact, one.id, { ...WORDS, text: '{number}，谢谢。' })
    expect(await canned.list(PROGRAMME)).toMatchObject([
      { id: one.id, text: '{number}，谢谢。', changedBy: '甲' },
    ])
    await expect(canned.save(viewer, null, WORDS)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(canned.remove(viewer, one.id)).rejects.toMatchObject({ code: 'not-allowed' })
    await canned.remove(contact, one.id)
    expect(await canned.list(PROGRAMME)).toEqual([])
    await expect(canned.remove(contact, one.id)).rejects.toMatchObject({ code: 'unknown-canned' })
  })
  it('with a placeholder that there is not are refused, and told which there are', async () => {
    await expect(canned.save(contact, null, { ...WORDS, text: '{nummer}，您好' })).rejects.toMatchObject({
      code: 'unknown-placeholder',
      params: { name: 'nummer', allowed: expect.stringContaining('{number}') },
    })
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

describe('beside an enquiry', () => {
  it('stand those that ask the same and may be read, and what the programme says nearby', async () => {
    const suggestions = new EnquirySuggestions({ ...house, breathe: () => breathe() })
    const line = house.libraries.find(PROGRAMME)?.programme.contacts.contacts[0]?.id ?? ''
    const mine = await makeOfficer(house, '己', 'contact', { contact: line })
    const [one, same, others] = [
      await makeEnquiry(house, { contact: line, question: '电子公章行不行' }),
      await makeEnquiry(house, { contact: line, question: '電子公章行不行？' }),
      await makeEnquiry(house, { contact: 'elsewhere', question: '电子公章行不行呢' }),
    ]
    const beside = await suggestions.beside(mine, one.id)
    const found = beside.similar.map(({ id }) => id)
    expect(found).toContain(same.id)
    expect(found).not.toContain(others.id)
    expect(found).not.toContain(one.id)
    expect(beside.near[0]).toMatchObject({ id: 'electronic-seal', clauses: ['七.2'] })
    expect(beside.placeholders).toMatchObject({ number: one.number, officer: '己' })
    expect(await suggestions.beside(mine, others.id)).toEqual({ similar: [], near: [], placeholders: {} })
  })
})

describe('reports of the desk', () => {
  it('name lines, months and days in the language of the officer', async () => {
    const span = { programme: PROGRAMME, until: '2021-04-12' }
    const chinese = await reports.report(viewer, span)
    expect(chinese).toMatchObject({ from: '2021-01-12', until: '2021-04-12' })
    expect(chinese.months).toMatchObject([{ key: '2021-04', label: '2021年4月', answered: 0 }])
    expect(chinese.days).toMatchObject([{ key: '2021-04-12', label: '2021年4月12日' }])
    const english = await reports.report({ ...viewer, locale: 'en' }, span)
    expect(english.months).toMatchObject([{ label: 'April 2021' }])
    expect(english.days).toMatchObject([{ label: '12 April 2021' }])
    expect((await reports.report(viewer, { ...span, until: '2021-04-11' })).months).toEqual([])
  })
  it('tell what people could not find, without what tells who asked', async () => {
    await (await talk(house)).say('咕噜咕噜呱')
    await (await talk(house)).say('咕噜咕噜呱 13800001111')
    const report = await reports.unanswered(viewer, PROGRAMME)
    expect(JSON.stringify(report)).toContain('咕噜咕噜呱')
    expect(JSON.stringify(report)).not.toContain('13800001111')
  })
})
