/** The only file that wires everything together. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { v7 } from 'uuid'
import { linkPost } from './channels/mail/link-post.ts'
import { type Config, StartError } from './config.ts'
import { checkCode, type FrozenVersion } from './documents/check-code.ts'
import { createPrinter } from './documents/printer.ts'
import { writeWorkbook } from './documents/report-workbook.ts'
import { buildSubmissionPrint } from './documents/submission-print.ts'
import { buildApp } from './http/app.ts'
import { openDocument } from './http/open-document.ts'
import { installationSecret } from './installation-secret.ts'
import { type Locale, type Phrases, parseLocale } from './language/phrases.ts'
import type { Clock, Ids, Sealer } from './ports/outside.ts'
import { loadProgramme } from './programme/load.ts'
import type { Problem } from './programme/problem.ts'
import { Canned } from './service/canned.ts'
import { Clarifications } from './service/clarifications/clarifications.ts'
import { ClarificationEar } from './service/clarifications/ear.ts'
import { Conversations } from './service/conversations.ts'
import { Desks } from './service/desk/run-desk-turn.ts'
import { DeskReports } from './service/desk-reports.ts'
import { Drafts } from './service/drafts.ts'
import { Enquiries } from './service/enquiries/act-on-enquiry.ts'
import { EnquiryClock } from './service/enquiries/clock.ts'
import { readEnquiry } from './service/enquiries/read-enquiry.ts'
import { EnquirySuggestions } from './service/enquiry-suggestions.ts'
import { Libraries, plainPhrases } from './service/libraries.ts'
import { Paper } from './service/paper.ts'
import { PrintCheck } from './service/print-check.ts'
import { type TurnDeps, TurnRunner } from './service/run-turn.ts'
import { openStore } from './store/open-store.ts'
import { listFolders, readFolder } from './store/read-folder.ts'
import { Channels, type Haste } from './wire-channels.ts'
import { deskServices } from './wire-desk.ts'

const ROOT = path.resolve(import.meta.dirname, '..')

/** A folder that is not sound; the server refuses to start with it. */
export class UnsoundFolder extends Error {
  readonly folder: string
  readonly problems: Problem[]

  constructor(folder: string, problems: Problem[]) {
    super(`${folder} has ${problems.length} problem(s)`)
    this.folder = folder
    this.problems = problems
  }
}

/** The real time, or a clock that starts elsewhere and runs on. */
export function makeClock(startsAt: Date | null): Clock {
  const offset = startsAt ? startsAt.getTime() - Date.now() : 0
  return { now: () => new Date(Date.now() + offset) }
}

const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export const ids: Ids = {
  next: () => v7(),
  token: () => randomBytes(32).toString('base64url'),
  code: () =>
    [...randomBytes(8)]
      .map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length])
      .join('')
      .replace(/^(.{4})/, '$1-'),
}

export function makeSealer(secret: string): Sealer {
  return {
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    checkCode: (frozen) => checkCode(secret, frozen as FrozenVersion),
  }
}

/** The assistant's words in every language there is. */
export async function readLocales(): Promise<Map<string, Locale>> {
  const locales = new Map<string, Locale>()
  const read = async (language: string, name: string): Promise<Locale> =>
    parseLocale(language, await readFile(path.join(ROOT, 'locales', name), 'utf8'))
  for (const language of ['zh-CN', 'en']) {
    const own = await read(language, `${language}.yaml`)
    const messages = new Map(own.messages)
    const lists = new Map(own.lists)
    for (const name of ['form', 'channels', 'enquiry', 'desk']) {
      const more = await read(language, `${name}.${language}.yaml`)
      for (const [key, message] of more.messages) messages.set(`${name}.${key}`, message)
      for (const [key, list] of more.lists) lists.set(`${name}.${key}`, list)
    }
    locales.set(language, { ...own, messages, lists })
  }
  return locales
}

/** Content hash of a folder's files: what drafts pin. */
export function hashOf(files: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}

/** Paths of the programme folders. */
export async function programmeDirs(flowsDir: string): Promise<string[]> {
  return (await listFolders(flowsDir)).map((name) => path.join(flowsDir, name))
}

/** Reads and proves one folder. */
export async function readProgramme(dir: string) {
  const files = await readFolder(dir)
  const hash = hashOf(files)
  return { files, hash, ...loadProgramme(files, hash) }
}

/** Every programme folder, in order. @throws UnsoundFolder, or StartError when there is none */
async function soundProgrammes(flowsDir: string) {
  const dirs = await programmeDirs(flowsDir)
  if (dirs.length === 0) throw new StartError('no-programme', { dir: flowsDir })
  const programmes = await Promise.all(
    dirs.map(async (dir) => {
      const { programme, problems, ...read } = await readProgramme(dir)
      if (!programme || problems.length > 0) throw new UnsoundFolder(dir, problems)
      return { dir, programme, ...read }
    }),
  )
  for (const { dir, programme, locate } of programmes)
    if (programmes.some((other) => other.dir < dir && other.programme.id === programme.id))
      throw new UnsoundFolder(dir, [
        {
          file: 'programme.yaml',
          line: locate('programme.yaml', ['id']),
          code: 'duplicate-id',
          params: { id: programme.id },
        },
      ])
  return programmes
}

export interface Assembly {
  /** takes the log instead of standard output */
  logTo?: pino.DestinationStream
  haste?: Haste
}

/** Everything but the listening; close what comes back. */
export async function assemble(config: Config, { logTo, haste = {} }: Assembly = {}) {
  const clock = makeClock(config.startsAt)
  const logger = pino({ level: config.log }, logTo ?? pino.destination(1))
  const locales = await readLocales()
  // before the store: a folder that is not sound must leave nothing open
  const programmes = await soundProgrammes(config.flowsDir)
  const secret = await installationSecret(config)
  const store = await openStore({
    dataDir: path.join(config.dataDir, 'db'),
    clock,
    ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : {}),
  })
  const printer = createPrinter({ threads: 1 })
  const libraries = new Libraries(locales, store.programmes)
  for (const { programme, hash, files } of programmes) {
    await store.programmes.keep({ hash, programmeId: programme.id, files, at: clock.now() })
    libraries.add(programme)
  }
  const sealer = makeSealer(secret)
  const deps: TurnDeps = { store, libraries, clock, ids, printer, sealer }
  const spoken = new Map<string, Phrases>()
  const phrases = (locale: string): Phrases => {
    const known = spoken.get(locale) ?? plainPhrases(locale, locales)
    // locales come from callers: only those there are are kept
    if (known.language === locale) spoken.set(locale, known)
    return known
  }
  const turns = new TurnRunner(deps)
  const conversations = new Conversations(deps, turns)
  const paper = new Paper({ store, libraries, printer, sealer, build: buildSubmissionPrint })
  const prints = new PrintCheck({ store, libraries, sealer })
  const publicDir = path.join(ROOT, 'dist/public')
  let listeningAt = ''
  const publicUrl = (): string => config.publicUrl ?? listeningAt
  const arrived = () => deps.arrived?.()
  const enquiryDeps = { store, libraries, clock, ids, arrived }
  const enquiries = new Enquiries(enquiryDeps)
  const enquiryClock = new EnquiryClock(enquiryDeps)
  deps.desks = new Desks({
    ...enquiryDeps,
    hash: sealer.hash,
    phrases,
    languages: [...locales.keys()],
    publicUrl: () => (publicUrl() === '' ? null : publicUrl()),
    acts: enquiries,
  })
  const channels = new Channels({
    config,
    secret,
    deps,
    turns,
    conversations,
    timers: [enquiryClock.timer],
    logger,
    haste,
    open: (href) => openDocument(app, href),
  })
  const ear = new ClarificationEar({
    store,
    libraries,
    publicUrl,
    breathe: () => breathe(),
    onTrouble: (error) => logger.error({ error: (error as Error).name }, 'clarifications'),
  })
  await ear.start()
  const clarifications = new Clarifications({
    ...enquiryDeps,
    takeUp: (programmeId) => ear.look(programmeId),
  })
  const suggestions = new EnquirySuggestions({ store, libraries, breathe: () => breathe() })
  const desk = deskServices({
    config,
    store,
    libraries,
    clock,
    ids,
    sealer,
    logger,
    publicUrl,
    post: config.mail && linkPost(config.mail, phrases),
    changed: async () => void (await enquiryClock.lookAround()),
    arrived,
    work: {
      enquiries,
      read: async (officer, id) => ({
        ...(await readEnquiry(officer, id, enquiryDeps)),
        ...(await suggestions.beside(officer, id)),
      }),
      clarifications,
      canned: new Canned(enquiryDeps),
      reports: new DeskReports({ ...enquiryDeps, writeWorkbook }),
    },
  })
  const app: FastifyInstance = await buildApp({
    desk,
    store,
    libraries,
    conversations,
    drafts: new Drafts({ ...deps, publicUrl }, conversations),
    paper,
    prints,
    clock,
    ids,
    sealer,
    phrases,
    publicDir: existsSync(publicDir) ? publicDir : null,
    demonstration: config.startsAt !== null,
    origins: config.origins,
    publicUrl,
    webhooks: channels.routes,
    logger,
  })
  const close = async (): Promise<void> => {
    await app.close()
    await ear.close()
    await channels.close()
    await printer.close()
    await store.close()
  }
  const listen = async (): Promise<string> => {
    libraries.learn()
    listeningAt = await app.listen({ host: config.host, port: config.port })
    channels.start()
    return listeningAt
  }
  return {
    app,
    store,
    conversations,
    desk,
    enquiries,
    enquiryClock,
    clarifications,
    paper,
    prints,
    inbox: channels.inbox,
    channels,
    logger,
    ids,
    turns,
    libraries,
    printer,
    clock,
    phrases,
    listen,
    close,
  }
}
