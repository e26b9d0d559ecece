/** Officers as the rest of the system knows them. */
import type { Role } from '../enquiry/policy.ts'
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts'
import type { OfficerRecord } from '../ports/desk.ts'

const WHOLE = {
  roles: { orderBy: { id: 'asc' } },
  conversations: { select: { id: true, channel: true, address: true }, orderBy: { id: 'asc' } },
} satisfies Prisma.OfficerInclude

/** The officer that this names, with rights and channels. */
export async function officerBy(
  prisma: PrismaClient,
  where: Prisma.OfficerWhereUniqueInput,
): Promise<OfficerRecord | null> {
  const row = await prisma.officer.findUnique({ where, include: WHOLE })
  return row && recordOf(row)
}

/** All of these, by name. */
export async function officersBy(
  prisma: PrismaClient,
  where: Prisma.OfficerWhereInput,
): Promise<OfficerRecord[]> {
  const orderBy = [{ name: 'asc' as const }, { id: 'asc' as const }]
  return (await prisma.officer.findMany({ where, include: WHOLE, orderBy })).map(recordOf)
}

function recordOf(row: Prisma.OfficerGetPayload<{ include: typeof WHOLE }>): OfficerRecord {
  const { id, name, email, locale, active, subject, leaveFrom, leaveUntil, deputyId } = row
  const grants = row.roles.map(({ role, programmeId, contact, body, area }) => ({
    role: role as Role,
    ...{ programmeId, contact, body, area },
  }))
  const leave = leaveFrom && leaveUntil ? { from: leaveFrom, until: leaveUntil, deputyId } : null
  const channels = row.conversations.map(({ id: conversationId, ...rest }) => ({ conversationId, ...rest }))
  return { id, name, email, locale, active, grants, leave, subject, channels }
}
