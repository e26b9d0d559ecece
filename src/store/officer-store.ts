/** Officers: who they are, what they may do, and where they are signed in. */
import { randomUUID } from 'node:crypto'
import type { Role } from '../enquiry/policy.ts'
import type { Prisma } from '../generated/prisma/client.ts'
import { OFFICERS, type OfficerStore } from '../ports/desk.ts'
import type { Database } from './database.ts'
import { bindDesk, unbindDesk } from './desks.ts'
import { isUuid, plain } from './json.ts'
import { officerBy, officersBy } from './officer-record.ts'
import { officerSessions } from './officer-sessions.ts'
import { receive } from './transaction.ts'

/** The officers of this database. `changed` hears of conversations that become a desk or cease to be one, and that officers changed. */
export function officerStore({ prisma, pool }: Database, changed: (id: string) => void): OfficerStore {
  return {
    ...officerSessions({ prisma, pool }),
    find: async (id) => (isUuid(id) ? officerBy(prisma, { id }) : null),
    findByEmail: (email) => officerBy(prisma, { email: plain(email).toLowerCase() }),
    findBySubject: (subject) => officerBy(prisma, { subject: plain(subject) }),
    all: () => officersBy(prisma, {}),
    withRole: (role, programmeId, contact) =>
      officersBy(prisma, { active: true, roles: { some: grantOf(role, programmeId, contact) } }),
    async create({ at, email, name, ...officer }) {
      const data = { ...officer, name: plain(name), email: plain(email).toLowerCase(), createdAt: at }
      await prisma.officer.create({ data })
      changed(OFFICERS)
    },
    async change(id, { email, name, ...change }, tell = []) {
      const data = {
        ...change,
        ...(name === undefined ? {} : { name: plain(name) }),
        ...(email === undefined ? {} : { email: plain(email).toLowerCase() }),
      }
      await prisma.$transaction(async (db) => {
        await db.officer.updateMany({ where: { id }, data })
        for (const activity of tell) await receive(db, activity)
      })
      for (const one of [OFFICERS, ...tell.map(({ conversationId }) => conversationId)]) changed(one)
    },
    async setGrants(officerId, grants) {
      const data = grants.map((grant) => ({ id: randomUUID(), officerId, ...grant }))
      await prisma.$transaction([
        prisma.officerRole.deleteMany({ where: { officerId } }),
        prisma.officerRole.createMany({ data }),
      ])
      changed(OFFICERS)
    },
    async setLeave(id, leave) {
      const { from = null, until = null, deputyId = null } = leave ?? {}
      await prisma.officer.updateMany({
        where: { id },
        data: { leaveFrom: from, leaveUntil: until, deputyId },
      })
      changed(OFFICERS)
    },
    async bind(conversationId, officerId) {
      await prisma.$transaction((db) => bindDesk(db, conversationId, officerId))
      changed(conversationId)
    },
    async unbind(conversationId) {
      await prisma.$transaction((db) => unbindDesk(db, conversationId))
      changed(conversationId)
    },
  }
}

/** A grant for everywhere counts here too. */
function grantOf(role: Role, programmeId: string, contact?: string): Prisma.OfficerRoleWhereInput {
  const line = contact === undefined ? [] : [{ OR: [{ contact: null }, { contact }] }]
  return { role, AND: [{ OR: [{ programmeId: null }, { programmeId }] }, ...line] }
}
