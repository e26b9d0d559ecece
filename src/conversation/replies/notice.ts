/** What is said unasked. */
import type { Notice, Reply } from '../types.ts'
import type { World } from '../world.ts'
import { noticeParams } from './answer-question.ts'
import { openItems } from './open-items.ts'

/** What it is about, how much is still to do, and the ways on. */
export function sayNotice(world: World, notice: Notice): Reply {
  const { phrases } = world
  const { kind, ...params } = notice
  const key = `notices.${kind}`
  const open = openItems(world).length
  return {
    key,
    text: phrases.say(key, { ...noticeParams(world), ...params, open }),
    choices: [
      { value: 'do:resume', label: phrases.say('buttons.continue-filing') },
      { value: 'notices:off', label: phrases.say('notices.stop') },
    ],
  }
}
