/**
 * Reviews what others wrote: exact versions, hashes, licences, scripts that run while installing, known advisories.
 * What is allowed beyond the rules is named below, each with its reason; an allowance that allows nothing is a finding.
 */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Report } from './report.ts'

export interface LockEntry {
  version?: string
  integrity?: string
  resolved?: string
  license?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  hasInstallScript?: boolean
  link?: boolean
}

export interface Manifest {
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

/** Names of packages, and why they are allowed. */
export type Reviewed = Readonly<Record<string, string>>

export interface Reviews {
  licences: Reviewed
  scripts: Reviewed
  /** ids of advisories, such as `GHSA-…`, with reason and date */
  advisories: Reviewed
}

const REVIEWS: Reviews = {
  licences: {
    '@resvg/resvg-js': 'MPL-2.0: used as it is published, unchanged',
    lightningcss: 'MPL-2.0: a part of vite, only for building, unchanged',
    'axe-core': 'MPL-2.0: only in tests',
    '@axe-core/playwright': 'MPL-2.0: only in tests',
    elkjs: 'EPL-2.0: a part of the Agents Playground, only for trying out',
    '@microsoft/m365agentsplayground': 'terms of Microsoft: only for trying out, never handed on',
    'caniuse-lite': 'CC-BY-4.0: data that vite reads while building, not handed on',
    argparse: 'Python-2.0: permissive, names its authors',
    'seq-queue': 'its file LICENSE is MIT; the field is missing',
  },
  scripts: {
    '@prisma/engines':
      'fetches nothing here: the client works without engines, and the schema engine comes as WASM',
    prisma: 'looks at the version of Node and stops when it is too old',
  },
  advisories: {},
}

/** Whoever hands the product on may do so under these, named in LICENSE or beside it. */
const LICENCES = new Set(
  'MIT MIT-0 ISC 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 BlueOak-1.0.0 Unlicense CC0-1.0 OFL-1.1 Zlib'.split(
    ' ',
  ),
)
const REGISTRY = 'registry.npmjs.org'
const ADVICE =
  'What a new package is: look at its code, its licence and who keeps it; then name it in scripts/check/deps.ts with ' +
  'the reason, or leave it out. Hashes that npm forgot come back with `node scripts/complete-lock.ts`.'

export async function checkDeps(root: string): Promise<Report> {
  const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'))
  const { packages } = read('package-lock.json') as { packages: Record<string, LockEntry> }
  const findings = review(read('package.json'), packages, REVIEWS)
  const audit = await askAdvisories(root)
  const output = [...findings, ...judgeAdvisories(audit, REVIEWS.advisories)]
  const asked = audit === null ? 'advisories not asked: the registry does not answer' : 'advisories asked'
  const summary = `${Object.keys(packages).length - 1} packages, ${asked}`
  return { ok: output.length === 0, summary, output: [...output, ADVICE].join('\n') }
}

/** What is wrong with what is declared and locked. */
export function review(
  manifest: Manifest,
  packages: Readonly<Record<string, LockEntry>>,
  { licences, scripts }: Omit<Reviews, 'advisories'>,
): string[] {
  const entries = Object.entries(packages)
    .filter(([place, { link }]) => place !== '' && !link)
    .map(([place, entry]) => ({ ...entry, name: nameOf(place) }))
  const odd = entries.filter(({ license, name }) => !isFree(license) && !isOfAnotherSystem(packages, name))
  const scripted = entries.filter(({ hasInstallScript }) => hasInstallScript)
  return [
    ...inexact(manifest),
    ...entries.flatMap(hashTrouble),
    ...odd
      .filter(({ name }) => !isReviewed(name, licences))
      .map(({ name, license }) => `${name}: licence ${license ?? 'unknown'} is not on the list`),
    ...scripted
      .filter(({ name }) => !Object.hasOwn(scripts, name))
      .map(({ name }) => `${name}: runs a script while it is installed, which nobody has reviewed`),
    ...idle(
      licences,
      odd.map(({ name }) => name),
    ),
    ...idle(
      scripts,
      scripted.map(({ name }) => name),
    ),
  ]
}

const nameOf = (place: string): string =>
  place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)

function inexact({ dependencies, devDependencies, optionalDependencies }: Manifest): string[] {
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !/^(?:npm:@?[\w./-]+@)?\d+\.\d+\.\d+(?:-[\w.-]+)?$/.test(version))
    .map(([name, version]) => `${name}: ${version} is no exact version`)
}

function hashTrouble({
  name,
  version,
  integrity,
  resolved,
  optional,
  os,
}: LockEntry & { name: string }): string[] {
  const trouble: string[] = []
  if (resolved && URL.parse(resolved)?.host !== REGISTRY)
    trouble.push(`${name}: comes from ${resolved}, not from ${REGISTRY}`)
  // binaries of other systems, which are never fetched here
  if (!integrity && !(optional && os)) trouble.push(`${name} ${version}: no hash in the lock`)
  if (integrity && !integrity.startsWith('sha512-'))
    trouble.push(`${name} ${version}: its hash is no SHA-512`)
  return trouble
}

/** True when one of the licences to choose from, each with all its parts, is on the list. */
export function isFree(licence: string | undefined): boolean {
  const plain = (licence ?? '').replace(/[()]/g, '')
  return plain
    .split(/ or /i)
    .some((choice) => choice.split(/ and /i).every((part) => LICENCES.has(part.trim())))
}

/** The lock says nothing of their licence: that of the package they are the binary of is meant. */
const isOfAnotherSystem = (packages: Readonly<Record<string, LockEntry>>, name: string): boolean => {
  const entry = packages[`node_modules/${name}`]
  return entry?.optional === true && entry.os !== undefined && entry.license === undefined
}

/** By its own name, or as the binary of a package that is. */
const isReviewed = (name: string, reviewed: Reviewed): boolean =>
  Object.keys(reviewed).some((one) => name === one || name.startsWith(`${one}-`))

const idle = (reviewed: Reviewed, needed: readonly string[]): string[] =>
  Object.keys(reviewed)
    .filter((one) => !needed.some((name) => name === one || name.startsWith(`${one}-`)))
    .map((one) => `${one}: is allowed and needs no allowance: take it off the list`)

/** What `npm audit --json` answers. */
export interface Audit {
  vulnerabilities?: Record<
    string,
    { severity: string; via: (string | { url?: string; title?: string; severity: string })[] }
  >
}

/** Null: the registry does not answer, or answers something else. */
async function askAdvisories(root: string): Promise<Audit | null> {
  const options = { cwd: root, timeout: 4_000, maxBuffer: 32 * 1024 * 1024 }
  const answer = await promisify(execFile)('npm', ['audit', '--json', '--fetch-retries=0'], options).catch(
    // npm ends with 1 when it found something, and says what
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  )
  return readAudit(answer.stdout)
}

export function readAudit(text: string): Audit | null {
  try {
    const audit = JSON.parse(text) as Audit
    return audit.vulnerabilities === undefined ? null : audit
  } catch {
    return null
  }
}

/** Those that matter and that nobody has reviewed. */
export function judgeAdvisories(audit: Audit | null, reviewed: Reviewed): string[] {
  if (!audit) return []
  const found = Object.entries(audit.vulnerabilities ?? {}).flatMap(([name, { via }]) =>
    via.flatMap((one) =>
      typeof one === 'string' ? [] : [{ name, ...one, id: one.url?.split('/').at(-1) ?? '' }],
    ),
  )
  const grave = found.filter(({ severity }) => severity === 'high' || severity === 'critical')
  return [
    ...grave
      .filter(({ id }) => !Object.hasOwn(reviewed, id))
      .map(({ name, severity, title, id }) => `${name}: ${severity}: ${title} (${id})`),
    ...Object.keys(reviewed)
      .filter((id) => !grave.some((one) => one.id === id))
      .map((id) => `${id}: is allowed and is not found any more: take it off the list`),
  ]
}
