/** What a paper of the authority is worth, seen in a browser: in both languages, by day and night, and at 400 %. */
import type { Browser } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { haveChromium, launch } from '../rigs/browser.ts'
import { CaseHouse } from '../rigs/case-house.ts'
import { look } from './look.ts'

const PATIENCE = 240_000

describe.skipIf(!haveChromium())('the check page of a paper', { timeout: PATIENCE }, () => {
  let at: CaseHouse
  let url: string
  let browser: Browser
  /** a letter that holds no more, and the one that took its place */
  let papers: { withdrawn: string; valid: string }

  beforeAll(async () => {
    at = await CaseHouse.open('2021-04-12 10:00', { port: 0 })
    url = await at.house.listen()
    browser = await launch()
    papers = await terminatedAndBack()
  }, PATIENCE)
  afterAll(async () => {
    await browser?.close()
    await at?.house.close()
  })

  async function terminatedAndBack() {
    const [body, bureau, one] = [await at.recommender(), await at.authority(), await at.applicant()]
    await one.submit()
    const { id } = await one.application()
    const key = () => ({ key: v7() })
    await at.cases.actOnApplication(body, id, { type: 'recommend', opinion: '同意推荐。' }, key())
    await at.cases.actOnApplication(bureau, id, { type: 'approve', document: '沪市监〔2021〕1号' }, key())
    const project = await one.project()
    at.set('2023-05-13 00:00')
    while ((await at.tick()) > 0);
    const back = {
      type: 'reinstate',
      until: '2023-12-31',
      reason: '查证属实',
      document: '沪市监〔2023〕9号',
    } as const
    await at.cases.actOnProject(bureau, project.id, back, key())
    const issued = await at.store.cases.issued(project.id)
    const codeOf = (kind: string) =>
      issued.find((paper) => paper.kind === kind)?.checkCode ?? expect.fail(kind)
    return { withdrawn: codeOf('termination'), valid: codeOf('reinstatement') }
  }

  it.each(['zh-CN', 'en'])('is plain to everyone in %s, holding or not', async (lang) => {
    const context = await browser.newContext({ locale: lang, reducedMotion: 'reduce' })
    const page = await context.newPage()
    for (const [state, code] of Object.entries(papers)) {
      await page.goto(`${url}/check/${code}?lang=${lang}`)
      await look(page, `${state} in ${lang}`)
      expect(await page.locator(`.status.${state} h2`).count()).toBe(1)
    }
    await context.close()
  })
})
