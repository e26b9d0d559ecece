/** Handing in and taking back, as the buttons of the conversation do it. */
import type { Applicant } from './applicant.ts'

export interface Submitted {
  number: string
  /** check code */
  code: string
  /** address of the printed form */
  href: string
}

/** Submits what is filled in. */
export async function submit(one: Applicant): Promise<Submitted> {
  await one.press('do:submit')
  const replies = await one.press(yes(one, 'submit'))
  const href = replies.find((reply) => reply.document)?.document?.href ?? ''
  const code = /documents\/(.+)\.pdf/.exec(href)?.[1] ?? ''
  const number = /[A-Z]+-\d{4}-\d{4}/.exec(replies.map((reply) => reply.text).join())?.[0] ?? ''
  if (!code || !number) throw new Error(`not submitted: ${replies.map((reply) => reply.text).join('\n')}`)
  return { number, code, href }
}

/** Takes the submission back. */
export async function recall(one: Applicant): Promise<void> {
  await one.press('do:recall')
  await one.press(yes(one, 'recall'))
}

const yes = (one: Applicant, action: string): string =>
  one.replies.at(-1)?.choices?.find((choice) => choice.value.startsWith(`yes:${action}:`))?.value ?? ''
