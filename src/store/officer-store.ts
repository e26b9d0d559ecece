/** Officers: who they are, what they may do, and where they are signed in. */
import type { Role } from '../enquiry/policy.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import type { OfficerStore } from '../ports/desk.ts'
import type { Clock } from '../ports/outside.ts'
import { actOfDesk } from './acts-of.ts'
import { appendActs } from './append-acts.ts'
import type { Database } from './database.ts'
import { bindDesk, unbindDesk } from './desks.ts'
import { isUuid, plain } from './json.ts'
import { officerChanges } from './officer-changes.ts'
import { officerBy, officersBy } from './officer-record.ts'
import { officerSessions } from './officer-sessions.ts'
import { isWhole } from './transaction.ts'

/** The officers of this database. `changed` hears of conversations that become a desk or cease to be one, and that officers changed. */
export function officerStore(
  { prisma, pool }: Database,
  changed: (id: string) => void,
  clock: Clock,
): OfficerStore {
  return {
    ...officerSessions({ prisma, pool }, clock),
    ...officerChanges(prisma, clock, changed),
    find: async (id) => (isUuid(id) ? officerBy(prisma, { id }) : null),
    findByEmail: (email) => officerBy(prisma, { email: plain(email).toLowerCase() }),
    findBySubject: (subject) => officerBy(prisma, { subject: plain(subject) }),
    all: () => officersBy(prisma, {}),
    withRole: (role, programmeId, contact) =>
      officersBy(prisma, { active: true, roles: { some: grantOf(role, programmeId, contact) } }),
    async bind(conversationId, officerId) {
      await isWhole(prisma, async (db) => {
        await bindDesk(db, conversationId, officerId)
        await appendActs(db, [actOfDesk(clock.now(), 'bound', conversationId, officerId)])
      })
      changed(conversationId)
    },
    async unbind(conversationId) {
      await isWhole(prisma, async (db) => {
        const officerId = await unbindDesk(db, conversationId)
        if (officerId) await appendActs(db, [actOfDesk(clock.now(), 'unbound', conversationId, officerId)])
      })
      changed(conversationId)
    },
  }
}

/** A grant for everywhere counts here too. */
function grantOf(role: Role, programmeId: string, contact?: string): Prisma.OfficerRoleWhereInput {
  const line = contact === undefined ? [] : [{ OR: [{ contact: null }, { contact }] }]
  return { role, AND: [{ OR: [{ programmeId: null }, { programmeId }] }, ...line] }
}
