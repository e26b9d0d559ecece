/** Applications and projects as lists show them, to one officer. */
import { actsOpenOnApplication, actsOpenOnProject, paperMisses } from '../../casework/acts-open.ts'
import { isReturnOverdue } from '../../casework/application-life.ts'
import type { ApplicationRecord, CaseRecord, ProjectRecord } from '../../casework/case.ts'
import { daysBetween } from '../../casework/project-dates.ts'
import { dateIn } from '../../casework/window.ts'
import type { ApplicationRow, ProjectRow } from '../../contract/cases.ts'
import { projectRules } from './decide-case.ts'
import { partyName, type Seen } from './seen-case.ts'

export function applicationRow(seen: Seen<ApplicationRecord>): ApplicationRow {
  const { record, programme, now } = seen
  const { kept, receivedAt, paper } = record
  const { returned, version } = kept.context
  return {
    ...kinOf(seen),
    may: [...actsOf(seen, (trying) => actsOpenOnApplication(kept, trying, programme)), ...paperOf(seen)],
    receivedAt: receivedAt.toISOString(),
    submissions: version,
    due: returned && { on: returned.due, over: isReturnOverdue(kept, programme, now) },
    paper: paper && { copies: paper.copies, of: programme.print.copies, at: paper.at.toISOString() },
  }
}

export function projectRow(seen: Seen<ProjectRecord>): ProjectRow {
  const { record, programme, now } = seen
  const { kept, applicationId, approvedOn, endsOn, certificate } = record
  return {
    ...kinOf(seen),
    may: actsOf(seen, (trying) => actsOpenOnProject(kept, trying, projectRules(programme))),
    ...{ applicationId, approvedOn, endsOn, certificate },
    daysLeft: daysBetween(dateIn(programme, now), endsOn),
  }
}

function kinOf(seen: Seen) {
  const { record, speech } = seen
  const { id, number, programmeId, title, applicant, body, areas, kept, holder, document, version } = record
  const { text } = speech
  return {
    ...{ id, number, programmeId, title, applicant, document, version },
    body: body === null ? null : { id: body, label: text.recommenders[body] ?? body },
    areas: areas.map((area) => ({ id: area, label: text.areas[area] ?? area })),
    state: kept.state,
    holder: holder === null ? null : partyName(seen, holder),
    since: kept.since,
    lastAt: record.lastAt.toISOString(),
    awaiting: awaitingOf(seen),
  }
}

function awaitingOf({ record, reader, tier, names }: Seen<CaseRecord>) {
  const { awaiting, recused } = record.kept
  if (!awaiting) return null
  const { act, by } = awaiting
  const mine = by.id !== reader.id && by.tier === tier && !recused.includes(reader.id)
  return { act: act.type, by: names.get(by.id) ?? '', mine }
}

function actsOf(
  { reader, tier, now }: Seen,
  open: (trying: Parameters<typeof actsOpenOnApplication>[1]) => string[],
): string[] {
  return tier === null ? [] : open({ by: { role: 'officer', id: reader.id, tier }, at: now })
}

function paperOf({ record, reader, tier, programme }: Seen<ApplicationRecord>): string[] {
  if (tier === null) return []
  return paperMisses(record.kept, { id: reader.id, tier }, programme.tiers) ? [] : ['paper-received']
}
