/** `shenbao preview`: one folder on a server of its own, on any day and as anybody; nothing is left of it afterwards. */
import { rmSync } from 'node:fs'
import { cp, mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { OPERATOR } from '../audit/entry.ts'
import { type Config, readConfig } from '../config.ts'
import type { Grant } from '../enquiry/policy.ts'
import { showInstant } from '../language/dates.ts'
import type { Phrases } from '../language/phrases.ts'
import { assemble } from '../main.ts'
import type { Programme } from '../programme/schema.ts'
import { readProgramme } from '../read-programmes.ts'
import { HANDED_MS } from '../service/officers/sign-in.ts'
import { StartError } from '../start-error.ts'
import { printProblems } from './check.ts'
import { previewInstant } from './preview-instant.ts'
import { bodyToSee, fileSamples, recommendSamples } from './preview-samples.ts'
import { proveFolder } from './prove.ts'
import { cliPhrases } from './words.ts'

export const PREVIEW_ROLES = ['applicant', 'contact', 'recommender', 'authority'] as const
type PreviewRole = (typeof PREVIEW_ROLES)[number]

interface PreviewOptions {
  asOf?: string
  as: PreviewRole
  port?: string
  language?: string
}

type House = Awaited<ReturnType<typeof assemble>>

/** Checks the folder, shows it until it is told to stop, and takes everything away again. */
export async function preview(folder: string, options: PreviewOptions): Promise<void> {
  const words = await cliPhrases(options.language)
  const { programme } = await readProgramme(folder)
  const at = programme ? dayFor(programme, options) : new Date()
  const problems = await proveFolder(folder)
  if (!programme || problems.length > 0) {
    printProblems(words, folder, problems)
    process.exitCode = 1
    return
  }
  const dir = await mkdtemp(path.join(os.tmpdir(), 'shenbao-preview-'))
  // whatever ends the process, nothing stays
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }))
  await cp(folder, path.join(dir, 'flows', path.basename(path.resolve(folder))), { recursive: true })
  const config = configIn(dir, options.port ?? '0', at)
  const samples = options.as === 'applicant' ? 0 : await fileSamples(folder, programme, config, words)
  const house = await assemble(config, { reword: { 'page.demonstration': 'preview.banner' } })
  const address = await house.listen()
  const seat = options.as === 'applicant' ? null : await seatOf(options.as, house, programme, words)
  tell({ programme, at, address, seat, samples, as: options.as }, words)
  stopWith(house)
}

/** @throws StartError for a day or a role that this call cannot have */
function dayFor(programme: Programme, { as, asOf }: PreviewOptions): Date {
  if (as === 'recommender' && (programme.tiers.length < 2 || programme.recommenders.length === 0))
    throw new StartError('nobody-recommends', { programme: programme.id })
  return previewInstant(programme, asOf, new Date())
}

/** Nothing of the environment counts: no channel, no mail, no database but that of the directory. */
const configIn = (dir: string, port: string, at: Date): Config =>
  readConfig({
    ...{ PORT: port, SHENBAO_LOG: 'warn', SHENBAO_NOW: at.toISOString() },
    ...{ SHENBAO_DATA: path.join(dir, 'data'), SHENBAO_FLOWS: path.join(dir, 'flows') },
  })

interface Seat {
  /** signs in whoever opens it */
  link: string
  /** the recommending body, where the officer is of one */
  body: string | null
}

/** An officer with this role, and the link that signs in. What waits for the officer was filed before. */
async function seatOf(
  role: Exclude<PreviewRole, 'applicant'>,
  house: House,
  programme: Programme,
  words: Phrases,
): Promise<Seat> {
  const body = role === 'recommender' ? await bodyToSee(house, programme) : null
  const grant: Grant = { role, programmeId: programme.id, contact: null, ...(body ? { body } : {}) }
  const name = words.say('preview.officer', { role: words.say(`cli.officer.role.${role}`) })
  const email = `${role}@preview.example.org`
  const { accounts, signIn } = house.desk
  const officer = await accounts.add({ name, email, locale: words.language, grants: [grant] }, OPERATOR)
  if (role === 'authority') await recommendSamples(house, programme, words)
  const { link } = await signIn.issue(officer.id, HANDED_MS, OPERATOR)
  return { link, body }
}

interface Telling {
  programme: Programme
  at: Date
  address: string
  seat: Seat | null
  samples: number
  as: PreviewRole
}

function tell({ programme, at, address, seat, samples, as }: Telling, words: Phrases): void {
  const text = programme.text.get(words.language) ?? [...programme.text.values()][0]
  const show = (key: string, params: Record<string, string | number> = {}): void =>
    console.log(words.say(`preview.${key}`, params))
  show('title', {
    programme: text?.programme.title ?? programme.id,
    at: showInstant(at, words.language, programme.timezone),
  })
  show('assistant', { link: `${address}/?programme=${programme.id}` })
  show('form', { link: `${address}/form?programme=${programme.id}` })
  if (seat) {
    const body = seat.body ? (text?.recommenders[seat.body] ?? seat.body) : 'none'
    show('seat', { link: seat.link, role: words.say(`cli.officer.role.${as}`), body })
    show('samples', { count: samples })
  }
  show('stop')
}

/** The directory goes when the process does. */
function stopWith(house: House): void {
  const stop = (): void => void house.close().then(() => process.exit(0))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
}
