/** Questions in the middle of things: answered, then the open question is restated; the machine never moves. */

import { restate } from './moves.ts'
import { answerQuestions } from './replies/answer-question.ts'
import { withDeeds } from './replies/deeds.ts'
import { writeChoice } from './replies/enquiry.ts'
import { sayHandOff } from './replies/menu.ts'
import type { Turn } from './turn.ts'

/** The same question, or a wrong answer to one, this often in a row hands over to a person. */
export const TIMES_TO_HAND_OVER = 3
/** So often not understood in a row hands over to a person. */
const MISSES_TO_HAND_OVER = 2

/** Answers a question and comes back to the open one. */
export function ask(turn: Turn, text: string, answers: string[]): void {
  for (const reply of answerQuestions(turn.world, answers, text)) turn.say(withDeeds(turn.world, reply))
  const answer = answers[0] ?? ''
  const times = turn.memory.asked?.answer === answer ? turn.memory.asked.times + 1 : 1
  turn.memory = { ...turn.memory, asked: { answer, times } }
  const isSilent = answers.some((id) => turn.world.programme.answers.find((one) => one.id === id)?.silent)
  if (isSilent && text !== '') turn.memory = { ...turn.memory, unclear: text }
  if (times >= TIMES_TO_HAND_OVER) turn.say(sayHandOff(turn.world, turn.reach.enquiries))
  else if (isSilent && turn.reach.enquiries) offerToWrite(turn)
  restate(turn)
}

/** The notice is silent: the way to a person is put under what was said. */
function offerToWrite(turn: Turn): void {
  const last = turn.replies.pop()
  if (last) turn.say({ ...last, choices: [...(last.choices ?? []), writeChoice(turn.world)] })
}

/** Asks which of two or three questions is meant. */
export function clarify(turn: Turn, text: string, answers: string[]): void {
  const { world } = turn
  turn.effects.push({ type: 'unanswered', text, answers })
  turn.memory = { ...turn.memory, unclear: text }
  turn.say({
    key: 'repair.clarify',
    text: world.phrases.say('repair.clarify'),
    choices: [
      ...answers.map((id) => ({ value: `ask:${id}`, label: world.text.answers[id]?.topic ?? id })),
      { value: 'do:hand-off', label: world.phrases.say('buttons.hand-off') },
    ],
  })
}

/** Nothing was understood: once, say what helps; twice in a row, name a person. */
export function missed(turn: Turn, text: string): void {
  turn.move({ type: 'missed' })
  if (turn.enquiring) return missedEnquiring(turn)
  if (text !== '') turn.effects.push({ type: 'unanswered', text, answers: [] })
  if (text !== '') turn.memory = { ...turn.memory, unclear: text }
  if (turn.context.misses >= MISSES_TO_HAND_OVER) turn.say(sayHandOff(turn.world, turn.reach.enquiries))
  else turn.say({ key: 'repair.not-understood', text: turn.world.phrases.say('repair.not-understood') })
  restate(turn)
}

/** The way to a person is taken already, and what was said is no question to learn from. */
function missedEnquiring(turn: Turn): void {
  turn.say({ key: 'enquiry.not-understood', text: turn.world.phrases.say('enquiry.not-understood') })
  restate(turn)
}
