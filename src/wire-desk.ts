/** Wires the officers' desk: enquiries and their clock, clarifications, chats, accounts, sign-in and what the console calls. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { Logger } from 'pino'
import { linkPost } from './channels/mail/link-post.ts'
import type { Config } from './config.ts'
import { writePages } from './documents/pages-workbook.ts'
import { createSpreadsheetReader } from './documents/read-spreadsheet.ts'
import { writeWorkbook } from './documents/report-workbook.ts'
import type { DeskServices } from './http/desk/services.ts'
import { OpenIdProvider } from './identity/openid-provider.ts'
import type { Phrases } from './language/phrases.ts'
import type { Sealer } from './ports/outside.ts'
import type { Brakes } from './service/brakes/brakes.ts'
import { Canned } from './service/canned.ts'
import { Clarifications } from './service/clarifications/clarifications.ts'
import { ClarificationEar } from './service/clarifications/ear.ts'
import { Desks } from './service/desk/run-desk-turn.ts'
import { DeskReports } from './service/desk-reports.ts'
import { Enquiries } from './service/enquiries/act-on-enquiry.ts'
import { EnquiryClock } from './service/enquiries/clock.ts'
import type { EnquiryDeps } from './service/enquiries/decider.ts'
import { readEnquiry } from './service/enquiries/read-enquiry.ts'
import { EnquirySuggestions } from './service/enquiry-suggestions.ts'
import { Accounts } from './service/officers/accounts.ts'
import { SignIn } from './service/officers/sign-in.ts'
import { PreScreen } from './service/pre-screen/pre-screen.ts'

export interface DeskOrder {
  config: Config
  deps: EnquiryDeps & { sealer: Sealer; brakes: Brakes; arrived: () => void }
  casework: Pick<DeskServices, 'cases' | 'scans' | 'exports'>
  phrases: (locale: string) => Phrases
  languages: readonly string[]
  logger: Logger
  /** empty as long as nobody knows where the site is */
  publicUrl: () => string
}

/** Everything about enquiries but the asker's side, which is a part of every conversation. */
export function wireDesk(order: DeskOrder) {
  const { deps, casework, phrases, languages, logger, publicUrl } = order
  const enquiries = new Enquiries(deps)
  const clock = new EnquiryClock(deps)
  const turns = new Desks({
    ...deps,
    hash: deps.sealer.hash,
    phrases,
    languages,
    publicUrl: () => publicUrl() || null,
    acts: enquiries,
  })
  const ear = new ClarificationEar({
    ...deps,
    publicUrl,
    breathe: () => breathe(),
    onTrouble: (error) => logger.error({ error: (error as Error).name }, 'clarifications'),
  })
  const clarifications = new Clarifications({ ...deps, takeUp: (programmeId) => ear.look(programmeId) })
  const sheets = createSpreadsheetReader()
  const services: DeskServices = {
    ...entrance(order, clock),
    ...work(deps),
    enquiries,
    ...casework,
    clarifications,
    preScreen: new PreScreen({ ...deps, read: sheets.read, write: writePages }),
  }
  return { services, enquiries, clock, turns, clarifications, ear, sheets }
}

/** Accounts, and how officers come in. */
function entrance({ config, deps, phrases, logger, publicUrl }: DeskOrder, clock: EnquiryClock) {
  const changed = async () => void (await clock.lookAround())
  const post = config.mail && linkPost(config.mail, phrases)
  const failed = (what: string) => logger.error({ kind: what }, 'a one-time link was not sent')
  return {
    accounts: new Accounts({ ...deps, changed }),
    signIn: new SignIn({ ...deps, publicUrl, post, failed }),
    provider: config.oidc && new OpenIdProvider(config.oidc),
    bindable: (['telegram', 'teams', 'mail'] as const).filter((channel) => config[channel] !== null),
  }
}

/** What officers read and write beside acts. */
function work(deps: EnquiryDeps): Pick<DeskServices, 'read' | 'canned' | 'reports'> {
  const suggestions = new EnquirySuggestions({ ...deps, breathe: () => breathe() })
  return {
    read: async (officer, id) => ({
      ...(await readEnquiry(officer, id, deps)),
      ...(await suggestions.beside(officer, id)),
    }),
    canned: new Canned(deps),
    reports: new DeskReports({ ...deps, writeWorkbook }),
  }
}
