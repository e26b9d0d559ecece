/** The record of a case in names and words, for officers. */
import type { CaseEvent } from '../../casework/case.ts'
import type { ApplicationView } from '../../contract/cases.ts'
import { partyName, type Seen } from './seen-case.ts'

type Line = ApplicationView['events'][number]

export function linesOf(seen: Seen, events: readonly CaseEvent[]): Line[] {
  return events.map((event) => lineOf(seen, event))
}

function lineOf(seen: Seen, { id, at, by, officerId, tier, act, channel }: CaseEvent): Line {
  const { fields } = seen.speech.text
  return {
    ...{ id, by, channel },
    at: at.toISOString(),
    name: officerId === null ? null : (seen.names.get(officerId) ?? ''),
    tier: tier === null ? null : partyName(seen, tier),
    act: nameOf(act),
    text: textOf(act),
    fields:
      'fields' in act
        ? act.fields.map(({ field, comment }) => ({ field, label: fields[field]?.label ?? field, comment }))
        : [],
    due: 'due' in act ? act.due : null,
    until: 'until' in act ? act.until : null,
    document: 'document' in act ? (act.document ?? null) : null,
    number: numberOf(act),
  }
}

/** An evaluation says what it found. */
function nameOf(act: CaseEvent['act']): string {
  if (act.type !== 'evaluate') return act.type
  return act.passed ? 'evaluate-passed' : 'evaluate-not-passed'
}

function textOf(act: CaseEvent['act']): string | null {
  if ('reason' in act) return act.reason ?? null
  if ('opinion' in act) return act.opinion
  return 'name' in act ? act.name : null
}

/** Of a certificate, or how many copies there are. */
function numberOf(act: CaseEvent['act']): string | null {
  if ('number' in act) return act.number
  return 'copies' in act ? String(act.copies) : null
}
