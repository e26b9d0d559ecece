/** The environment, parsed once. */
import { z } from 'zod'
import { addressList, type IsListed, listOf } from './address-list.ts'
import {
  channelShape,
  type MailSettings,
  mailOf,
  type OidcSettings,
  oidcOf,
  type TeamsSettings,
  type TelegramSettings,
  teamsOf,
  telegramOf,
} from './channel-settings.ts'
import { type OperatingSettings, operatingOf, operatingShape } from './operating-settings.ts'
import { StartError } from './start-error.ts'

const addresses = z
  .string()
  .default('loopback')
  .transform(listOf)
  .transform((items, context): IsListed => {
    try {
      return addressList(items)
    } catch {
      const message = 'write addresses, ranges such as 10.0.0.0/8, loopback or private, parted by commas'
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    }
  })

const originSchema = z
  .url()
  .refine((text) => new URL(text).origin === text, 'write origins only, such as https://www.example.org')

const schema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  SHENBAO_DATA: z.string().default('./data'),
  DATABASE_URL: z.string().optional(),
  SHENBAO_FLOWS: z.string().default('./flows'),
  SHENBAO_PUBLIC_URL: z.url().optional(),
  SHENBAO_ORIGINS: z.string().default('').transform(listOf).pipe(z.array(originSchema)),
  SHENBAO_AT_ONCE: z.coerce.number().int().min(1).default(1000),
  SHENBAO_PROXIES: addresses,
  SHENBAO_UNBRAKED: addresses,
  SHENBAO_SECRET: z.string().min(16, 'use at least 16 characters').optional(),
  SHENBAO_NOW: z.iso.datetime({ offset: true, error: 'write it as 2030-04-12T10:00:00+08:00' }).optional(),
  SHENBAO_FORCE_NOW: z.stringbool().default(false),
  ...channelShape,
  ...operatingShape,
  SHENBAO_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

export interface Config {
  host: string
  port: number
  dataDir: string
  databaseUrl: string | undefined
  flowsDir: string
  publicUrl: string | undefined
  /** sites that may carry the widget, such as `https://www.example.org` */
  origins: string[]
  /** so many requests may wait for their answer; more are answered 503 */
  atOnce: number
  /** proxies that are believed where a call comes from */
  proxies: IsListed
  /** addresses that many people share: no brake counts by them */
  unbraked: IsListed
  /** null: one is made and kept in the data directory */
  secret: string | null
  /** where the clock starts; null for the real time */
  startsAt: Date | null
  log: z.infer<typeof schema>['SHENBAO_LOG']
  operating: OperatingSettings
  /** null: no bot */
  telegram: TelegramSettings | null
  /** null: no bot */
  teams: TeamsSettings | null
  /** null: officers sign in with one-time links only */
  oidc: OidcSettings | null
  /** null: officers get no mail */
  mail: MailSettings | null
}

/** @throws StartError naming each variable that is wrong and what to write instead */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const result = schema.safeParse(given)
  if (!result.success)
    throw new StartError('settings', {
      detail: result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    })
  const env = result.data
  return {
    host: env.HOST,
    port: env.PORT,
    dataDir: env.SHENBAO_DATA,
    databaseUrl: env.DATABASE_URL,
    flowsDir: env.SHENBAO_FLOWS,
    publicUrl: env.SHENBAO_PUBLIC_URL,
    origins: env.SHENBAO_ORIGINS,
    atOnce: env.SHENBAO_AT_ONCE,
    proxies: env.SHENBAO_PROXIES,
    unbraked: env.SHENBAO_UNBRAKED,
    secret: env.SHENBAO_SECRET ?? null,
    startsAt: env.SHENBAO_NOW ? new Date(env.SHENBAO_NOW) : null,
    log: env.SHENBAO_LOG,
    operating: operatingOf(env),
    telegram: telegramOf(env),
    teams: teamsOf(env),
    oidc: oidcOf(env),
    mail: mailOf(env),
  }
}
