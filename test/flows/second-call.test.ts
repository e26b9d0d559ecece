/** A call of another shape, with neither recommender, areas, seal nor telephone: filed over HTTP to its paper. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Library } from '../../src/conversation/world.ts'
import { Applicant, inside } from '../rigs/applicant.ts'
import { type House, openHouse } from '../rigs/house.ts'

const programme = 'shanghai-metrology-2022'
const given = {
  project_name: '电动汽车交流充电桩在线校准规范',
  org_name: '上海示范计量测试研究院',
  uscc: '12310000MB1F000016',
  starts: '2022-05-01',
  ends: '2023-04-30',
  has_draft: 'no',
}

let house: House
beforeAll(async () => {
  house = await openHouse({ startsAt: new Date('2022-03-07T17:00:00+08:00') })
}, 60_000)
afterAll(() => house?.close())

function textOf(pdf: Buffer): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'shenbao-pdf-'))
  writeFileSync(path.join(dir, 'form.pdf'), pdf)
  const text = execFileSync('pdftotext', ['-layout', path.join(dir, 'form.pdf'), '-'], { encoding: 'utf8' })
  rmSync(dir, { recursive: true })
  return text
}

describe('a call without recommender, areas, seal or telephone', () => {
  it('is the one that is asked for, while a visitor who asks for none gets the first', async () => {
    const line = inside(house)
    const second = await Applicant.start(line, { programme })
    expect(second.replies[0]?.text).toContain('地方计量技术规范')
    expect(second.replies.at(-1)?.choices?.map((choice) => choice.value)).not.toContain('begin:area')
    const first = await Applicant.start(line)
    expect(first.replies[0]?.text).toContain('标准化试点')
  })

  it('shows on its page only what it says of itself', async () => {
    const { body } = await inside(house)({
      method: 'GET',
      path: `/api/page?programme=${programme}&locale=en`,
    })
    expect(body.programme.id).toBe(programme)
    expect(body.areas).toBe(false)
    expect(body.facts.map((fact: { value: string }) => fact.value)).toEqual(['7 March 2022'])
  })

  it('answers from its own notice and is silent where that is', async () => {
    const { body } = await inside(house)({
      path: `/api/programmes/${programme}/ask`,
      body: { text: '要打印几份？', locale: 'zh-CN' },
    })
    expect(body).toMatchObject({ outcome: 'silent' })
    expect(JSON.stringify(body.contact)).toContain('计量处')
  })

  it('answers every way of asking that it lists with the answer it lists it under', () => {
    const { retrieval, programme: folder } = (house.libraries.find(programme) as Library).speech('')
    const mistaken = folder.answers.flatMap((answer) =>
      Object.values(answer.asked)
        .flat()
        .filter((question) => retrieval.rank(question)[0]?.answer.id !== answer.id)
        .map((question) => `${answer.id}: ${question}`),
    )
    expect(mistaken).toEqual([])
  })

  it('is filed to its receipt and its paper', async () => {
    const line = inside(house)
    const applicant = await Applicant.start(line, { programme })
    await applicant.fileUntil(null, given)
    expect(applicant.replies.at(-1)?.key).toBe('checking.ready')
    await applicant.press('do:submit')
    const yes = applicant.replies.at(-1)?.choices?.[0]?.value ?? ''
    const [receipt] = await applicant.press(yes)
    expect(receipt?.key).toBe('filing.receipt')
    expect(receipt?.text).toContain('SHJL-2022-0001')
    expect(receipt?.text).toContain('计量处')
    const { pathname, search } = new URL(receipt?.document?.href ?? '', 'http://127.0.0.1')
    const href = pathname + search
    const pdf = await house.app.inject({ method: 'GET', url: href })
    expect(pdf.headers['content-type']).toContain('application/pdf')
    const text = textOf(pdf.rawPayload)
    expect(text).toContain('SHJL-2022-0001')
    expect(text).toContain(given.project_name)
    expect(text.match(/第\s*1\s*页/g)).toHaveLength(1)
    expect(text).not.toMatch(/盖章|第一份/)
  })
})
