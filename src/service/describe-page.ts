/** What a public page shows around the assistant; every word of it comes from the programme. */
import { noticeParams } from '../conversation/replies/answer-question.ts'
import type { World } from '../conversation/world.ts'
import { showInstant } from '../language/dates.ts'
import { publicPath } from './clarifications/public-path.ts'

export interface PageDescription {
  /** stands above everything while the clock is not the real one */
  banner?: string
  programme: { id: string; title: string; issuer: string; document: string }
  /** BCP 47 */
  languages: string[]
  /** whether there are areas to choose from */
  areas: boolean
  facts: { label: string; value: string }[]
  /** what was answered once for everybody, where there is anything */
  clarifications?: { label: string; href: string }
}

/** Title, issuer and the few facts people look for first. */
export function describePage(world: World, demonstration: boolean): PageDescription {
  const { programme, text, phrases, at } = world
  const fact = (key: string, value: string) => ({ label: phrases.say(`page.fact.${key}`), value })
  const now = showInstant(at, phrases.language, programme.timezone)
  return {
    ...(demonstration ? { banner: phrases.say('page.demonstration', { now }) } : {}),
    programme: {
      id: programme.id,
      title: text.programme.title,
      issuer: text.programme.issuer,
      document: programme.document ?? '',
    },
    languages: [...programme.languages],
    areas: programme.areas.length > 0,
    ...linkToClarifications(world),
    facts: [
      ...(programme.window?.closes ? [fact('closes', noticeParams(world).closes ?? '')] : []),
      // without a clause the number of copies is ours, and no fact of the call
      ...(programme.print.clause
        ? [fact('copies', phrases.say('page.copies', { copies: programme.print.copies }))]
        : []),
      ...(programme.areas.length > 0
        ? [fact('areas', phrases.say('page.areas', { count: programme.areas.length }))]
        : []),
      ...(programme.document ? [fact('document', programme.document)] : []),
    ],
  }
}

function linkToClarifications({ programme, phrases, clarifications }: World) {
  if (!clarifications) return {}
  const label = phrases.say('page.clarifications', { count: clarifications.count })
  return { clarifications: { label, href: publicPath(programme.id, phrases.language) } }
}
