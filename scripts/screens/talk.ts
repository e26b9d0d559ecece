/** Pictures of the page with the conversation, from the greeting to the receipt. */
import type { Page } from 'playwright-core'
import { application } from '../../test/rigs/application.ts'
import { Applicant } from '../../test/rigs/widget-applicant.ts'
import type { Look, Take } from './looks.ts'

export const talkScenes = {
  home: 'The page with the greeting',
  answer: 'An answer that corrects a wrong date, with the clause quoted',
  silence: 'What the notice does not say, and whom to ask',
  clarify: 'Asked back where a question may mean two things',
  areas: 'Suggested focus areas',
  verdict: 'Eligibility, condition by condition',
  'filing-project_name': 'The first question of the form',
  'filing-error': 'An answer that is not right',
  'filing-intro': 'A long text with its count',
  'filing-budget_src': 'Rows with a sum',
  'filing-att_license': 'Files',
  check: 'Check your answers',
  menu: 'Menu: language, type size, code, another draft',
  confirm: 'Before submitting',
  receipt: 'Receipt with the printed form',
  offline: 'No network: what was typed is kept',
}

const said = {
  'zh-CN': {
    deadline: '截止日期是5月30日吗？',
    silent: '有没有资金补助？',
    unsure: '要多少',
    may: '我们能申报吗？',
    project: '我们想做社区老年人助餐服务',
    file: '开始申报',
  },
  en: {
    deadline: 'Is the deadline 30 May?',
    silent: 'Is there any funding?',
    unsure: 'can we change it',
    may: 'Can we apply?',
    project: 'We run canteens for elderly people in the community',
    file: 'start filing',
  },
}

/** Goes through the whole job once and takes a picture of each scene. */
export async function walkTalk(url: string, page: Page, look: Look, take: Take): Promise<void> {
  const applicant = await Applicant.at(page, `${url}/?lang=${look.language}`)
  if (look.large) await page.locator('.size').click()
  const words = said[look.language]
  await take('home')
  await applicant.say(words.deadline)
  await take('answer')
  await applicant.say(words.silent)
  await take('silence')
  await applicant.say(words.unsure)
  await take('clarify')
  await applicant.say(words.project)
  await take('areas')
  await judge(applicant, words.may)
  await take('verdict')
  await applicant.say(words.file)
  await fileAll(applicant, take)
  await lose(applicant, words.deadline, take)
}

/** Answers what the check asks, so that one condition is not met. */
async function judge(applicant: Applicant, may: string): Promise<void> {
  await applicant.say(may)
  for (let question = 0; question < 12 && !isVerdict(applicant); question++) {
    const choices = applicant.heard.at(-1)?.choices ?? []
    const no = choices.find(({ value }) => value.endsWith(':no'))
    const first = applicant.question.pending.field in application ? undefined : choices[0]
    const press = no ?? first
    await (press ? applicant.press(press.label) : applicant.answerNext())
  }
}

const isVerdict = ({ heard }: Applicant): boolean =>
  heard.at(-1)?.key.startsWith('eligibility.verdict') ?? false

async function fileAll(applicant: Applicant, take: Take): Promise<void> {
  const { page } = applicant
  while (!applicant.isChecking) {
    const { field } = applicant.question.pending
    if (`filing-${field}` in talkScenes) await take(`filing-${field}`)
    if (field === 'lead_phone') {
      await applicant.fillCard(field, { [field]: '12345' })
      await take('filing-error')
    }
    await applicant.answerNext()
  }
  await take('check')
  await page.click('.bar .round')
  await page.waitForSelector('b.code')
  await take('menu')
  await page.click('.bar .round')
  const button = (value: string) =>
    applicant.heard.at(-1)?.choices?.find((choice) => choice.value.startsWith(value))?.label ?? value
  await applicant.press(button('do:submit'))
  await take('confirm')
  await applicant.press(button('yes:submit'))
  await take('receipt')
}

async function lose({ page }: Applicant, text: string, take: Take): Promise<void> {
  await page.context().setOffline(true)
  await page.fill('#words', text)
  await page.press('#words', 'Enter')
  await page.waitForSelector('.fate button')
  await take('offline')
}
