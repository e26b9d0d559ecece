/** What the HTTP application is built from. */
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Phrases } from '../language/phrases.ts'
import type { Clock, Ids, Sealer } from '../ports/outside.ts'
import type { Store } from '../ports/store.ts'
import type { Telemetry } from '../ports/telemetry.ts'
import type { Brakes } from '../service/brakes/brakes.ts'
import type { Conversations } from '../service/conversations.ts'
import type { Drafts } from '../service/drafts.ts'
import type { Libraries } from '../service/libraries.ts'
import type { Paper } from '../service/paper.ts'
import type { PersonalData } from '../service/persons/personal-data.ts'
import type { PrintCheck } from '../service/print-check.ts'
import type { DeskServices } from './desk/services.ts'
import type { Streams } from './streams.ts'

export interface AppDeps {
  desk: DeskServices
  store: Store
  libraries: Libraries
  conversations: Conversations
  drafts: Drafts
  paper: Paper
  persons: PersonalData
  prints: PrintCheck
  brakes: Brakes
  /** proxies whose word on where a call comes from is taken */
  proxies: (address: string) => boolean
  /** addresses that many people share: nothing is counted by them */
  unbraked: (address: string) => boolean
  clock: Clock
  ids: Ids
  sealer: Sealer
  /** the assistant's words in a language, for errors */
  phrases: (locale: string) => Phrases
  /** directory of the built page and widget; null leaves them out */
  publicDir: string | null
  /** the clock was set: pages say so */
  demonstration: boolean
  publicUrl: () => string
  /** sites that may carry the widget; their scripts may call the API, without cookies */
  origins: string[]
  /** so many requests may wait for their answer; more are turned away */
  atOnce: number
  /** routes of the channels, each checking its own callers */
  webhooks: ((app: FastifyInstance) => void)[]
  telemetry: Telemetry
  streams: Streams
  /** why no new work is to be sent here; null: it may be */
  unready: () => Promise<string | null>
  logger?: FastifyBaseLogger
}
