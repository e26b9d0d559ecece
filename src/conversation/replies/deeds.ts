/** What the assistant can do about a question, with its answer: show how things stand, or a button. */
import type { Choice } from '../../contract/conversation.ts'
import type { Answer } from '../../programme/schema.ts'
import { isHandedIn } from '../handed-in.ts'
import type { Reply } from '../types.ts'
import { whyNever, whyNot } from '../wishes.ts'
import type { World } from '../world.ts'
import { sayStatus } from './menu.ts'
import { wishChoice } from './wishes.ts'

/** The answer with what can be done now; who asks how an application stands is shown it instead. */
export function withDeeds(world: World, reply: Reply): Reply {
  const answer = world.programme.answers.find(({ id }) => reply.key === `answers.${id}`)
  const does = answer?.does ?? []
  if (does.includes('status') && isHandedIn(world.draft)) return sayStatus(world)
  const deeds = does.flatMap((deed) => choiceFor(world, deed))
  return deeds.length > 0 ? { ...reply, choices: [...(reply.choices ?? []), ...deeds] } : reply
}

function choiceFor(world: World, deed: Answer['does'][number]): Choice[] {
  if (deed === 'status') return []
  if (deed !== 'recall') return whyNever(world, deed) === null ? [wishChoice(world, deed)] : []
  return whyNot(world, { type: 'recall' }) === null
    ? [{ value: 'do:recall', label: world.phrases.say('buttons.recall') }]
    : []
}
