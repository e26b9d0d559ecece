/** Settings of what people are reached through: Telegram, Teams, mail, and the identity provider of officers. */
import { z } from 'zod'
import { listOf } from './address-list.ts'
import { StartError } from './start-error.ts'

/** Never shown with what is wrong in it: it holds a password. */
const serverUrl = (protocol: RegExp, hint: string) =>
  z.string().refine((text) => {
    const url = URL.parse(text)
    return url !== null && protocol.test(url.protocol) && url.hostname !== ''
  }, hint)

const MAIL_FROM =
  /^(?:\s*"?([^"<>\p{Cc}]*?)"?\s*<([^\s<>@,;"]+@[^\s<>@,;"]+)>|([^\s<>@,;"]+@[^\s<>@,;"]+))\s*$/u

/** Where bots of Teams are answered, and where Teams keeps the files of chats, in all its clouds. */
const TEAMS_HOSTS =
  'smba.trafficmanager.net *.botframework.com *.teams.microsoft.com *.sharepoint.com *.svc.ms ' +
  '*.botframework.azure.us *.teams.microsoft.us *.sharepoint.us *.botframework.azure.cn *.sharepoint.cn'
/** Where the Agents Playground runs. */
const THIS_MACHINE = ['127.0.0.1', 'localhost', '[::1]']

/** Variables of the environment. */
export const channelShape = {
  TELEGRAM_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'copy it from @BotFather: 123456:ABC…')
    .optional(),
  TELEGRAM_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, 'use 16 to 256 letters, digits, _ and -')
    .optional(),
  TELEGRAM_MODE: z.enum(['webhook', 'polling']).optional(),
  TELEGRAM_API_ROOT: z.url().default('https://api.telegram.org'),
  TEAMS_APP_ID: z
    .uuid('copy the application (client) id of the bot: 8-4-4-4-12 hexadecimal digits')
    .optional(),
  TEAMS_APP_PASSWORD: z.string().optional(),
  TEAMS_APP_TYPE: z.enum(['MultiTenant', 'SingleTenant']).default('MultiTenant'),
  TEAMS_TENANT_ID: z.uuid('copy the directory (tenant) id of the bot').optional(),
  TEAMS_AUTH: z.enum(['on', 'off']).default('on'),
  TEAMS_OPENID_METADATA_URL: z.url().optional(),
  TEAMS_HOSTS: z.string().default(TEAMS_HOSTS).transform(listOf),
  TEAMS_LOGIN_URL: z.url().default('https://login.microsoftonline.com'),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(40).optional(),
  SMTP_URL: serverUrl(/^smtps?:$/, 'write it as smtps://user:password@mail.example.org').optional(),
  IMAP_URL: serverUrl(/^imaps?:$/, 'write it as imaps://user:password@mail.example.org').optional(),
  MAIL_FROM: z.string().regex(MAIL_FROM, 'write name and address: Shenbao <shenbao@example.org>').optional(),
  MAIL_AUTHSERV: z
    .string()
    .regex(
      /^[\w.-]+$/,
      'write the name your server signs Authentication-Results with, such as mx.example.org',
    )
    .optional(),
}

export interface OidcSettings {
  issuer: string
  clientId: string
  clientSecret: string
  /** words for the button */
  name: string
}

export interface MailSettings {
  /** smtp(s)://user:password@host:port */
  smtpUrl: string
  /** imap(s)://user:password@host:port */
  imapUrl: string
  from: { name: string; address: string }
  /** the server whose Authentication-Results are believed; null: nobody has checked the senders */
  authserv: string | null
}

export interface TelegramSettings {
  token: string
  apiRoot: string
  /** null: updates are asked for */
  webhook: { secret: string; publicUrl: string } | null
}

export interface TeamsSettings {
  /** null: callers are not checked and nothing is signed, as Microsoft's Agents Playground wants it */
  credentials: TeamsCredentials | null
  /** the only hosts that are answered, and that files are fetched from and put to */
  hosts: readonly string[]
}

export interface TeamsCredentials {
  appId: string
  password: string
  /** where the bot is registered; null: for every tenant */
  tenantId: string | null
  /** where the keys of Microsoft's tokens are announced; null: where they really are */
  openIdMetadataUrl: string | null
  loginUrl: string
}

const shape = z.object(channelShape)

/** These, and what of the rest they depend on. */
type Environment = z.infer<typeof shape> & {
  HOST: string
  SHENBAO_PUBLIC_URL?: string | undefined
  SHENBAO_NOW?: string | undefined
  SHENBAO_FORCE_NOW: boolean
}

const needs = (name: string, why: string): StartError => new StartError('setting-missing', { name, why })

/** A clock that was set would tell real people wrong dates. */
function refuseSetClock(env: Environment, channel: string): void {
  if (env.SHENBAO_NOW && !env.SHENBAO_FORCE_NOW) throw new StartError('set-clock', { channel })
}

export function telegramOf(env: Environment): TelegramSettings | null {
  const { TELEGRAM_TOKEN: token, TELEGRAM_SECRET: secret, TELEGRAM_API_ROOT: apiRoot } = env
  if (!token) {
    if (secret || env.TELEGRAM_MODE) throw needs('TELEGRAM_TOKEN', 'TELEGRAM_SECRET / TELEGRAM_MODE')
    return null
  }
  if (!isLoopback(apiRoot)) refuseSetClock(env, 'Telegram')
  const mode = env.TELEGRAM_MODE ?? (env.SHENBAO_PUBLIC_URL ? 'webhook' : 'polling')
  if (mode === 'polling') return { token, apiRoot, webhook: null }
  if (!env.SHENBAO_PUBLIC_URL) throw needs('SHENBAO_PUBLIC_URL', 'TELEGRAM_MODE=webhook')
  if (!secret) throw needs('TELEGRAM_SECRET', 'TELEGRAM_MODE=webhook')
  return { token, apiRoot, webhook: { secret, publicUrl: env.SHENBAO_PUBLIC_URL } }
}

export function teamsOf(env: Environment): TeamsSettings | null {
  const { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: password, TEAMS_TENANT_ID: tenant } = env
  if (env.TEAMS_AUTH === 'off') {
    // whoever reaches it could speak for anybody
    if (!isLoopback(`http://${env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST}`))
      throw new StartError('settings', { detail: 'TEAMS_AUTH: off is for trying out, with HOST=127.0.0.1' })
    return { credentials: null, hosts: THIS_MACHINE }
  }
  if (!appId) {
    if (password || tenant) throw needs('TEAMS_APP_ID', 'TEAMS_APP_PASSWORD / TEAMS_TENANT_ID')
    return null
  }
  if (!password) throw needs('TEAMS_APP_PASSWORD', 'TEAMS_APP_ID')
  const single = env.TEAMS_APP_TYPE === 'SingleTenant'
  if (single && !tenant) throw needs('TEAMS_TENANT_ID', 'TEAMS_APP_TYPE=SingleTenant')
  const { TEAMS_LOGIN_URL: loginUrl, TEAMS_OPENID_METADATA_URL: metadata } = env
  if (!isLoopback(loginUrl)) refuseSetClock(env, 'Microsoft Teams')
  const tenantId = single ? (tenant ?? null) : null
  const credentials = { appId, password, tenantId, openIdMetadataUrl: metadata ?? null, loginUrl }
  return { credentials, hosts: env.TEAMS_HOSTS }
}

export function oidcOf(env: Environment): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env
  if (!issuer) {
    if (clientId || clientSecret || env.OIDC_NAME)
      throw needs('OIDC_ISSUER', 'OIDC_CLIENT_ID / OIDC_CLIENT_SECRET / OIDC_NAME')
    return null
  }
  if (!clientId) throw needs('OIDC_CLIENT_ID', 'OIDC_ISSUER')
  if (!clientSecret) throw needs('OIDC_CLIENT_SECRET', 'OIDC_ISSUER')
  // secrets and identities would be read on the way
  if (new URL(issuer).protocol !== 'https:' && !isLoopback(issuer))
    throw new StartError('settings', {
      detail: 'OIDC_ISSUER: use https; http only on 127.0.0.1, for trying out',
    })
  if (!isLoopback(issuer)) refuseSetClock(env, 'OIDC_ISSUER')
  return { issuer, clientId, clientSecret, name: env.OIDC_NAME ?? new URL(issuer).host }
}

export function mailOf(env: Environment): MailSettings | null {
  const { SMTP_URL: smtpUrl, IMAP_URL: imapUrl, MAIL_FROM: from, MAIL_AUTHSERV: authserv = null } = env
  const given = { SMTP_URL: smtpUrl, IMAP_URL: imapUrl, MAIL_FROM: from, MAIL_AUTHSERV: authserv }
  const names = Object.entries(given).flatMap(([name, value]) => (value ? [name] : []))
  if (names.length === 0) return null
  if (!smtpUrl) throw needs('SMTP_URL', names.join(' / '))
  if (!imapUrl) throw needs('IMAP_URL', names.join(' / '))
  if (!from) throw needs('MAIL_FROM', names.join(' / '))
  if (!isLoopback(smtpUrl) || !isLoopback(imapUrl)) refuseSetClock(env, 'SMTP / IMAP')
  const [, name = '', inBrackets, bare = ''] = MAIL_FROM.exec(from) ?? []
  return { smtpUrl, imapUrl, from: { name, address: inBrackets ?? bare }, authserv }
}

const isLoopback = (url: string): boolean => THIS_MACHINE.includes(new URL(url).hostname)
