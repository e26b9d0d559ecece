/** What time does to a project: the warning that is due, its end, and when to look again. */
import type { KeptProject, ProjectRules } from './project-acts.ts'
import { isOverdue, nextLookAt, warningDue } from './project-dates.ts'
import { projectMachine } from './project-life.ts'

const knows = (state: string, act: string): boolean =>
  projectMachine.states[state as 'running']?.transitions.has(act) ?? false

/** True while the end of the term is still warned of. */
export const isWarnedOf = ({ state }: Pick<KeptProject, 'state'>): boolean => knows(state, 'warn')

/** What the clock has to do now, and when it has to look again: null once nothing of the term is waited for. */
export function clockOf(
  { state, context }: KeptProject,
  rules: ProjectRules,
  now: Date,
): { due: 'warn' | 'terminate' | null; next: Date | null } {
  const { term, warned } = context
  const ended = isOverdue(rules, term, now)
  if (ended && knows(state, 'terminate') && rules.project.overdue === 'terminated')
    return { due: 'terminate', next: now }
  if (ended || !knows(state, 'warn')) return { due: null, next: null }
  const next = nextLookAt(rules, term, warned, now)
  return { due: warningDue(rules, term, warned, now) ? 'warn' : null, next }
}
