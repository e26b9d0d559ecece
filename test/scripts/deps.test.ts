/** What the review of dependencies finds, each fault seeded once. */
import { describe, expect, test } from 'vitest'
import {
  type Audit,
  isFree,
  judgeAdvisories,
  type LockEntry,
  readAudit,
  review,
} from '../../scripts/check/deps.ts'

const hash = 'sha512-AAAA'
const sound: LockEntry = { version: '1.2.3', license: 'MIT', integrity: hash }
const find = (entry: LockEntry, reviews = {}, manifest = {}) =>
  review(manifest, { '': {}, 'node_modules/it': entry }, { licences: {}, scripts: {}, ...reviews })

test('finds nothing in what is in order', () => {
  expect(
    find(sound, {}, { dependencies: { it: '1.2.3', other: 'npm:@a/other@6.0.2', beta: '1.0.0-rc.1' } }),
  ).toEqual([])
})

test.each(['^1.2.3', '~1.2.3', '1.x', 'latest', '*', 'github:a/it', 'https://x.test/it.tgz'])(
  'finds that %s is no exact version',
  (version) => {
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'])
      expect(find(sound, {}, { [kind]: { it: version } })).toEqual([`it: ${version} is no exact version`])
  },
)

test('finds packages without a hash, with a weak one, and from elsewhere', () => {
  expect(find({ version: '1.2.3', license: 'MIT' })).toEqual(['it 1.2.3: no hash in the lock'])
  expect(find({ ...sound, integrity: 'sha1-AAAA' })).toEqual(['it 1.2.3: its hash is no SHA-512'])
  const resolved = 'https://mirror.example/it.tgz'
  expect(find({ ...sound, resolved })).toEqual([`it: comes from ${resolved}, not from registry.npmjs.org`])
  expect(find({ version: '1.2.3', optional: true, os: ['win32'] })).toEqual([])
})

test('finds licences and scripts that nobody has reviewed, and reviews of nothing', () => {
  expect(find({ ...sound, license: 'GPL-3.0' })).toEqual(['it: licence GPL-3.0 is not on the list'])
  expect(find({ ...sound, license: 'GPL-3.0' }, { licences: { it: 'asked them' } })).toEqual([])
  expect(find({ ...sound, hasInstallScript: true })).toHaveLength(1)
  expect(find({ ...sound, hasInstallScript: true }, { scripts: { it: 'read it' } })).toEqual([])
  expect(find(sound, { licences: { it: 'why' } })).toEqual([
    'it: is allowed and needs no allowance: take it off the list',
  ])
})

test('one of the licences to choose from is enough, and all that hold together are needed', () => {
  for (const free of ['MIT', '(MIT OR GPL-3.0)', 'MIT AND OFL-1.1', 'MIT OR Apache-2.0'])
    expect(isFree(free)).toBe(true)
  for (const not of [undefined, '', 'GPL-3.0', 'MIT AND GPL-3.0', 'UNLICENSED', 'SEE LICENSE IN LICENSE'])
    expect(isFree(not), not).toBe(false)
})

/** As npm 11 answers, cut to what is read. */
const RECORDED = JSON.stringify({
  auditReportVersion: 2,
  vulnerabilities: {
    minimist: {
      name: 'minimist',
      severity: 'critical',
      isDirect: false,
      via: [
        {
          source: 1097677,
          name: 'minimist',
          title: 'Prototype Pollution in minimist',
          url: 'https://github.com/advisories/GHSA-xvch-5gv4-984h',
          severity: 'critical',
          range: '<0.2.4',
        },
        {
          title: 'Less grave',
          url: 'https://github.com/advisories/GHSA-vh95-rmgr-6w4m',
          severity: 'moderate',
        },
      ],
      effects: ['mkdirp'],
      fixAvailable: true,
    },
    mkdirp: { name: 'mkdirp', severity: 'critical', via: ['minimist'], effects: [], fixAvailable: true },
  },
  metadata: { vulnerabilities: { critical: 2, total: 2 } },
})

describe('advisories', () => {
  const audit = readAudit(RECORDED) as Audit

  test('that are grave are findings, each once, unless reviewed', () => {
    expect(judgeAdvisories(audit, {})).toEqual([
      'minimist: critical: Prototype Pollution in minimist (GHSA-xvch-5gv4-984h)',
    ])
    expect(judgeAdvisories(audit, { 'GHSA-xvch-5gv4-984h': 'never reached, 2026-11-26' })).toEqual([])
  })

  test('that were reviewed and are gone are findings too', () => {
    expect(judgeAdvisories(audit, { 'GHSA-xvch-5gv4-984h': '', 'GHSA-gone': '' })).toHaveLength(1)
  })

  test.each(['', 'npm error code E405', '{"error":{"code":"E405","summary":"Method Not Allowed"}}', '{}'])(
    'are not asked when the registry answers %j',
    (text) => {
      expect(readAudit(text)).toBeNull()
      expect(judgeAdvisories(readAudit(text), { 'GHSA-gone': '' })).toEqual([])
    },
  )
})
