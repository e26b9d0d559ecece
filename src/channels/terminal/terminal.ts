/** The terminal as a channel: lines in, text out. Numbers in brackets press the buttons of the last reply. */
import type { Choice } from '../../contract/conversation.ts'
import type { Activity, Reply } from '../../conversation/types.ts'

/**
 * A typed line as an activity; `[2]` presses the second button, a bare `2` may be an answer. `:file <path>` is handled by
 * the caller.
 */
export function toActivity(line: string, offered: readonly Choice[]): Activity {
  const number = /^\s*\[(\d{1,3})\]\s*$/.exec(line)?.[1]
  const choice = number ? offered[Number(number) - 1] : undefined
  return choice ? { kind: 'choice', value: choice.value } : { kind: 'text', text: line }
}

/** A reply as lines of text; `text` alone is enough, buttons follow as numbers. */
export function toText(reply: Reply): string {
  const lines = [reply.text]
  if (reply.document) lines.push(`→ ${reply.document.title}: ${reply.document.href}`)
  const choices = reply.choices ?? []
  const listed = choices.length > 0 && !/^1\. /m.test(reply.text)
  if (listed) lines.push(choices.map((choice, i) => `[${i + 1}] ${choice.label}`).join('  '))
  else if (choices.length > 0)
    lines.push(
      choices
        .map((choice, i) => ({ choice, i }))
        .filter(({ choice }) => !choice.value.startsWith('answer:'))
        .map(({ choice, i }) => `[${i + 1}] ${choice.label}`)
        .join('  '),
    )
  return lines.filter((line) => line !== '').join('\n')
}
