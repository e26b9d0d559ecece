/** An applicant who files a whole application, straying from the path as people do. */
import type { Applicant } from './applicant.ts'

const ASIDES = [
  '截止日期是哪天？',
  '有没有资金补助？',
  '上一步',
  '撤销',
  '帮助',
  'What is the deadline?',
  '我们想做社区老年人助餐服务',
]

/** Goes on until the application is handed in; sometimes takes it back and hands it in again. */
export async function fileBusily(one: Applicant, chance: () => number): Promise<void> {
  await one.press('begin:filing')
  // an aside that was taken for an answer and refused is no reason to begin anew; an answer refused twice is
  let refusals = 0
  for (let step = 0; step < 400; step++) {
    refusals = one.refused ? refusals + 1 : 0
    if (chance() < 0.12) await one.say(ASIDES[Math.floor(chance() * ASIDES.length)] ?? '')
    else if (refusals > 1 || hears(one, 'checking.open')) await startAgain(one)
    else if (hears(one, 'checking.ready')) return handIn(one, chance)
    else if (one.card) await one.answerCard(one.card)
    else await one.press('begin:filing')
  }
  throw new Error('never came to the end of the form')
}

const hears = (one: Applicant, key: string): boolean => one.replies.some((reply) => reply.key === key)

/** After straying, rows may stand twice, and sums no longer agree. */
async function startAgain(one: Applicant): Promise<void> {
  await one.press('do:restart')
  await confirm(one)
}

async function handIn(one: Applicant, chance: () => number): Promise<void> {
  await submit(one)
  if (chance() < 0.5) return
  await one.press('do:recall')
  await confirm(one)
  await submit(one)
}

async function submit(one: Applicant): Promise<void> {
  await one.press('do:submit')
  await confirm(one)
  if (!hears(one, 'filing.receipt'))
    throw new Error(`no receipt but ${one.replies.map((reply) => reply.key)}`)
}

const confirm = (one: Applicant) =>
  one.press(one.replies.at(-1)?.choices?.find(({ value }) => value.startsWith('yes:'))?.value ?? '')
