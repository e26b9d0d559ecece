/** The ranked report of what people asked and nobody could answer: for new answers, and for the next notice. */
import { dateIn } from '../casework/window.ts'
import type { Speech } from '../conversation/world.ts'
import { groupAlike } from '../language/group-alike.ts'
import type { UnansweredWording } from '../ports/store.ts'

export interface UnansweredGroup {
  /** the most frequent wording, then the others */
  wordings: { text: string; count: number }[]
  count: number
  /** of everything unanswered, 0 … 1 */
  share: number
  /** answers of the folder as it is now that come nearest, with their topics */
  nearest: { id: string; topic: string }[]
  /** the day it was said last, by the calendar of the programme's zone (ISO) */
  lastOn: string
}

export interface UnansweredReport {
  programme: string
  title: string
  total: number
  groups: UnansweredGroup[]
}

/** Answers that are named as near. */
const MOST_NEAR = 3
/** Less likely than this an answer is not near. */
const NEAR = 0.05

/** Groups wordings that say the same and ranks them by how often they were said. */
export function reportUnanswered(speech: Speech, wordings: readonly UnansweredWording[]): UnansweredReport {
  const { programme, text, retrieval } = speech
  const total = wordings.reduce((sum, { count }) => sum + count, 0)
  const groups = groupAlike(
    wordings.map((wording) => wording.text),
    retrieval,
  ).map((indices) => {
    const members = indices.flatMap((index) => wordings[index] ?? [])
    const count = members.reduce((sum, member) => sum + member.count, 0)
    return {
      wordings: members.map((member) => ({ text: withoutPersonal(member.text), count: member.count })),
      count,
      share: count / total,
      nearest: nearestTo(speech, members),
      lastOn:
        members
          .map(({ last }) => dateIn(programme, last))
          .sort()
          .at(-1) ?? '',
    }
  })
  groups.sort((a, b) => b.count - a.count || b.lastOn.localeCompare(a.lastOn))
  return { programme: programme.id, title: text.programme.title, total, groups }
}

/** What was offered when it was asked, as far as the folder still has it; else what is nearest now. */
function nearestTo({ programme, text, retrieval }: Speech, members: readonly UnansweredWording[]) {
  const known = new Set(programme.answers.map(({ id }) => id))
  const offered = members.flatMap(({ answers }) => answers).filter((id) => known.has(id))
  const near = retrieval
    .rank(members[0]?.text ?? '', MOST_NEAR)
    .filter(({ score }) => score >= NEAR)
    .map(({ answer }) => answer.id)
  const ids = offered.length > 0 ? offered : near
  return [...new Set(ids)].slice(0, MOST_NEAR).map((id) => ({ id, topic: text.answers[id]?.topic ?? id }))
}

/** Numbers and addresses that people typed may tell who they are; no report needs them. */
const withoutPersonal = (text: string): string =>
  text
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '***')
    .replace(/[0-9０-９][0-9０-９\s-]{5,}[0-9０-９A-Z]*/g, '***')
    .replace(/\s+/g, ' ')
    .trim()
