/** Wires the officers' desk: accounts, sign-in and what the console calls. */
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { DeskServices } from './http/desk/services.ts'
import { OpenIdProvider } from './identity/openid-provider.ts'
import type { LinkPost } from './ports/desk.ts'
import type { Clock, Ids, Sealer } from './ports/outside.ts'
import type { Store } from './ports/store.ts'
import type { Libraries } from './service/libraries.ts'
import { Accounts } from './service/officers/accounts.ts'
import { SignIn } from './service/officers/sign-in.ts'

export interface DeskOrder {
  config: Config
  store: Store
  libraries: Libraries
  clock: Clock
  ids: Ids
  sealer: Sealer
  logger: Logger
  publicUrl: () => string
  /** null: one-time links are not mailed */
  post: LinkPost | null
  /** what an officer holds has to be given on: rights or days were changed */
  changed: (officerId: string) => Promise<void>
  /** an activity was left for a desk */
  arrived: () => void
  /** what the console does with enquiries, clarifications, canned answers and figures */
  work: Pick<DeskServices, 'enquiries' | 'read' | 'clarifications' | 'canned' | 'reports'>
}

/** Everything the console's routes call. */
export function deskServices(order: DeskOrder): DeskServices {
  const { config, logger, work, ...deps } = order
  const failed = (what: string) => logger.error({ kind: what }, 'a one-time link was not sent')
  return {
    accounts: new Accounts(deps),
    signIn: new SignIn({ ...deps, failed }),
    provider: config.oidc && new OpenIdProvider(config.oidc),
    bindable: (['telegram', 'teams', 'mail'] as const).filter((channel) => config[channel] !== null),
    ...work,
  }
}
