/** deploy/alerts.yaml asks only for metrics and labels that there are, and says of each alert what to do. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createMetrics } from '../../src/telemetry/metrics.ts'

interface Rule {
  alert?: string
  record?: string
  expr: string
  for?: string
  labels?: Record<string, string>
  annotations?: Record<string, string>
}
const file = path.join(import.meta.dirname, '../../deploy/alerts.yaml')
const { groups } = parse(readFileSync(file, 'utf8')) as { groups: { name: string; rules: Rule[] }[] }
const rules = groups.flatMap((group) => group.rules)
const recorded = new Set(rules.flatMap(({ record }) => record ?? []))

const registry = new Registry()
collectDefaultMetrics({ register: registry })
/** labels by name of the metric, as it is exported */
const exported = new Map<string, string[]>()
for (const metrics of [registry, createMetrics().registry])
  for (const metric of metrics.getMetricsAsArray()) {
    const {
      name,
      labelNames = [],
      type,
    } = metric as unknown as {
      name: string
      labelNames?: string[]
      type?: unknown
    }
    const isHistogram = type === 'histogram' || 'buckets' in metric
    for (const end of isHistogram ? ['_bucket', '_sum', '_count'] : [''])
      exported.set(name + end, [...labelNames, ...(end === '_bucket' ? ['le'] : []), 'instance', 'job'])
  }

const METRIC = /\b(?:shenbao(?::\w+)+|(?:shenbao|nodejs|process)_\w+)(?:\{([^}]*)\})?/g
const metricsIn = (expr: string) =>
  [...expr.matchAll(METRIC)].map(([whole, matchers = '']) => ({
    name: whole.replace(/\{.*/, ''),
    labels: [...matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)"[^"]*"/g)].map(([, label = '']) => label),
  }))

describe.each(rules.map((rule) => [rule.alert ?? rule.record ?? '', rule] as const))('%s', (_, rule) => {
  it('asks for metrics and labels that there are', () => {
    const asked = metricsIn(rule.expr)
    expect(asked.length).toBeGreaterThan(0)
    for (const { name, labels } of asked) {
      if (recorded.has(name)) continue
      expect([...exported.keys()]).toContain(name)
      for (const label of labels) expect(exported.get(name)).toContain(label)
    }
    for (const [, list = ''] of rule.expr.matchAll(/\bby \(([^)]*)\)/g))
      for (const label of list.split(',').map((one) => one.trim()))
        expect(
          asked.some(({ name }) => exported.get(name)?.includes(label) ?? name === 'shenbao_build_info'),
        ).toBe(true)
  })

  it('has balanced parentheses and quotes', () => {
    for (const [open, close] of ['()', '{}', '[]'])
      expect(rule.expr.split(open ?? '').length).toBe(rule.expr.split(close ?? '').length)
    expect(rule.expr.split('"').length % 2).toBe(1)
  })
})

describe.each(rules.flatMap((rule) => (rule.alert ? [[rule.alert, rule] as const] : [])))('%s', (_, rule) => {
  it('waits a little, has a known severity, and says what to do', () => {
    expect(rule.for).toMatch(/^\d+[smhd]$/)
    expect(rule.labels?.severity).toMatch(/^(?:page|ticket)$/)
    expect(rule.annotations?.summary).toBeTruthy()
    expect(rule.annotations?.description?.length).toBeGreaterThan(20)
  })
})

it('every metric of the house is explained in the how-to', () => {
  const text = readFileSync(path.join(import.meta.dirname, '../../docs/how-to/operate.md'), 'utf8')
  const names = createMetrics()
    .registry.getMetricsAsArray()
    .map(({ name }) => name)
  expect(names.filter((name) => !text.includes(name))).toEqual([])
})
