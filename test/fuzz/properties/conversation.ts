/** Turns: in any state, for anything that comes, an answer with words, the same whenever it is taken, and fit to be kept. */
import fc from 'fast-check'
import type { PaperProblem } from '../../../src/casework/paper.ts'
import type { ShellEvent } from '../../../src/conversation/types.ts'
import { goldenFormFiles, libraryOf } from '../../rigs/golden.ts'
import { nearOrAny, shortText, text } from '../arbitraries.ts'
import { type Property, property } from '../property.ts'
import { ANSWERS, SAYINGS } from '../samples.ts'
import { type Step, Talk } from '../talk.ts'

const folders = ['specimen', 'shanghai-standardization-pilot-2021', 'shanghai-metrology-2022']
const places = [...folders, ...(await goldenFormFiles()).keys()]
const libraries = await Promise.all(places.map(libraryOf))

const TOLD = [
  'recommended',
  'returned',
  'longer',
  'declined',
  'approved',
  'rejected',
  'withdrawn',
  'warn',
  'terminated',
  'granted',
  'certified',
  'refused',
  'constructor',
]
const WHY = ['not-now', 'too-late-to-ask', 'until-too-late', 'nothing-changed'] as const
const ACTS = [
  'answer',
  'return',
  'allow-longer',
  'recommend',
  'decline',
  'approve',
  'reject',
  'begin-mid-term',
  'finish-mid-term',
  'allow',
  'refuse',
  'grant',
  'evaluate',
  'certify',
  'put-forward',
  'close',
  'cancel',
  'warn',
  'terminate',
  'reinstate',
  'withdraw',
]

const say = nearOrAny(SAYINGS)
const value = nearOrAny(ANSWERS)
const file = fc.record({
  name: shortText,
  mediaType: fc.constantFrom('application/pdf', 'image/jpeg', 'application/zip', 'text/html'),
  bytes: fc.nat(30_000_000),
})
const problem: fc.Arbitrary<PaperProblem> = fc.oneof(
  fc.record({
    type: fc.constantFrom('unreadable' as const, 'unplaced' as const, 'altered' as const),
    page: fc.nat(300),
  }),
  fc.record({
    type: fc.constant('missing' as const),
    copy: fc.nat(9),
    pages: fc.array(fc.nat(300), { maxLength: 40 }),
  }),
  fc.record({ type: fc.constant('no-copy' as const), copy: fc.nat(9) }),
  fc.record({
    type: fc.constantFrom('forged' as const, 'foreign' as const),
    page: fc.nat(300),
    code: shortText,
  }),
)
const iso = fc.constantFrom(
  '2021-04-12T02:00:00.000Z',
  '2199-12-31T23:59:59.000Z',
  '1800-01-01T00:00:00.000Z',
)
const event: fc.Arbitrary<ShellEvent> = fc.oneof(
  fc.constantFrom<ShellEvent>(
    { type: 'draft-changed' },
    { type: 'no-such-draft' },
    { type: 'no-such-link' },
    { type: 'trouble' },
    { type: 'unlinked-there' },
    { type: 'notices', on: true },
    { type: 'notice', notice: { kind: 'unfinished' } },
    { type: 'desk', news: { type: 'bound' } },
  ),
  fc.nat(400).map((days): ShellEvent => ({ type: 'notice', notice: { kind: 'closes', days } })),
  fc
    .constantFrom('kind', 'edited', 'file-type', 'scan-slow', 'too-much')
    .map((why): ShellEvent => ({ type: 'unreadable', why })),
  fc
    .record({ number: shortText, checkCode: shortText, href: shortText, at: iso })
    .map((said): ShellEvent => ({ type: 'submitted', ...said })),
  fc
    .record({
      of: fc.constantFrom('application' as const, 'project' as const),
      news: fc.constantFrom(...TOLD),
      number: shortText,
      title: text,
      body: fc.constantFrom(null, 'district-huangpu', '__proto__'),
      holder: fc.constantFrom(null, 'applicant', 'recommender', 'authority'),
      at: iso,
      why: fc.constantFrom(...WHY),
      reason: text,
      due: fc.constant('2021-05-01'),
      until: fc.constant('2023-05-01'),
      daysLeft: fc.nat(90),
    })
    .map((news): ShellEvent => ({ type: 'case', news })),
  fc.record({ number: shortText, text, by: shortText }).map(
    (said): ShellEvent => ({
      type: 'enquiry',
      news: {
        type: 'answered',
        ...said,
        files: [{ id: 'f', name: said.by, bytes: 3, mediaType: 'application/pdf' }],
      },
    }),
  ),
  fc
    .record({
      number: shortText,
      reason: text,
      contact: fc.constantFrom(null, 'social-management', 'constructor'),
    })
    .map((said): ShellEvent => ({ type: 'enquiry', news: { type: 'moved', ...said, dueAt: null } })),
  fc
    .record({ number: shortText, clarification: fc.nat(99), question: text, answer: text })
    .map((said): ShellEvent => ({ type: 'enquiry', news: { type: 'clarified', ...said } })),
  fc
    .record({
      number: fc.constantFrom(null, '1'),
      version: fc.constantFrom(null, 1),
      found: fc.nat(99),
      expected: fc.nat(99),
      copies: fc.nat(5),
      problems: fc.array(problem, { maxLength: 30 }),
    })
    .map((findings): ShellEvent => ({ type: 'paper', findings, file: 'a.pdf' })),
)

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('say' as const),
      text: say,
      quoted: fc.option(shortText, { nil: undefined, freq: 5 }),
    }),
  },
  { weight: 10, arbitrary: fc.record({ do: fc.constant('press' as const), pick: fc.nat(60) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      text: fc.oneof(
        { weight: 3, arbitrary: fc.constant(null) },
        { weight: 2, arbitrary: value },
        { weight: 1, arbitrary: fc.array(value, { maxLength: 4 }) },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('press-any' as const),
      value: nearOrAny([
        'begin:filing',
        'begin:eligibility',
        'show:summary',
        'show:status',
        'do:submit',
        'do:check',
        'do:hand-off',
        'do:erase',
        'do:restart',
        'do:link',
        'do:match-paper',
        'go:uscc',
        'yes:submit:3',
        'enquiry:send',
        'wish:withdraw',
        'answer:pilot_type:general',
        'ask:deadline',
        'language:en',
      ]).map((one) => one.slice(0, 200)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('fill' as const),
      pick: fc.nat(200),
      text: value,
      outdated: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      what: fc.constantFrom('submit' as const, 'submit' as const, 'recall' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      files: fc.array(file, { minLength: 1, maxLength: 4 }),
      text: fc.option(say, { nil: undefined }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('hear' as const), event }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('officer' as const),
      by: fc.constantFrom('recommender', 'authority', 'clock'),
      act: fc.constantFrom(...ACTS),
      text: shortText,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.constantFrom(1, 10, 40, 400, 40_000) }),
  },
)

/** Takes out of everything that is said what only a fault of ours may show. */
const plainly = <Value>(value: Value): Value =>
  typeof value === 'string'
    ? (value.replace(/[{}]|undefined|\[object|NaN|Invalid Date/g, 'x') as Value)
    : Array.isArray(value)
      ? (value.map(plainly) as Value)
      : value !== null && typeof value === 'object'
        ? (Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plainly(one)])) as Value)
        : value

/** Within the windows of the calls, before and long after. */
const begins = fc
  .constantFrom('2021-04-12', '2021-05-01', '2022-06-15', '2031-04-01', '2019-12-31', '2199-12-31')
  .map((day) => new Date(`${day}T02:00:00Z`))

export const conversationProperties: Property[] = [
  property(
    'a talk of any steps is answered, kept and taken again',
    fc.record({
      place: fc.nat(libraries.length - 1),
      locale: fc.constantFrom('zh-CN', 'en', 'zh-Hant', 'xx', '__proto__'),
      at: begins,
      isPlain: fc.boolean(),
      steps: fc.array(step, { minLength: 1, maxLength: 14, size: 'max' }),
    }),
    ({ place, steps, ...given }) => {
      const talk = new Talk(libraries[place] as (typeof libraries)[number], given)
      for (const one of steps) talk.step(given.isPlain ? plainly(one) : one)
    },
    { share: 12, mostMs: 12_000 },
  ),
]
