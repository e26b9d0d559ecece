/** The only file that wires everything together. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import type { Config } from './config.ts'
import { buildIssuedPrint } from './documents/issued-print.ts'
import { createPrinter } from './documents/printer.ts'
import { createScanReader } from './documents/read-scan.ts'
import { buildSubmissionPrint } from './documents/submission-print.ts'
import { zipStream } from './documents/zip.ts'
import { buildApp } from './http/app.ts'
import { closeApp } from './http/close-app.ts'
import type { Door } from './http/door.ts'
import { openDocument } from './http/open-document.ts'
import { Streams } from './http/streams.ts'
import { installationSecret } from './installation-secret.ts'
import type { Phrases } from './language/phrases.ts'
import { ids, makeClock, makeSealer } from './outside.ts'
import { readLocales, reworded } from './read-locales.ts'
import { soundProgrammes } from './read-programmes.ts'
import { Brakes } from './service/brakes/brakes.ts'
import { Conversations } from './service/conversations.ts'
import { Drafts } from './service/drafts.ts'
import { Libraries, plainPhrases } from './service/libraries.ts'
import { Paper } from './service/paper.ts'
import { PersonalData } from './service/persons/personal-data.ts'
import { Retention } from './service/persons/retention.ts'
import { PrintCheck } from './service/print-check.ts'
import { publishProgramme } from './service/publish-programme.ts'
import { type TurnDeps, TurnRunner } from './service/run-turn.ts'
import { Scans } from './service/scans/scans.ts'
import { openStore } from './store/open-store.ts'
import { wireCases } from './wire-cases.ts'
import { Channels, type Haste } from './wire-channels.ts'
import { wireDesk } from './wire-desk.ts'
import { wireTelemetry } from './wire-telemetry.ts'

const ROOT = path.resolve(import.meta.dirname, '..')

export interface Assembly {
  /** takes the log instead of standard output */
  logTo?: pino.DestinationStream
  haste?: Haste
  /** phrases that others stand in for: key → key of the other */
  reword?: Readonly<Record<string, string>>
}

/** Everything but the listening; close what comes back. */
export async function assemble(config: Config, { logTo, haste = {}, reword = {} }: Assembly = {}) {
  const clock = makeClock(config.startsAt)
  const logger = pino({ level: config.log }, logTo ?? pino.destination(1))
  const locales = reworded(await readLocales(), reword)
  // before the store: a folder that is not sound must leave nothing open
  const programmes = await soundProgrammes(config.flowsDir)
  const secret = await installationSecret(config)
  const store = await openStore({
    dataDir: path.join(config.dataDir, 'db'),
    clock,
    ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : {}),
  })
  const streams = new Streams()
  const telemetry = await wireTelemetry({ settings: config.operating, store, clock, logger, streams })
  const printer = createPrinter({ threads: 1 })
  const libraries = new Libraries(locales, store.programmes)
  for (const one of programmes)
    await publishProgramme(one, { programmes: store.programmes, libraries, clock })
  const sealer = makeSealer(secret)
  const off = haste.unbraked === true
  const brakes = new Brakes({ store: store.brakes, clock, hash: sealer.hash, off })
  const deps: TurnDeps = {
    ...{ store, libraries, clock, ids, printer, sealer, brakes },
    telemetry: telemetry.port,
  }
  const spoken = new Map<string, Phrases>()
  const phrases = (locale: string): Phrases => {
    const known = spoken.get(locale) ?? plainPhrases(locale, locales)
    // locales come from callers: only those there are are kept
    if (known.language === locale) spoken.set(locale, known)
    return known
  }
  const turns = new TurnRunner(deps)
  const conversations = new Conversations(deps, turns)
  const paper = new Paper({
    ...{ store, libraries, printer, sealer },
    ...{ build: buildSubmissionPrint, buildIssued: buildIssuedPrint },
  })
  const prints = new PrintCheck({ store, libraries, sealer })
  const publicDir = path.join(ROOT, 'dist/public')
  let listeningAt = ''
  const publicUrl = (): string => config.publicUrl ?? listeningAt
  const working = { store, libraries, clock, ids, sealer, brakes, arrived: () => deps.arrived?.() }
  const casework = wireCases({ ...working, paper, publicUrl })
  const persons = new PersonalData({ ...working, turns, paper, publicUrl, phrases, zip: zipStream })
  const retention = new Retention({ ...working, turns })
  const reader = createScanReader()
  const scans = new Scans({ ...working, paper, reader })
  deps.scans = scans
  const desk = wireDesk({
    config,
    deps: working,
    casework: { cases: casework.cases, exports: casework.exports, scans },
    phrases,
    languages: [...locales.keys()],
    logger,
    publicUrl,
  })
  deps.desks = desk.turns
  const channels = new Channels({
    config,
    secret,
    deps,
    turns,
    conversations,
    timers: [
      ...[desk.clock.timer, casework.clock.timer, brakes.timer],
      ...(config.operating.retains ? [retention.timer] : []),
    ],
    logger,
    haste,
    open: (href) => openDocument(app, href),
  })
  await desk.ear.start()
  let leaving = false
  const app: FastifyInstance = await buildApp({
    desk: desk.services,
    store,
    libraries,
    conversations,
    drafts: new Drafts({ ...deps, publicUrl }, conversations),
    paper,
    persons,
    prints,
    clock,
    brakes,
    proxies: config.proxies,
    unbraked: config.unbraked,
    ids,
    sealer,
    phrases,
    publicDir: existsSync(publicDir) ? publicDir : null,
    demonstration: config.startsAt !== null,
    origins: config.origins,
    atOnce: config.atOnce,
    publicUrl,
    webhooks: channels.routes,
    telemetry: telemetry.port,
    streams,
    unready: async () => (leaving ? 'stopping' : store.health()),
    logger,
  })
  const close = async (): Promise<void> => {
    leaving = true
    await closeApp(app, config.operating.stopDeadlineMs / 2)
    await desk.ear.close()
    await desk.sheets.close()
    await channels.close()
    await reader.close()
    await printer.close()
    await telemetry.close()
    await store.close()
  }
  /** `door`: whoever stands where it will listen, and goes at the last moment. */
  const listen = async (door: Door | null = null): Promise<string> => {
    libraries.learn()
    // what cannot be taken over must not keep the house closed
    await casework
      .beginOld()
      .catch((error: Error) => logger.error({ kind: error.name }, 'older applications'))
    await telemetry.serve()
    await door?.close()
    listeningAt = await app.listen({ host: config.host, port: config.port })
    channels.start()
    return listeningAt
  }
  return {
    app,
    store,
    conversations,
    desk: desk.services,
    enquiries: desk.enquiries,
    enquiryClock: desk.clock,
    clarifications: desk.clarifications,
    casework,
    paper,
    persons,
    retention,
    prints,
    reader,
    sealer,
    inbox: channels.inbox,
    channels,
    logger,
    ids,
    turns,
    libraries,
    printer,
    clock,
    brakes,
    phrases,
    listen,
    /** Says that nothing new is to be sent here. */
    leave: () => {
      leaving = true
    },
    telemetry,
    close,
  }
}
