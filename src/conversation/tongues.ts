/** Understands a message in the language of the conversation or, where it is written in another one, in that. */
import type { Command } from '../language/commands.ts'
import { hasChinese } from '../language/normalise.ts'
import { looksLikeQuestion } from '../language/question.ts'
import { understand } from '../language/understand.ts'
import type { Turn } from './turn.ts'
import type { Speech } from './world.ts'

/** What is said rather to the form than to the assistant: its language tells nothing about the person's. */
const TO_THE_FORM: ReadonlySet<string> = new Set(['answer', 'answer-row', 'unclear', 'clarify', 'topics'])
/** What may hold answers in the language of the form, whatever language the person speaks. */
const WITH_ANSWERS: ReadonlySet<string> = new Set(['several', 'correct', 'correct-last'])

export type SpokenCommand = Command | { type: 'speak'; code: string }

/** Commands of a text. A command or a clear question in another language is taken, and answered in it. */
export function understandAny(turn: Turn, text: string): SpokenCommand[] {
  const here = understandIn(turn, text, turn.world)
  const other = otherTongue(turn, text)
  if (!other || !here.every(({ type }) => TO_THE_FORM.has(type) || type === 'ask')) return here
  const there = understandIn(turn, text, other)
  const isSaid = there.every(({ type }) =>
    type === 'ask' ? looksLikeQuestion(text, other.phrases) : !TO_THE_FORM.has(type),
  )
  if (!isSaid) return here
  const isWord = !hasChinese(text) && text.trim().split(/\s+/).length < 2
  const stays = isWord || there.some(({ type }) => WITH_ANSWERS.has(type))
  return stays ? there : [{ type: 'speak', code: other.phrases.language }, ...there]
}

/** The programme in the language whose script the text is written in, unless that is the one spoken. */
function otherTongue(turn: Turn, text: string): Speech | null {
  const { programme, phrases } = turn.world
  const inChinese = hasChinese(text)
  if ((!inChinese && !/[a-z]{2}/i.test(text)) || isChinese(phrases.language) === inChinese) return null
  const code = programme.languages.find((language) => isChinese(language) === inChinese)
  return code === undefined ? null : turn.speechIn(code)
}

const isChinese = (language: string): boolean => language.startsWith('zh')

function understandIn({ world, context, memory }: Turn, text: string, speech: Speech): Command[] {
  return understand(text, {
    programme: speech.programme,
    text: speech.text,
    phrases: speech.phrases,
    retrieval: speech.retrieval,
    open: context.field ? (speech.programme.fields.get(context.field) ?? null) : null,
    confirming: context.confirming !== null,
    offered: memory.offered,
    year: world.at.getUTCFullYear(),
  })
}
