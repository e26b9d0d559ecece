/** Metrics stay as many as they are, whatever comes. */
import { expect, test } from 'vitest'
import { createTelemetry } from '../../src/telemetry/telemetry.ts'
import { activityOf, turnOf } from '../rigs/turns.ts'

const lines = { info: () => {}, warn: () => {}, isLevelEnabled: () => false }
const quiet = () =>
  createTelemetry({ lines, now: () => new Date(), traces: null, activityOf: async () => null })

const stateAt = (field: string | null) => ({
  locale: 'en',
  snapshot: { value: 'filing', context: { field } },
  memory: { lastField: null, lastChange: [], asked: null, offered: [] },
})

const conversation = (of: object) =>
  ({ id: 'c', channel: 'web', programmeId: 'specimen', version: 3, state: stateAt(null), ...of }) as never

test('a flood of channels, routes, programmes and fields ends in one label for all the others', async () => {
  const telemetry = await quiet()
  for (let at = 0; at < 5_000; at++) {
    const before = conversation({ channel: `c${at}`, programmeId: `p${at}`, version: 0 })
    telemetry.turn(activityOf('c', 'k')).taken(before, turnOf('c', 0, 'k', { state: stateAt(`f${at}`) }))
    telemetry.request('GET', `/made/up/${at}`, 200, 1)
  }
  const { registry } = telemetry.metrics
  const text = await registry.metrics()
  expect(text.split('\n').length).toBeLessThan(12_000)
  expect(text).toContain('shenbao_turns_total{channel="other",outcome="taken"} 4980')
  expect(text).toContain('route="other"')
  expect(text).not.toContain('"f4999"')
})

test('the funnel counts questions put, answered for the first time, and left open', async () => {
  const telemetry = await quiet()
  const take = (from: string | null, to: string | null, change: object = {}) =>
    telemetry
      .turn(activityOf('c', 'k'))
      .taken(conversation({ state: stateAt(from) }), turnOf('c', 3, 'k', { state: stateAt(to), ...change }))
  const entry = { value: 'v' }
  const answering = (field: string, old: object | null) => ({
    draft: { draft: { id: 'd' }, events: [{ field, old, new: entry }] },
  })
  take(null, 'name')
  take('name', 'name')
  take('name', 'town', answering('name', null))
  take('town', 'name')
  take('name', null, answering('name', entry))
  const value = async (name: string) =>
    (await telemetry.metrics.registry.getSingleMetric(`shenbao_funnel_${name}_total`)?.get())?.values.map(
      ({ labels, value }) => [labels.field, value],
    )
  expect(await value('reached')).toEqual([
    ['name', 2],
    ['town', 1],
  ])
  expect(await value('answered')).toEqual([['name', 1]])
  expect(await value('left')).toEqual([['town', 1]])
})

test('a turn that fails is counted with the kind of its failure in the log only', async () => {
  const warned: object[] = []
  const telemetry = await createTelemetry({
    lines: { info: () => {}, warn: (fields) => void warned.push(fields), isLevelEnabled: () => true },
    now: () => new Date(),
    traces: null,
    activityOf: async () => null,
  })
  telemetry.turn(activityOf('c', 'k')).failed('busy')
  expect(warned).toMatchObject([{ conversation: 'c', kind: 'text', outcome: 'failed', why: 'busy' }])
  expect(JSON.stringify(warned)).not.toContain('"k"')
})
