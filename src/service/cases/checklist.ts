/** What an officer goes through: made from the conditions of the notice, the fields of the form and the paper. */
import type { ApplicationRecord } from '../../casework/case.ts'
import type { ApplicationView } from '../../contract/cases.ts'
import { reportConditions } from '../../conversation/replies/verdict.ts'
import { factsOf, type World } from '../../conversation/world.ts'
import type { CaseFileRecord, CheckRecord } from '../../ports/cases.ts'
import { fieldsOf } from '../../programme/rules.ts'
import { isShown, obstacles, sectionOf } from '../../programme/steps.ts'
import type { Seen } from './seen-case.ts'
import { titleOf } from './version-diff.ts'

type Check = ApplicationView['checks'][number]
type Item = Omit<Check, 'result' | 'note' | 'by' | 'at' | 'stale'>

/** What has come of the paper. */
export interface Paper {
  copies: number
  /** files that were looked through, oldest first */
  scans: readonly CaseFileRecord[]
}

/** The list, with what officers of the reader's tier have ticked. */
export function checklistOf(
  { record, tier, names }: Seen<ApplicationRecord>,
  world: World,
  paper: Paper,
  checks: readonly CheckRecord[],
): Check[] {
  const ticked = new Map(checks.filter((one) => one.tier === tier).map((one) => [one.item, one]))
  return itemsOf(world, paper).map((item) => {
    const check = ticked.get(item.item)
    return {
      ...item,
      result: check?.result ?? null,
      note: check?.note ?? '',
      by: check ? (names.get(check.officerId) ?? '') : null,
      at: check?.at.toISOString() ?? null,
      stale: check !== undefined && check.version < record.kept.context.version,
    }
  })
}

/** Every line of the list, as far as it can be told from what was handed in. */
export const itemsOf = (world: World, paper: Paper): Item[] => [
  ...conditions(world),
  ...sections(world),
  ...papers(world, paper),
]

const FOUND = {
  meets: 'met',
  'does-not-meet': 'unmet',
  'needs-confirmation': 'unknown',
} as const

function conditions(world: World): Item[] {
  const { programme } = world
  return reportConditions(world).flatMap(({ id, clause, outcome, label, reason }): Item[] => {
    if (outcome === 'not-applicable') return []
    const condition = programme.conditions.find((one) => one.id === id)
    const fields = condition
      ? [...(condition.when ? fieldsOf(condition.when) : []), ...fieldsOf(condition.meets)]
      : []
    return [
      {
        ...{ item: `condition:${id}`, kind: 'condition', label, clause, reason },
        quote: programme.notice.get(clause) ?? null,
        found: FOUND[outcome],
        fields: [...new Set(fields)].filter((field) => sectionOf(programme, field) !== undefined),
      },
    ]
  })
}

/** Whether each section has all that is required of it. */
function sections(world: World): Item[] {
  const { programme, phrases, text } = world
  const facts = factsOf(world)
  const open = new Set(obstacles(facts).map(({ field }) => field))
  return programme.sections.flatMap((section): Item[] => {
    const required = section.fields.filter(({ id, required }) => required && isShown(facts, id))
    if (required.length === 0) return []
    const fields = required.map(({ id }) => id).filter((id) => open.has(id))
    const named = fields.map((id) => text.fields[id]?.label ?? id).join(phrases.say('marks.list'))
    return [
      {
        ...{ item: `section:${section.id}`, kind: 'field', label: titleOf(world, section) },
        ...{ clause: null, quote: null },
        found: fields.length === 0 ? 'met' : 'unmet',
        reason:
          fields.length === 0
            ? phrases.say('review.check.complete', { count: required.length })
            : phrases.say('review.check.open', { fields: named }),
        fields,
      },
    ]
  })
}

/** Where everything is electronic no copies are waited for. */
function papers(world: World, { copies, scans }: Paper): Item[] {
  const { programme, phrases } = world
  const { print } = programme
  const clause = print.clause ?? null
  const item = (id: string, label: string, found: Item['found'], reason: string | null): Item => ({
    ...{ item: `paper:${id}`, kind: 'paper', label, clause, found, reason, fields: [] },
    quote: clause === null ? null : (programme.notice.get(clause) ?? null),
  })
  const counted = item(
    'copies',
    phrases.say('review.check.copies', { copies: print.copies }),
    // nothing has come yet: that is no fault
    copies >= print.copies ? 'met' : copies > 0 ? 'unmet' : 'unknown',
    phrases.say('review.check.received', { copies }),
  )
  if (print.seal === 'none') return [counted]
  const sealed = item('seal', phrases.say(`review.check.seal.${print.seal}`), foundOn(scans), null)
  return print.seal === 'electronic' ? [sealed] : [counted, sealed]
}

/** What the last scan has shown; whether there is a seal on it only an officer can tell. */
function foundOn(scans: readonly CaseFileRecord[]): Item['found'] {
  const findings = scans.at(-1)?.findings
  if (!findings) return null
  return findings.problems.length === 0 ? 'unknown' : 'unmet'
}
