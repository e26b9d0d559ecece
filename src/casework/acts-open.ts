/** What somebody could do with a case now: each act is tried as if what it needs to say were well said. Pure. */
import {
  type ApplicationAct,
  type ApplicationRules,
  isMendable,
  type KeptApplication,
} from './application-acts.ts'
import { applicationLife } from './application-life.ts'
import { type Actor, isRefused, type SharedAct, takeAct, type Why } from './life.ts'
import type { KeptProject, ProjectAct, ProjectRules } from './project-acts.ts'
import { latestExtensionOf } from './project-dates.ts'
import { projectLife } from './project-life.ts'

/** Who would act, and when. */
export interface Trying {
  by: Actor
  at: Date
}

const SAID = '-'
/** Later than every day that a case knows. */
const LATER = '9999-12-31'

const SHARED: SharedAct[] = [
  { type: 'confirm' },
  { type: 'object', reason: SAID },
  { type: 'recuse', reason: SAID },
]

function onApplication({ context }: KeptApplication, rules: ApplicationRules): ApplicationAct[] {
  const onForm = rules.sections.flatMap(({ fields }) => fields.map(({ id }) => id))
  const field = onForm.find((id) => isMendable(rules, context, id)) ?? ''
  return [
    { type: 'return', fields: [{ field, comment: SAID }], due: LATER },
    { type: 'allow-longer', due: LATER, reason: SAID },
    { type: 'recommend', opinion: SAID },
    { type: 'decline', reason: SAID },
    { type: 'approve', document: SAID },
    { type: 'reject', reason: SAID },
  ]
}

function onProject({ context }: KeptProject, rules: ProjectRules): ProjectAct[] {
  return [
    { type: 'begin-mid-term' },
    { type: 'finish-mid-term', opinion: SAID },
    { type: 'allow' },
    { type: 'refuse', reason: SAID },
    { type: 'grant', until: latestExtensionOf(rules, context.term)?.day ?? LATER },
    { type: 'evaluate', passed: true, opinion: SAID },
    { type: 'evaluate', passed: false, opinion: SAID },
    { type: 'certify', number: SAID },
    { type: 'put-forward', reason: SAID },
    { type: 'close' },
    { type: 'cancel', reason: SAID },
    { type: 'reinstate', until: LATER, reason: SAID, document: SAID },
  ]
}

/** Names of the acts of officers that would not be refused on an application. */
export function actsOpenOnApplication(
  kept: KeptApplication,
  { by, at }: Trying,
  rules: ApplicationRules,
): string[] {
  const open = [...onApplication(kept, rules), ...SHARED].filter(
    (act) => !isRefused(takeAct(applicationLife, kept, { act, by, at }, rules)),
  )
  return namesOf(open)
}

/** Names of the acts of officers that would not be refused on a project. */
export function actsOpenOnProject(kept: KeptProject, { by, at }: Trying, rules: ProjectRules): string[] {
  const open = [...onProject(kept, rules), ...SHARED].filter(
    (act) => !isRefused(takeAct(projectLife, kept, { act, by, at }, rules)),
  )
  return namesOf(open)
}

const namesOf = (acts: readonly { type: string }[]): string[] => [...new Set(acts.map(({ type }) => type))]

/**
 * Why an officer cannot note copies on paper, which is no step of the life; null where it can be: the tier that has the
 * application, and the authority.
 */
export function paperMisses(
  { recused, context }: KeptApplication,
  by: { id: string; tier: string },
  tiers: readonly string[],
): Why | null {
  if (recused.includes(by.id)) return 'recused'
  return by.tier === tiers.at(-1) || by.tier === tiers[context.tier] ? null : 'not-your-tier'
}
