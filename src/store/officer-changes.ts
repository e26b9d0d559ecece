/** What changes accounts: each change with its act, and neither when nothing changes. */
import { randomUUID } from 'node:crypto'
import type { Actor, AuditAct, Json } from '../audit/entry.ts'
import type { Grant } from '../enquiry/policy.ts'
import type { PrismaClient } from '../generated/prisma/client.ts'
import { LastAdmin, OFFICERS, type OfficerRecord, type OfficerStore } from '../ports/desk.ts'
import type { Clock } from '../ports/outside.ts'
import { actOf } from './acts-of.ts'
import { appendActs } from './append-acts.ts'
import { plain } from './json.ts'
import { isWhole, receive, type Transaction } from './transaction.ts'

type Changes = Pick<OfficerStore, 'create' | 'change' | 'setGrants' | 'setLeave'>
type Details = Record<string, Json>

/** Two who change one account come one after the other. $1 officer. */
const LOCK = 'SELECT id FROM officer WHERE id = $1::uuid FOR NO KEY UPDATE'

/** Those who take away each other's rights come one after the other, too. */
const ONE_BY_ONE = 'SELECT pg_advisory_xact_lock(7265001)'

/** The accounts of this database; `changed` hears of every call, and of conversations that something was left for. */
export function officerChanges(prisma: PrismaClient, clock: Clock, changed: (id: string) => void): Changes {
  /** `work` says what it changed; null: nothing. */
  async function doing(
    id: string,
    by: Actor,
    act: string,
    work: (db: Transaction) => Promise<Details | null>,
    keepAdmin = false,
  ): Promise<void> {
    await isWhole(prisma, async (db) => {
      if (keepAdmin) await db.$executeRawUnsafe(ONE_BY_ONE)
      await db.$queryRawUnsafe(LOCK, id)
      const details = await work(db)
      if (keepAdmin && details && (await admins(db)) === 0) throw new LastAdmin()
      if (details) await appendActs(db, [officerAct(clock.now(), by, act, id, details)])
    })
    changed(OFFICERS)
  }
  return {
    create: ({ at, email, name, ...officer }, by) =>
      doing(officer.id, by, 'added', async (db) => {
        const data = { ...officer, name: plain(name), email: plain(email).toLowerCase(), createdAt: at }
        await db.officer.create({ data })
        return {}
      }),
    change: async (id, { email, name, ...change }, by, { tell = [], keepAdmin = false } = {}) => {
      const work = async (db: Transaction) => {
        for (const activity of tell) await receive(db, activity)
        const data = {
          ...change,
          ...(name === undefined ? {} : { name: plain(name) }),
          ...(email === undefined ? {} : { email: plain(email).toLowerCase() }),
        }
        const before = await db.officer.findUnique({ where: { id } })
        const fields = before ? keysOf(data).filter((key) => data[key] !== before[key]) : []
        if (fields.length === 0) return null
        await db.officer.update({ where: { id }, data })
        return {
          fields: fields.sort(),
          ...(fields.includes('active') ? { active: data.active ?? true } : {}),
        }
      }
      await doing(id, by, 'changed', work, keepAdmin)
      for (const { conversationId } of tell) changed(conversationId)
    },
    setGrants: (officerId, grants, by, { keepAdmin = false } = {}) => {
      const work = async (db: Transaction) => {
        const before = (await db.officerRole.findMany({ where: { officerId } })).map(grantOf)
        const after = grants.map(grantOf)
        if (isSame(before, after)) return null
        await db.officerRole.deleteMany({ where: { officerId } })
        const data = after.map((grant) => ({ id: randomUUID(), officerId, ...grant }))
        await db.officerRole.createMany({ data })
        return { from: before, to: after }
      }
      return doing(officerId, by, 'rights-set', work, keepAdmin)
    },
    setLeave: (id, leave, by) =>
      doing(id, by, 'leave-set', async (db) => {
        const row = await db.officer.findUnique({ where: { id } })
        const before = row && daysOf({ from: row.leaveFrom, until: row.leaveUntil, deputyId: row.deputyId })
        const after = daysOf(leave ?? NO_LEAVE)
        if (!row || JSON.stringify(before) === JSON.stringify(after)) return null
        const { from: leaveFrom, until: leaveUntil, deputyId } = leave ?? NO_LEAVE
        await db.officer.update({ where: { id }, data: { leaveFrom, leaveUntil, deputyId } })
        return { from: before, to: after }
      }),
  }
}

/** How many look after accounts. */
const admins = (db: Transaction): Promise<number> =>
  db.officer.count({ where: { active: true, roles: { some: { role: 'admin' } } } })

/** An act on an account. */
export const officerAct = (at: Date, by: Actor, act: string, id: string, details: Details = {}): AuditAct =>
  actOf(at, by, act, { kind: 'officer', id }, details)

const keysOf = <T extends object>(data: T) => Object.keys(data) as (keyof T)[]

const grantOf = ({ role, programmeId, contact, body, area }: Omit<Grant, 'role'> & { role: string }) => ({
  ...{ role, programmeId, contact },
  ...{ body: body ?? null, area: area ?? null },
})

/** Whatever their order. */
const isSame = (before: object[], after: object[]): boolean =>
  JSON.stringify(before.map((one) => JSON.stringify(one)).sort()) ===
  JSON.stringify(after.map((one) => JSON.stringify(one)).sort())

const NO_LEAVE = { from: null, until: null, deputyId: null }

type Leave = typeof NO_LEAVE | NonNullable<OfficerRecord['leave']>

const daysOf = ({ from, until, deputyId }: { [Key in keyof typeof NO_LEAVE]: Leave[Key] }) =>
  from && until ? { from: from.toISOString(), until: until.toISOString(), deputy: deputyId } : null
