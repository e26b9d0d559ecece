/** What an officer may see, as the store asks for it: the same as policy.ts says row by row. */
import type { Officer } from '../../enquiry/policy.ts'
import type { Scope } from '../../ports/desk.ts'

/** Contacts see their lines, leads and viewers everything of their programmes, admins nothing. */
export function scopeOf({ id, active, grants }: Officer): Scope {
  const programmes = new Map<string, string[] | null>()
  for (const { role, programmeId, contact } of active ? grants : []) {
    if (role !== 'contact' && role !== 'lead' && role !== 'viewer') continue
    const key = programmeId ?? '*'
    const before = programmes.get(key)
    const everything = role !== 'contact' || contact === null || before === null
    programmes.set(key, everything ? null : [...(before ?? []), contact])
  }
  return { officerId: id, programmes: [...programmes].map(([key, lines]) => ({ id: key, lines })) }
}
