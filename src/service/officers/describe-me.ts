/** Who is signed in, and every name that the console's screens need. */
import type { z } from 'zod'
import { mayOversee } from '../../casework/policy.ts'
import type { meSchema } from '../../contract/desk.ts'
import type { Library } from '../../conversation/world.ts'
import { type DeskAction, mayDo, mayManageOfficers } from '../../enquiry/policy.ts'
import type { OfficerRecord } from '../../ports/desk.ts'
import type { Clock } from '../../ports/outside.ts'
import type { Libraries } from '../libraries.ts'

type Me = z.infer<typeof meSchema>

interface Deps {
  libraries: Libraries
  clock: Clock
  demonstration: boolean
  /** channels that an officer can bind here */
  bindable: readonly string[]
}

export function describeMe(officer: OfficerRecord, deps: Deps): Me {
  const { libraries, clock, demonstration, bindable } = deps
  const { id, name, email, locale, grants, leave, channels } = officer
  const shown = libraries.ids().filter((programme) => concerns(officer, programme))
  return {
    id,
    name,
    email,
    locale,
    grants,
    may: {
      officers: mayManageOfficers(officer),
      anyonesLeave: shown.some((programme) => mayDo(officer, 'set-anyones-leave', programme)),
    },
    programmes: shown.flatMap((programme) => {
      const library = libraries.find(programme)
      return library ? [describeProgramme(library, officer)] : []
    }),
    leave: leaveOf(leave),
    channels: channels.map(({ conversationId, channel, address }) => ({
      id: conversationId,
      channel,
      address,
    })),
    bindable: [...bindable],
    now: clock.now().toISOString(),
    demonstration,
  }
}

/** Leave on the wire. */
export const leaveOf = (leave: OfficerRecord['leave']): Me['leave'] =>
  leave && {
    from: leave.from.toISOString(),
    until: leave.until.toISOString(),
    deputy: leave.deputyId,
  }

/** Admins need the names of every programme's lines to give rights. */
const concerns = (officer: OfficerRecord, programme: string): boolean =>
  mayManageOfficers(officer) ||
  officer.grants.some(({ programmeId }) => programmeId === null || programmeId === programme)

function describeProgramme({ programme, speech }: Library, officer: OfficerRecord): Me['programmes'][number] {
  const { text } = speech(officer.locale)
  const may = (action: DeskAction) => mayDo(officer, action, programme.id)
  return {
    id: programme.id,
    title: text.programme.title,
    timezone: programme.timezone,
    languages: [...programme.languages],
    contacts: programme.contacts.contacts.map(({ id }) => ({ id, label: text.contacts[id] ?? id })),
    areas: programme.areas.map(({ id }) => ({ id, label: text.areas[id] ?? id })),
    bodies: programme.recommenders.map(({ id }) => ({ id, label: text.recommenders[id] ?? id })),
    tiers: programme.tiers.map((id) => ({ id, label: text.tiers[id] ?? id })),
    projects: programme.project !== undefined,
    clauses: [...programme.notice.keys()],
    may: {
      clarify: may('propose-clarification'),
      withdraw: may('withdraw-clarification'),
      canned: may('edit-canned'),
      report: may('read-report'),
      unanswered: may('read-unanswered'),
      lead: officer.grants.some(
        ({ role, programmeId }) => role === 'lead' && (programmeId ?? programme.id) === programme.id,
      ),
      cases: mayOversee(officer, 'export', programme.id),
      preScreen: mayOversee(officer, 'pre-screen', programme.id),
      oversee: mayOversee(officer, 'oversee', programme.id),
    },
  }
}
