/** The chain alone: what it finds, and what it cannot. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonical } from '../../src/audit/canonical.ts'
import { BEGINNING, hashOf, linked } from '../../src/audit/chain.ts'
import { type AuditAct, type AuditEntry, CLOCK, officerActor } from '../../src/audit/entry.ts'
import { verify, verifyEnd } from '../../src/audit/verify.ts'

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
const OFFICER = '018f0000-0000-7000-8000-000000000001'

const act = (n: number): AuditAct => ({
  at: new Date(Date.UTC(2021, 3, 12, 2, n)).toISOString(),
  programmeId: n % 2 ? 'specimen' : null,
  actor: n % 2 ? officerActor(OFFICER) : CLOCK,
  act: n % 2 ? 'answered' : 'reminded',
  subject: { kind: 'enquiry', id: `enquiry ${n}` },
  details: { version: n, to: { contact: 'north' } },
})
const log = (size = 6): AuditEntry[] =>
  linked(
    Array.from({ length: size }, (_, n) => act(n)),
    BEGINNING,
    hash,
  )
const faultIn = (entries: AuditEntry[]) => verify(entries, BEGINNING, 9, hash)
const numbered = (entries: AuditEntry[]) => entries.map((entry, n) => ({ ...entry, position: n + 1 }))
const rehashed = (entry: AuditEntry): AuditEntry => ({ ...entry, hash: hashOf(entry, hash) })
const put = (entries: AuditEntry[], at: number, change: (entry: AuditEntry) => AuditEntry) =>
  entries.map((entry, n) => (n + 1 === at ? change(entry) : entry))

test('finds nothing in a log as it was written, whole or in batches', () => {
  const entries = log(100)
  expect(faultIn(entries)).toBeNull()
  expect(faultIn([])).toBeNull()
  for (let from = 0; from < 100; from += 7)
    expect(verify(entries.slice(from, from + 7), entries[from - 1] ?? BEGINNING, 100, hash)).toBeNull()
})

test('is the same whatever the order of keys, and different for each value', () => {
  expect(canonical({ b: [1, { d: null, c: 'x' }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}')
  const [first] = log() as [AuditEntry]
  const turned = Object.fromEntries(Object.entries(first).reverse()) as unknown as AuditEntry
  expect(hashOf(turned, hash)).toBe(first.hash)
})

const CHANGES: Record<string, (entry: AuditEntry) => AuditEntry> = {
  at: (entry) => ({ ...entry, at: entry.at.replace('.000Z', '.001Z') }),
  programme: (entry) => ({ ...entry, programmeId: 'specimen2' }),
  'kind of actor': (entry) => ({ ...entry, actor: { kind: 'operator', id: null } }),
  actor: (entry) => ({ ...entry, actor: officerActor(OFFICER.replace('1', '2')) }),
  act: (entry) => ({ ...entry, act: 'closed' }),
  'kind of subject': (entry) => ({ ...entry, subject: { ...entry.subject, kind: 'officer' } }),
  subject: (entry) => ({ ...entry, subject: { ...entry.subject, id: 'enquiry 9' } }),
  details: (entry) => ({ ...entry, details: { ...entry.details, version: 7 } }),
  previous: (entry) => ({
    ...entry,
    previous: entry.previous.replace(/.$/, (one) => (one === '0' ? '1' : '0')),
  }),
  hash: (entry) => ({ ...entry, hash: entry.hash.replace(/^./, (one) => (one === '0' ? '1' : '0')) }),
}

describe.each(Object.entries(CHANGES))('a changed %s', (_, change) => {
  test.each([1, 4, 6])('is found in entry %i', (position) => {
    expect(faultIn(put(log(), position, change))).toEqual({ position, kind: 'changed' })
  })
})

test.each([1, 3, 5])('finds that entry %i was removed', (position) => {
  const left = log().filter((entry) => entry.position !== position)
  expect(faultIn(left)).toEqual({ position, kind: 'removed' })
  // with the others moved up
  expect(faultIn(numbered(left))).toEqual({ position, kind: 'reordered' })
})

test.each([
  [1, 2],
  [2, 5],
  [5, 6],
])('finds that entries %i and %i were exchanged', (one, other) => {
  const entries = log()
  const [a, b] = [entries[one - 1], entries[other - 1]] as [AuditEntry, AuditEntry]
  const exchanged = put(
    put(entries, one, () => b),
    other,
    () => a,
  )
  expect(faultIn(numbered(exchanged))).toEqual({ position: one, kind: 'reordered' })
})

test('finds an entry that was put in between, however well it is made', () => {
  const entries = log()
  const third = entries[2] as AuditEntry
  const [forged] = linked([act(99)], third, hash) as [AuditEntry]
  const longer = numbered([...entries.slice(0, 3), forged, ...entries.slice(3)])
  expect(faultIn(longer)).toEqual({ position: 5, kind: 'reordered' })
  const double = [...entries.slice(0, 4), forged, ...entries.slice(4)]
  expect(faultIn(double)).toEqual({ position: 4, kind: 'forked' })
})

test('finds an entry that was written anew with a right hash by the one that follows it', () => {
  const anew = put(log(), 3, (entry) => rehashed({ ...entry, act: 'closed' }))
  expect(faultIn(anew)).toEqual({ position: 4, kind: 'forked' })
})

describe('the end', () => {
  const entries = log()
  const end = entries[5] as AuditEntry
  const known = { before: end, after: 6 }

  test('may grow while it is read', () => {
    expect(verifyEnd(end, end, known)).toBeNull()
    const later = linked([act(6), act(7)], end, hash)
    expect(verifyEnd(later[1] as AuditEntry, end, { before: end, after: 9 })).toBeNull()
  })

  test('must reach what was known as the end', () => {
    expect(verifyEnd(entries[4] as AuditEntry, null, known)).toEqual({ position: 6, kind: 'removed' })
    expect(verifyEnd(BEGINNING, null, known)).toEqual({ position: 1, kind: 'removed' })
  })

  test('must be what was known as the end', () => {
    const anew = rehashed({ ...end, act: 'closed' })
    expect(faultIn(put(entries, 6, () => anew))).toBeNull()
    expect(verifyEnd(anew, anew, known)).toEqual({ position: 6, kind: 'changed' })
  })

  test('may not go beyond it', () => {
    const [more] = linked([act(6)], end, hash) as [AuditEntry]
    expect(verifyEnd(more, end, known)).toEqual({ position: 7, kind: 'forked' })
  })
})
