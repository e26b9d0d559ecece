/** What an applicant may want of an application or a project, and whether it can be now: asked of its life, purely. */
import { applicationLife } from '../casework/application-life.ts'
import type { ApplicantAct, DraftCase } from '../casework/case.ts'
import { isRefused, takeAct, type Why } from '../casework/life.ts'
import type { ProjectRules } from '../casework/project-acts.ts'
import { latestExtensionOf } from '../casework/project-dates.ts'
import { projectLife } from '../casework/project-life.ts'
import type { Wanted } from './types.ts'
import type { World } from './world.ts'

export type Wish = ApplicantAct['type']

/** In the order in which they are offered. */
export const WISHES: readonly Wish[] = [
  'request-acceptance',
  'rectified',
  'request-extension',
  'request-change',
  'withdraw',
]

export const isWish = (what: string): what is Wish => WISHES.some((wish) => wish === what)

type Seeing = Pick<World, 'draft' | 'programme' | 'at'>

/** Why this act cannot be now; null where it can. */
export function whyNot(world: Seeing, act: ApplicantAct | { type: 'recall' }): Why | null {
  const { draft, at } = world
  if (!draft.case) return 'not-now'
  const by = { role: 'applicant' as const, id: draft.id }
  const { project } = draft.case
  if (project) {
    const rules = projectRules(world)
    if (!rules || act.type === 'recall') return 'not-now'
    const decision = takeAct(projectLife, project.kept, { act, by, at }, rules)
    return isRefused(decision) ? decision.refused : null
  }
  if (act.type !== 'recall' && act.type !== 'withdraw') return 'not-now'
  const decision = takeAct(applicationLife, draft.case.application, { act, by, at }, world.programme)
  return isRefused(decision) ? decision.refused : null
}

/** The same, before anything of it was said. */
export const whyNever = (world: Seeing, wish: Wish): Why | null =>
  whyNot(world, actFor(wish, { number: 0, act: wish, until: latestUntil(world) ?? '', reason: '·' }))

/** The rules of its project, where the programme has projects. */
export function projectRules({ programme }: Pick<World, 'programme'>): ProjectRules | null {
  const { project } = programme
  return project ? { ...programme, project } : null
}

/** The latest last day that can be asked for; null where there is none. */
export function latestUntil(world: Seeing): string | null {
  const rules = projectRules(world)
  const term = projectOf(world)?.kept.context.term
  return rules && term ? (latestExtensionOf(rules, term)?.day ?? null) : null
}

export const projectOf = ({ draft }: Pick<World, 'draft'>): DraftCase['project'] =>
  draft.case?.project ?? null

/** The act that was put into words. */
export function actFor(wish: Wish, wanted: Wanted | undefined): ApplicantAct {
  const { until = '', reason = '' } = wanted ?? {}
  switch (wish) {
    case 'request-acceptance':
    case 'rectified':
      return { type: wish }
    case 'request-extension':
      return { type: wish, until, reason }
    case 'request-change':
    case 'withdraw':
      return { type: wish, reason }
  }
}
