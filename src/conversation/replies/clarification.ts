/** What officers answered once for everybody: a kind of statement of its own, never taken for words of the notice. */
import type { Part } from '../../contract/conversation.ts'
import { showDate } from '../../language/dates.ts'
import type { Clarification, World } from '../world.ts'

type Telling = Pick<World, 'phrases'>

/** The clarification in words: which one, since when, what was asked and what holds. */
export function clarificationPart({ phrases }: Telling, clarification: Clarification): Part {
  const { number, on, question, answer } = clarification
  const label = phrases.say('clarification.label', { number, date: showDate(on, phrases.language) })
  return { kind: 'clarification', label, text: `${question}\n${answer}` }
}

/** Where it can be read, cited and printed. */
export function clarificationPlace({ phrases }: Telling, { address }: Clarification): Part {
  return { kind: 'aside', label: phrases.say('clarification.place'), text: address }
}

/** What has been clarified since of a matter on which the notice is silent; it comes before the silence. */
export function clarifiedSince(world: World, answerId: string): Part[] {
  return (world.clarifications?.filling(answerId) ?? []).flatMap((clarification) => [
    clarificationPart(world, clarification),
    clarificationPlace(world, clarification),
  ])
}
