/** What time does to a project: the warning that is due, its end, and when to look again. */
import type { KeptProject, ProjectRules } from './project-acts.ts'
import { isOverdue, nextLookAt, warningDue } from './project-dates.ts'
import { projectMachine } from './project-life.ts'

/** What the clock has to do now, and when it has to look again: null once nothing of the term is waited for. */
export function clockOf(
  { state, context }: KeptProject,
  rules: ProjectRules,
  now: Date,
): { due: 'warn' | 'terminate' | null; next: Date | null } {
  const knows = (act: string) => projectMachine.states[state as 'running']?.transitions.has(act) ?? false
  const { term, warned } = context
  const ended = isOverdue(rules, term, now)
  if (ended && knows('terminate') && rules.project.overdue === 'terminated')
    return { due: 'terminate', next: now }
  if (ended || !knows('warn')) return { due: null, next: null }
  const next = nextLookAt(rules, term, warned, now)
  return { due: warningDue(rules, term, warned, now) ? 'warn' : null, next }
}
