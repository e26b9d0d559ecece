/** Two who change accounts at the same moment: one is told why not, and nobody is told that the system broke. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { OPERATOR } from '../../../src/audit/entry.ts'
import { mayManageOfficers } from '../../../src/enquiry/policy.ts'
import { DeskClient } from '../../rigs/desk-client.ts'
import { makeOfficer } from '../../rigs/desk-house.ts'
import { type House, openHouse } from '../../rigs/house.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 180_000 })

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const admins = async () => (await house.store.officers.all()).filter(mayManageOfficers)

test.each([
  { what: 'accounts', change: { active: false } },
  { what: 'rights', change: { grants: [] } },
])('two admins who take away each other’s $what at once leave one of them', async ({ change }) => {
  for (let round = 0; round < 4; round++) {
    for (const one of await admins()) await house.store.officers.setGrants(one.id, [], OPERATOR)
    const [a, b] = [await makeOfficer(house, 'A', 'admin'), await makeOfficer(house, 'B', 'admin')]
    const [asA, asB] = [await DeskClient.of(house, a.id), await DeskClient.of(house, b.id)]
    const both = await Promise.all([
      asA.send('PATCH', `/api/desk/officers/${b.id}`, change),
      asB.send('PATCH', `/api/desk/officers/${a.id}`, change),
    ])
    expect(await admins()).toHaveLength(1)
    const statuses = both.map(({ status }) => status).sort()
    // whoever comes second has been withdrawn already, or is the last
    expect(statuses[0]).toBe(200)
    expect([401, 403, 409]).toContain(statuses[1])
  }
})

test('two accounts with one address at once are one, and the other is told that it is taken', async () => {
  const admin = await DeskClient.of(house, (await makeOfficer(house, 'Admin', 'admin')).id)
  for (let round = 0; round < 4; round++) {
    const wanted = { name: 'New', email: `${v7()}@example.org`, locale: 'en', grants: [] }
    const both = await Promise.all([1, 2].map(() => admin.send('POST', '/api/desk/officers', wanted)))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(both.find(({ status }) => status === 409)?.body.error).toMatchObject({
      code: 'email-taken',
      field: 'email',
    })
  }
})

test('an address that two accounts take over at once goes to one', async () => {
  const admin = await DeskClient.of(house, (await makeOfficer(house, 'Admin', 'admin')).id)
  const two = [await makeOfficer(house, 'One', 'viewer'), await makeOfficer(house, 'Two', 'viewer')]
  const email = `${v7()}@example.org`
  const both = await Promise.all(
    two.map(({ id }) => admin.send('PATCH', `/api/desk/officers/${id}`, { email })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
})
