/** Lives, dates, codes and the log: any act in any order leaves them sound. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { canonical } from '../../../src/audit/canonical.ts'
import { BEGINNING, linked } from '../../../src/audit/chain.ts'
import { type Json, OPERATOR } from '../../../src/audit/entry.ts'
import { verify } from '../../../src/audit/verify.ts'
import { applicationLife, beginApplication } from '../../../src/casework/application-life.ts'
import { normaliseCheckCode, readPageCode } from '../../../src/casework/check-code.ts'
import { isRefused, takeAct } from '../../../src/casework/life.ts'
import { matchPaper } from '../../../src/casework/paper.ts'
import { clockOf } from '../../../src/casework/project-clock.ts'
import { beginProject, projectLife } from '../../../src/casework/project-life.ts'
import { projectRules } from '../../../src/conversation/wishes.ts'
import { fill, unknownIn } from '../../../src/enquiry/placeholders.ts'
import { ladderOf, promiseFor } from '../../../src/enquiry/promise.ts'
import { partName } from '../../../src/service/cases/exports/names.ts'
import { normaliseCode } from '../../../src/service/resume-code.ts'
import { clock, officer, unit } from '../../rigs/lives.ts'
import { metrology, pilot } from '../../rigs/office.ts'
import { instant, json, nearOrAny, shortText, text } from '../arbitraries.ts'
import { must, type Property, property } from '../property.ts'

const rules = projectRules({ programme: pilot })
if (!rules) throw new Error('the pilots have projects')
const sha256 = (words: string): string => createHash('sha256').update(words).digest('hex')
const TYPES = [
  'submit',
  'recall',
  'return',
  'allow-longer',
  'resubmit',
  'recommend',
  'decline',
  'approve',
  'reject',
  'withdraw',
  'begin-mid-term',
  'finish-mid-term',
  'request-change',
  'allow',
  'refuse',
  'request-extension',
  'grant',
  'request-acceptance',
  'evaluate',
  'rectified',
  'certify',
  'put-forward',
  'close',
  'cancel',
  'warn',
  'terminate',
  'reinstate',
  'confirm',
  'overrule',
  'recuse',
  '__proto__',
]
const day = fc.constantFrom('2021-05-01', '2023-04-12', '2023-12-31', '2024-02-30', 'never', '')
const happening = fc.record({
  act: fc.record({
    type: fc.constantFrom(...TYPES),
    reason: shortText,
    opinion: shortText,
    due: day,
    until: day,
    document: shortText,
    number: shortText,
    passed: fc.boolean(),
    changed: fc.array(fc.constantFrom('uscc', 'intro', '__proto__'), { maxLength: 2 }),
    fields: fc.array(fc.record({ field: fc.constantFrom('uscc', 'intro', 'nothing'), comment: shortText }), {
      maxLength: 2,
    }),
  }),
  by: fc.constantFrom(
    unit,
    clock,
    ...pilot.tiers.flatMap((tier) => [officer(tier), officer(tier, 'another')]),
    officer('nobody'),
  ),
  after: fc.constantFrom(0, 1, 30, 200, 800),
})

export const caseworkProperties: Property[] = [
  property(
    'any acts in any order leave an application in one of its states, and again when replayed',
    fc.array(happening, { maxLength: 12, size: 'max' }),
    (happenings) => {
      walk(applicationLife as never, beginApplication(new Date('2021-04-12')), happenings, pilot)
    },
    { share: 3 },
  ),
  property(
    'any acts in any order leave a project in one of its states, and its clock ahead',
    fc.array(happening, { maxLength: 12, size: 'max' }),
    (happenings) => {
      const kept = walk(projectLife as never, beginProject(rules, new Date('2021-05-01')), happenings, rules)
      const { next } = clockOf(kept, rules, new Date('2022-01-01'))
      must(next === null || !Number.isNaN(next.getTime()), 'an instant', next)
    },
    { share: 3 },
  ),
  property(
    'a promise is ahead of its question, whenever that was asked',
    fc.tuple(instant, fc.boolean()),
    ([at, first]) => {
      const programme = first ? pilot : metrology
      const { dueAt } = promiseFor(programme, at)
      must(dueAt.getTime() > at.getTime(), 'ahead', { at, dueAt })
      must(
        ladderOf(programme, dueAt).every((rung) => !Number.isNaN(rung.at.getTime())),
        'a ladder',
      )
    },
    { share: 2 },
  ),
  property(
    'codes read the same however often they are read',
    nearOrAny([
      'ABCD-EFGH-JKMN-PQRS',
      'https://example.org/check/ABCD-EFGH-JKMN-PQRS/1-2',
      'K7QF-2M9D',
      ' k7qf 2m9d ',
    ]),
    (typed) => {
      const code = normaliseCheckCode(typed)
      must(normaliseCheckCode(code) === code, 'the same', code)
      must(/^[0-9A-Z-]*$/.test(code) && /^[0-9A-Z-]*$/.test(normaliseCode(typed)), 'letters and digits', code)
      must(normaliseCode(normaliseCode(typed)) === normaliseCode(typed), 'the same')
      const page = readPageCode(typed)
      must(page === null || page.checkCode.length > 0, 'a code', page)
    },
  ),
  property(
    'any pages are put in their places, or what is wrong with them is named',
    fc.array(
      fc.tuple(
        fc.nat(9),
        fc.option(
          nearOrAny([
            'https://example.org/check/ABCD-EFGH-JKMN-PQRS/1-2',
            'https://example.org/check/ABCD-EFGH-JKMN-PQRS',
          ]),
        ),
        fc.nat(3),
      ),
      { maxLength: 12 },
    ),
    (pages) => {
      const scanned = pages.map(([page, code]) => ({ page: page + 1, code }))
      const order = { number: 'N', version: 1, copies: 2, pages: 3, know: () => ({ is: 'current' as const }) }
      const { found, expected } = matchPaper(scanned, order)
      must(found >= 0 && found <= expected, 'no more than there should be', { found, expected })
    },
  ),
  property('data has one text, whatever the order of its keys', json, (value) => {
    const kept = JSON.parse(JSON.stringify(value) ?? 'null') as Json
    must(canonical(kept) === canonical(turned(kept)), 'one text')
    must(JSON.stringify(JSON.parse(canonical(kept))) !== undefined, 'JSON')
  }),
  property(
    'a log that was touched anywhere is found out',
    fc.tuple(fc.array(json, { minLength: 1, maxLength: 6 }), fc.nat(5), text),
    ([details, at, put]) => {
      const acts = details.map((one) => ({
        at: new Date(0),
        actor: OPERATOR,
        act: 'a',
        subject: { kind: 'officer' as const, id: 'x' },
        programmeId: null,
        details: { one: JSON.parse(JSON.stringify(one) ?? 'null') },
      }))
      const log = linked(acts as never, BEGINNING, sha256)
      must(verify(log, BEGINNING, log.length, sha256) === null, 'whole')
      const touched = log.map((entry, place) =>
        place === at % log.length ? { ...entry, act: `${entry.act}${put}x` } : entry,
      )
      must(verify(touched, BEGINNING, log.length, sha256) !== null, 'touched')
    },
  ),
  property('a name in an archive is one part of a path on every system', text, (name) => {
    const part = partName(name)
    must(part !== '' && !/[\\/:*?"<>|\p{Cc}\u202e]|^\.|\.$/u.test(part), 'a name', part)
  }),
  property(
    'any words may stand in a canned answer',
    nearOrAny(['{name}，您好：{number} 的截止日期是 {due}。']),
    (words) => {
      if (unknownIn(words).length === 0)
        must(typeof fill(words, { number: words }).text === 'string', 'filled in')
    },
  ),
]

interface AnyLife {
  machine: { states: Record<string, unknown> }
}
interface AnyKept {
  state: string
  context: unknown
}

function walk<K extends AnyKept>(
  life: AnyLife,
  begun: K,
  happenings: readonly { act: object; by: object; after: number }[],
  of: unknown,
): K {
  let kept = begun
  let at = new Date('2021-04-12T02:00:00Z').getTime()
  for (const { act, by, after } of happenings) {
    at += after * 86_400_000
    const told = { act, by, at: new Date(at) }
    const decided = takeAct(life as never, kept as never, told as never, of as never)
    const again = takeAct(
      life as never,
      JSON.parse(JSON.stringify(kept)) as never,
      told as never,
      of as never,
    )
    must(JSON.stringify(again) === JSON.stringify(decided), 'the same again', told)
    if (isRefused(decided)) {
      must(typeof decided.refused === 'string', 'a reason')
      continue
    }
    kept = decided.kept as unknown as K
    must(Object.hasOwn(life.machine.states, kept.state), 'a state', kept.state)
  }
  return kept
}

const turned = (value: Json): Json =>
  Array.isArray(value)
    ? value.map(turned)
    : value !== null && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value)
            .toReversed()
            .map(([key, one]) => [key, turned(one)]),
        )
      : value
