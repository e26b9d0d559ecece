/** How an application or a project stands: the stage, who has it and since when, what comes next, and what the notice says. */
import { daysBetween, lastDayOf, lastDayToAskOf } from '../../casework/project-dates.ts'
import { dateIn } from '../../casework/window.ts'
import { showDate, showInstant } from '../../language/dates.ts'
import { returnedOf } from '../handed-in.ts'
import type { Reply } from '../types.ts'
import { projectOf, projectRules } from '../wishes.ts'
import type { World } from '../world.ts'
import { answerQuestion } from './answer-question.ts'
import { bodyName, dayOf, holderName, tierName } from './case-names.ts'
import { dueLine, remarkLines, toMend } from './mending.ts'
import { caseChoices, paramsOf } from './wishes.ts'

/** The whole status of what was handed in. */
export function sayCaseStatus(world: World): Reply {
  const lines = [submittedLine(world), ...stageLines(world), ...noticeLines(world)]
  return { key: 'status.submitted', text: lines.join('\n'), choices: caseChoices(world) }
}

/** Number and time of the submission that counts. */
function submittedLine({ phrases, programme, draft }: World): string {
  const { submission } = draft
  if (!submission) return phrases.say('case.status.number', { number: draft.case?.number ?? '' })
  const at = showInstant(new Date(submission.at), phrases.language, programme.timezone)
  return phrases.say('status.submitted', { number: submission.number, at })
}

/** The stage, its holder and what comes next; of a project its term as well. */
export function stageLines(world: World): string[] {
  return projectOf(world) ? projectLines(world) : applicationLines(world)
}

function applicationLines(world: World): string[] {
  const { phrases, draft, programme } = world
  const kept = draft.case?.application
  if (!kept) return []
  const { state, since, context } = kept
  const last = programme.tiers.length - 1
  const next = Math.min(context.tier + 1, last)
  const params = {
    ...paramsOf(world),
    holder: holderName(world),
    since: dayOf(world, since),
    tier: tierName(world, context.tier),
    next: tierName(world, next),
  }
  const returned = returnedOf(draft)
  return [
    phrases.say(`case.status.application.${state}`, params),
    ...(returned ? [...remarkLines(world, toMend(world)), dueLine(world, returned.due)] : []),
    ...nextLine(world, `case.next.application.${state}`, params),
  ]
}

function nextLine({ phrases }: World, key: string, params: Record<string, string | number>): string[] {
  return phrases.has(key) ? [phrases.say(key, params)] : []
}

function projectLines(world: World): string[] {
  const { phrases, draft } = world
  const kept = projectOf(world)?.kept
  if (!kept) return []
  const params = {
    ...paramsOf(world),
    holder: holderName(world),
    since: dayOf(world, kept.since),
    guarantor: bodyName(world, draft.case?.body ?? null),
    certificate: projectOf(world)?.certificate ?? '',
  }
  return [
    phrases.say(`case.status.project.${kept.state}`, params),
    ...termLines(world),
    ...nextLine(world, `case.next.project.${kept.state}`, params),
  ]
}

/** States in which the term still matters. */
const IN_TERM: readonly string[] = ['running', 'mid-term', 'changing', 'extending']

function termLines(world: World): string[] {
  const rules = projectRules(world)
  const kept = projectOf(world)?.kept
  if (!rules || !kept || !IN_TERM.includes(kept.state)) return []
  const { phrases, draft } = world
  const { term, warned, extensions } = kept.context
  const { day, certain } = lastDayOf(rules, term)
  const lastToAsk = lastDayToAskOf(rules, term)
  const left = (rules.project.extension?.times ?? 0) - extensions
  const body = draft.case?.body ?? null
  const show = (iso: string): string => showDate(iso, phrases.language)
  return [
    phrases.say('case.term.last-day', {
      ...paramsOf(world),
      day: show(day),
      approved: show(term.approved),
      days: daysBetween(dateIn(rules, world.at), day),
      certain: certain ? 'yes' : 'no',
      decided: term.until === null ? 'no' : 'yes',
    }),
    ...(warned.marks.length > 0
      ? [phrases.say('case.term.warned', { marks: warned.marks.join(phrases.say('marks.list')) })]
      : []),
    ...(extensions > 0 ? [phrases.say('case.term.extended', { count: extensions })] : []),
    ...(lastToAsk && left > 0 && kept.state !== 'extending'
      ? [
          phrases.say('case.term.extension-left', {
            ...paramsOf(world),
            count: left,
            ask: show(lastToAsk.day),
          }),
        ]
      : []),
    ...(body === null ? [] : [phrases.say('case.term.guarantor', { body: bodyName(world, body) })]),
  ]
}

/** What the folder has the notice say, and not say, about this stage. */
function noticeLines(world: World): string[] {
  const { phrases, programme, draft } = world
  const state = projectOf(world)?.kept.state ?? draft.case?.application.state ?? ''
  return programme.answers
    .filter(({ stages }) => stages.some((stage) => stage === state))
    .flatMap(({ id }) => {
      const { parts = [], citations = [] } = answerQuestion(world, id, '')
      const clause = citations.map((one) => one.clause).join(phrases.say('marks.list'))
      return parts.flatMap(({ kind, text }) => {
        if (kind === 'silence') return [phrases.say('case.status.silence', { text })]
        return kind === 'says' && clause !== '' ? [phrases.say('case.status.notice', { clause, text })] : []
      })
    })
}
