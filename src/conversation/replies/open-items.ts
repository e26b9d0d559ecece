/** What stands between a draft and its submission, in words. */
import { type Obstacle, obstacles } from '../../programme/steps.ts'
import { isClosed } from '../handed-in.ts'
import { factsOf, type World } from '../world.ts'
import { errorText, fieldOf } from './ask-field.ts'

/** What blocks submission, in words: first what was answered wrongly, then what is open. */
export function openItems(world: World): { field: string; line: string }[] {
  const all = obstacles(factsOf(world))
  const isOpen = ({ reason }: Obstacle): boolean => reason === 'missing'
  const blocked = [...all.filter((one) => !isOpen(one)), ...all.filter(isOpen)].map((obstacle) => ({
    field: obstacle.field,
    line: obstacleLine(world, obstacle),
  }))
  const unprintable = world.unprintable(world.draft.entries).map(({ field, characters }) => ({
    field,
    line: world.phrases.say('checking.unprintable', {
      label: labelOf(world, field),
      characters: characters.join(' '),
    }),
  }))
  return [...blocked, ...unprintable]
}

function obstacleLine(world: World, obstacle: Obstacle): string {
  const label = labelOf(world, obstacle.field)
  if (isClosed(world, obstacle.field)) return world.phrases.say('case.mend.needs-return', { label })
  if (obstacle.reason === 'missing') return missingLine(world, obstacle.field, label)
  const error = obstacle.rule ? { code: obstacle.rule } : world.draft.entries[obstacle.field]?.error
  const reason = error ? errorText(world, fieldOf(world, obstacle.field), error) : ''
  return world.phrases.say('checking.wrong', { label, reason })
}

/** In the folder's own words where it has some for an item left open. */
function missingLine({ phrases, text }: World, field: string, label: string): string {
  const own = text.fields[field]?.error?.required
  return own
    ? phrases.say('checking.missing-own', { words: phrases.render(own, { label }) })
    : phrases.say('checking.missing', { label })
}

const labelOf = (world: World, field: string): string => world.text.fields[field]?.label ?? field
