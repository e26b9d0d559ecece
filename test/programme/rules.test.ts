import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate, type Facts, fieldsOf, type LeafTrace, type Truth } from '../../src/programme/rules.ts'
import { ruleSchema } from '../../src/programme/schema/rule.ts'
import type { Programme, Rule } from '../../src/programme/schema.ts'
import type { Value } from '../../src/programme/values.ts'

const areas = [
  { id: 'water', topics: [{ id: 'rivers' }, { id: 'wells' }] },
  { id: 'land', topics: [{ id: 'fields' }] },
]

function facts(values: Record<string, Value>): Facts {
  const entries = Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, { value, source: 'applicant' as const }]),
  )
  return { programme: { areas } as unknown as Programme, entries, today: '2030-04-12' }
}

const said = { type: 'club', code: '91310000', staff: 5, start: '2030-06-01', topics: ['rivers', 'wells'] }

describe('each word of a rule', () => {
  const cases: [Rule, Record<string, Value>, Truth][] = [
    [{ field: 'type', is: 'club' }, said, 'yes'],
    [{ field: 'type', is: 'firm' }, said, 'no'],
    [{ field: 'type', in: ['firm', 'club'] }, said, 'yes'],
    [{ field: 'code', prefix: ['31'], at: 2 }, said, 'yes'],
    [{ field: 'code', prefix: ['31'] }, said, 'no'],
    [{ field: 'staff', atLeast: 5 }, said, 'yes'],
    [{ field: 'staff', atMost: 4 }, said, 'no'],
    [{ field: 'start', notBefore: 'today' }, said, 'yes'],
    [{ field: 'start', notAfter: '2030-05-31' }, said, 'no'],
    [{ field: 'end', notBefore: 'start' }, { ...said, end: '2030-05-01' }, 'no'],
    [{ field: 'end', within: { of: 'start', period: 'P2Y' } }, { ...said, end: '2032-06-01' }, 'yes'],
    [{ field: 'end', within: { of: 'start', period: 'P2Y' } }, { ...said, end: '2032-06-02' }, 'no'],
    [{ field: 'end', within: { of: 'start', period: 'P2Y' } }, { ...said, start: '还不知道' }, 'unknown'],
    [{ field: 'end', within: { of: 'start', period: 'P2Y' } }, { ...said, end: 'soon' }, 'unknown'],
    [{ field: 'staff', plusAtLeast: { field: 'helpers', atLeast: 6 } }, { ...said, helpers: 1 }, 'yes'],
    [{ field: 'staff', plusAtLeast: { field: 'helpers', atLeast: 7 } }, { ...said, helpers: 1 }, 'no'],
    [
      { field: 'money', sumEquals: { column: 'amount', field: 'total' } },
      { money: [{ amount: 0.1 }, { amount: 0.2 }], total: 0.3 },
      'yes',
    ],
    [
      { field: 'money', sumEquals: { column: 'amount', field: 'total' } },
      { money: [{ amount: 1 }], total: 2 },
      'no',
    ],
    [{ field: 'topics', under: ['water'] }, said, 'yes'],
    [{ field: 'topics', under: ['land'] }, said, 'no'],
    [{ field: 'topics', areasAtMost: 1 }, said, 'yes'],
    [{ field: 'topics', areasAtMost: 1 }, { topics: ['rivers', 'fields'] }, 'no'],
    [{ field: 'type', answered: true }, said, 'yes'],
    [{ field: 'type', answered: true }, {}, 'no'],
    [{ leftTo: 'the authority' }, said, 'unknown'],
  ]
  it.each(cases)('%j', (rule, values, truth) => {
    expect(ruleSchema.parse(rule)).toEqual(rule)
    expect(evaluate(rule, facts(values))).toBe(truth)
  })

  it('is unknown while its answer, or the answer it is held against, is missing', () => {
    for (const [rule] of cases) {
      if ('field' in rule && 'answered' in rule) continue
      expect(evaluate(rule, facts({}))).toBe('unknown')
    }
    expect(evaluate({ field: 'end', notBefore: 'start' }, facts({ end: '2030-01-01' }))).toBe('unknown')
  })
})

const leaf = fc.constantFrom<Rule>(
  { field: 'type', is: 'club' },
  { field: 'type', is: 'firm' },
  { field: 'nothing', is: 'said' },
)
const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('rule').map((not) => ({ not })),
  ),
}))

describe('three-valued logic', () => {
  const at = facts(said)
  const truth = (of: Rule) => evaluate(of, at)

  it('keeps De Morgan and double negation', () => {
    fc.assert(
      fc.property(rule, rule, (a, b) => {
        expect(truth({ not: { all: [a, b] } })).toBe(truth({ any: [{ not: a }, { not: b }] }))
        expect(truth({ not: { not: a } })).toBe(truth(a))
      }),
    )
  })

  it('never changes a settled truth when more becomes known', () => {
    const more = facts({ ...said, nothing: 'said' })
    fc.assert(
      fc.property(rule, (a) => {
        const before = truth(a)
        if (before !== 'unknown') expect(evaluate(a, more)).toBe(before)
      }),
    )
  })

  it('traces every leaf in order, and names the fields it looks at', () => {
    const trace: LeafTrace[] = []
    const both: Rule = { all: [{ field: 'type', is: 'club' }, { not: { field: 'staff', atMost: 4 } }] }
    expect(evaluate(both, at, trace)).toBe('yes')
    expect(trace.map(({ value }) => value)).toEqual(['yes', 'no'])
    expect(fieldsOf({ any: [both, { field: 'end', within: { of: 'start', period: 'P1Y' } }] })).toEqual([
      'type',
      'staff',
      'end',
      'start',
    ])
  })
})
