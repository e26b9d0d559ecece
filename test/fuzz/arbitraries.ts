/** What people, programs and ill-wishers may send: text of every kind, values that are nearly right, bytes that nearly are a file. */
import fc from 'fast-check'

/** Names that every object of the language has. */
const PROTOTYPE = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype']
const MARKUP = [
  "'; DROP TABLE draft; --",
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '{name}',
  "{n, plural, one {#} other {#}} '{",
  '&amp;&#0;&#x110000;',
  '- [x](javascript:alert(1))',
  'key: [*anchor, !!js/function x]',
  '%s%n%00',
  '../../etc/passwd',
  '=cmd|/c calc!A1',
  '#{7*7}<%= 7*7 %>',
  '**_`~>|\\',
]
const PIECES: Record<string, string[]> = {
  chinese: [
    '上海',
    '申报单位',
    '我想问',
    '转',
    '元',
    '，',
    '。',
    '？',
    '第三',
    '２０２１年',
    '國家',
    '〇一二三',
    '吗',
  ],
  latin: ['Is', 'the', 'deadline', 'GmbH', "we're", 'yes', 'no', 'a@b.cn', 'undo', 'Müller'],
  figures: [
    '0',
    '13800000000',
    '021-5432',
    '9'.repeat(30),
    '-1',
    '1e309',
    '2021-02-30',
    '3.14',
    '91310101MA1FPX1234',
  ],
  blanks: [' ', '\n', '\r\n', '\t', '\u3000', '\u00a0', '\u2028', '  \n  '],
  marks: ['.', ',', ';', ':', '?', '!', '-', '/', '@', '(', ')', '"', "'", '#', '|', '+'],
  astral: ['𠮷', '👩‍👩‍👧', '🇨🇳', '𝟙'],
  rightToLeft: ['שלום', 'مرحبا', '\u202e', '\u2066', '\u2069'],
  invisible: ['\u200b', '\u200d', '\ufeff', '\u00ad', '\u2060'],
  combining: ['e\u0301', '\u0301'.repeat(20), 'ﬁ', '㍿', '\u1112\u1161\u11ab'],
  control: ['\u0000', '\u0001', '\u001b[31m', '\u007f', '\u0085'],
  halves: ['\ud800', '\udc00', '\udfff\ud800'],
  prototype: PROTOTYPE,
  markup: MARKUP,
}
const MOST_TEXT = 20_000

const piece = fc.oneof(
  ...Object.values(PIECES).map((pieces) => fc.constantFrom(...pieces)),
  fc.string({ unit: 'binary', maxLength: 6 }),
)
const few = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(''))
/** One piece over and over: what patterns that look back take forever over. */
const long = fc
  .tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), few, fc.integer({ min: 100, max: MOST_TEXT }))
  .map(([pieces, end, length]) => {
    const one = pieces.join('') || 'x'
    return (one.repeat(Math.ceil(length / one.length)).slice(0, length) + end).slice(0, MOST_TEXT)
  })

/** Any text up to 20,000 characters. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: few },
  { weight: 2, arbitrary: piece },
  { weight: 1, arbitrary: long },
)

/** Any text of a few pieces. */
export const shortText: fc.Arbitrary<string> = few

type Edit = { at: number; drop: number; put: string }
const edits = fc.array(
  fc.record({ at: fc.nat(1_000), drop: fc.nat(4), put: fc.oneof(fc.constant(''), piece) }),
  { maxLength: 3 },
)

const edited = (sample: string, changes: readonly Edit[]): string =>
  changes.reduce((now, { at, drop, put }) => {
    const place = now.length === 0 ? 0 : at % now.length
    return now.slice(0, place) + put + now.slice(place + drop)
  }, sample)

/** What people really type, most of it with a slip. */
export const near = (samples: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom(...samples), edits).map(([sample, changes]) => edited(sample, changes))

/** Now right, now nearly, now anything. */
export const nearOrAny = (samples: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 3, arbitrary: near(samples) }, { weight: 1, arbitrary: text })

/** Bytes of a file with some of them changed, left out or doubled. */
export const nearBytes = (samples: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(
      fc.constantFrom(...samples),
      fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 1, noNaN: true }),
          drop: fc.constantFrom(0, 0, 1, 4, 200, 100_000),
          put: fc.oneof(
            fc.uint8Array({ maxLength: 8 }),
            fc
              .constantFrom('obj', 'stream', '/Length 99999999', '\0\0\0\0', 'PK\u0003\u0004', '>>', '<!--')
              .map((word) => new Uint8Array(Buffer.from(word, 'latin1'))),
          ),
        }),
        { maxLength: 5 },
      ),
    )
    .map(([sample, changes]) =>
      changes.reduce((now, { at, drop, put }) => {
        const place = Math.floor(at * now.length)
        return new Uint8Array(Buffer.concat([now.subarray(0, place), put, now.subarray(place + drop)]))
      }, sample),
    )

/** Instants, the near ones more often than those far away. */
export const instant: fc.Arbitrary<Date> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }),
  },
  {
    weight: 1,
    arbitrary: fc.date({ min: new Date('1800-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
  },
)

/** Plain data whose keys and texts are of every kind. */
export const json: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'json' },
    few,
    fc.constantFrom(null, true, false, 0, -1, 1e21, 1.5, Number.MAX_SAFE_INTEGER, ''),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.oneof(few, fc.constantFrom(...PROTOTYPE)), tie('value')), { maxLength: 4 })
      // as a parser of JSON makes them: `__proto__` is a key like any other
      .map((pairs) => Object.fromEntries(pairs)),
  ),
})).value

/** Plain data like a sample, with some places of it replaced, left out or added. */
export const nearJson = (sample: unknown): fc.Arbitrary<unknown> =>
  fc
    .array(
      fc.record({ at: fc.nat(10_000), how: fc.constantFrom('put', 'put', 'drop', 'add'), value: json }),
      {
        maxLength: 3,
      },
    )
    .map((changes) => changes.reduce(changedJson, structuredClone(sample)))

function changedJson(
  whole: unknown,
  { at, how, value }: { at: number; how: string; value: unknown },
): unknown {
  const places: [Record<string, unknown>, string][] = []
  const walk = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return
    for (const [key, child] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, key])
      walk(child)
    }
  }
  walk(whole)
  const found = places[at % (places.length + 1)]
  if (!found) return how === 'put' ? value : whole
  const [holder, key] = found
  if (how === 'drop') delete holder[key]
  else if (how === 'add')
    Object.defineProperty(holder, `${key}x`, { value, enumerable: true, configurable: true, writable: true })
  else holder[key] = value
  return whole
}
