/** Understands a message in the language of the conversation or, where it is written in another one, in that. */
import type { Command } from '../language/commands.ts'
import { looksLikeQuestion } from '../language/message.ts'
import { hasChinese } from '../language/normalise.ts'
import { scriptOf } from '../language/traditional.ts'
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
  const code = otherTongue(turn, text)
  if (code === null) return here
  const present = turn.world.phrases.language
  return isChinese(present) && isChinese(code) ? inScript(here, code) : inTongue(turn, text, here, code)
}

/** The same words in the other script mean the same; only who talks to the assistant tells a preference. */
function inScript(here: Command[], code: string): SpokenCommand[] {
  const talks = here.some(({ type }) => type === 'ask' || !(TO_THE_FORM.has(type) || WITH_ANSWERS.has(type)))
  return talks ? [{ type: 'speak', code }, ...here] : here
}

function inTongue(turn: Turn, text: string, here: Command[], code: string): SpokenCommand[] {
  if (!here.every(({ type }) => TO_THE_FORM.has(type) || type === 'ask')) return here
  const other = turn.speech(code)
  const there = understandIn(turn, text, other)
  const isSaid = there.every(({ type }) =>
    type === 'ask' ? looksLikeQuestion(text, other.phrases) : !TO_THE_FORM.has(type),
  )
  if (!isSaid) return here
  const isWord = !hasChinese(text) && text.trim().split(/\s+/).length < 2
  const stays = isWord || there.some(({ type }) => WITH_ANSWERS.has(type))
  return stays ? there : [{ type: 'speak', code }, ...there]
}

/** The language whose script the text is written in, unless that is the one spoken. */
function otherTongue(turn: Turn, text: string): string | null {
  const { languages, phrases } = turn.world
  const present = phrases.language
  if (hasChinese(text)) {
    const script = scriptOf(text) ?? (isChinese(present) ? present : 'zh-CN')
    return script !== present && languages.includes(script) ? script : null
  }
  if (!/[a-z]{2}/i.test(text) || !isChinese(present)) return null
  return languages.find((language) => !isChinese(language)) ?? null
}

const isChinese = (language: string): boolean => language.startsWith('zh')

function understandIn(
  { world, context, memory, enquiring, wishing }: Turn,
  text: string,
  speech: Speech,
): Command[] {
  return understand(text, {
    ...speech,
    // what is said while a question for a person or a request is put is no answer to the one that waits
    open:
      context.field && !enquiring && !wishing ? (speech.programme.fields.get(context.field) ?? null) : null,
    last: memory.lastField ? (speech.programme.fields.get(memory.lastField) ?? null) : null,
    confirming: context.confirming !== null,
    enquiring,
    wishing,
    handedIn: world.draft.case !== undefined,
    offered: memory.offered,
    year: world.at.getUTCFullYear(),
  })
}
