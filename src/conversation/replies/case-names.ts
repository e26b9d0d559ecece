/** Who has an application or a project, and since when, in words and in the programme's zone. */
import { applicationLife } from '../../casework/application-life.ts'
import { projectLife } from '../../casework/project-life.ts'
import { dateIn } from '../../casework/window.ts'
import { showDate } from '../../language/dates.ts'
import { projectRules } from '../wishes.ts'
import type { World } from '../world.ts'

/** A tier by its place: the recommending body by its own name, every other one by what it is called. */
export function tierName(world: World, place: number): string {
  return nameOf(world, world.programme.tiers[place] ?? '')
}

/** A tier by its id; of the first one of several the body that recommends this application. */
export function nameOf({ programme, text, draft }: World, tier: string): string {
  const isFirst = programme.tiers.length > 1 && tier === programme.tiers[0]
  const body = isFirst ? draft.case?.body : null
  return (body ? labelOf(text.recommenders, body) : undefined) ?? labelOf(text.tiers, tier) ?? tier
}

/** The recommending body, if the programme has one. */
export const bodyName = ({ text }: World, body: string | null): string =>
  body ? (labelOf(text.recommenders, body) ?? body) : ''

/** What a folder calls it, and nothing that every object has. */
const labelOf = (labels: Readonly<Record<string, string>>, id: string): string | undefined =>
  Object.hasOwn(labels, id) ? labels[id] : undefined

/** The tier that decides. */
export const authorityName = (world: World): string => tierName(world, world.programme.tiers.length - 1)

/** `applicant`, a tier, or null: nobody has to do anything. */
export function holderOf(world: World): string | null {
  const { case: kept } = world.draft
  if (!kept) return null
  const rules = projectRules(world)
  return kept.project && rules
    ? projectLife.holderOf(kept.project.kept, rules)
    : applicationLife.holderOf(kept.application, world.programme)
}

/** The same in words; empty for nobody. */
export function holderName(world: World): string {
  const holder = holderOf(world)
  if (holder === null) return ''
  return holder === 'applicant' ? world.phrases.say('case.you') : nameOf(world, holder)
}

/** The day of an instant, as the programme's zone and the language have it. */
export const dayOf = ({ programme, phrases }: World, instant: string): string =>
  showDate(dateIn(programme, new Date(instant)), phrases.language)
