/** Who may speak to us, and how we sign what we send: the SDK's checks with credentials of our own. */
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { SendFailed, sendOnce, unreached } from './send-once.ts'

export interface Credentials {
  appId: string
  password: string
  /** null: a bot for every tenant */
  tenantId: string | null
  /** null: where Microsoft announces them */
  openIdMetadataUrl: string | null
  loginUrl: string
}

type CredentialsFactory = NonNullable<
  ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]
>

const ISSUER = 'https://api.botframework.com'
export const CHANNEL_METADATA = 'https://login.botframework.com/v1/.well-known/openidconfiguration'
const EMULATOR_METADATA =
  'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration'
/** Where bots for every tenant get their tokens. */
const EVERY_TENANT = 'botframework.com'
/** A token is renewed this long before it runs out. */
const EARLY_MS = 5 * 60_000
const TOKEN_AGAIN_MS = 5_000
const PASSWORD_WRONG_MS = 60_000

/** `credentials` null: nobody is checked and nothing is signed. */
export function accessOf(credentials: Credentials | null, deadlineMs: number) {
  const tokens = credentials ? new Tokens(credentials, deadlineMs) : null
  const metadata = credentials?.openIdMetadataUrl
  const httpClient = sendOnce(deadlineMs, () => tokens?.forget())
  return new ConfigurationBotFrameworkAuthentication(
    {
      ToChannelFromBotLoginUrl: credentials?.loginUrl ?? ISSUER,
      ToChannelFromBotOAuthScope: ISSUER,
      ToBotFromChannelTokenIssuer: ISSUER,
      OAuthUrl: ISSUER,
      ToBotFromChannelOpenIdMetadataUrl: metadata ?? CHANNEL_METADATA,
      ToBotFromEmulatorOpenIdMetadataUrl: metadata ?? EMULATOR_METADATA,
    },
    credentialsFactory(credentials?.appId ?? null, tokens),
    undefined,
    undefined,
    { httpClient },
  )
}

function credentialsFactory(appId: string | null, tokens: Tokens | null): CredentialsFactory {
  const signRequest: Awaited<ReturnType<CredentialsFactory['createCredentials']>>['signRequest'] = async (
    request,
  ) => {
    if (tokens) request.headers.set('authorization', `Bearer ${await tokens.take()}`)
    return request
  }
  return {
    isValidAppId: async (id) => id === appId,
    isAuthenticationDisabled: async () => appId === null,
    createCredentials: async () => ({ signRequest }),
  }
}

/** The bot's token for sending; asked for once, however many sends wait for it. */
export class Tokens {
  private readonly credentials: Credentials
  private readonly deadlineMs: number
  private present: Promise<string> | null = null
  private goodUntil = 0

  constructor(credentials: Credentials, deadlineMs: number) {
    this.credentials = credentials
    this.deadlineMs = deadlineMs
  }

  /** @throws SendFailed `retry`, for nothing has been sent yet */
  take(): Promise<string> {
    if (this.present && performance.now() < this.goodUntil) return this.present
    this.goodUntil = Number.POSITIVE_INFINITY
    const asked = this.ask()
    asked.catch(() => this.forget())
    this.present = asked
    return asked
  }

  forget(): void {
    this.present = null
  }

  private async ask(): Promise<string> {
    const { loginUrl, tenantId, appId, password } = this.credentials
    const response = await fetch(
      `${loginUrl.replace(/\/$/, '')}/${tenantId ?? EVERY_TENANT}/oauth2/v2.0/token`,
      {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: appId,
          client_secret: password,
          scope: `${ISSUER}/.default`,
        }),
        signal: AbortSignal.timeout(this.deadlineMs),
      },
    ).catch((error: unknown) => {
      throw this.failed(TOKEN_AGAIN_MS, unreached(error).reason)
    })
    const wait = response.status >= 500 || response.status === 429 ? TOKEN_AGAIN_MS : PASSWORD_WRONG_MS
    if (!response.ok) throw this.failed(wait, String(response.status))
    const answer = (await response.json().catch(() => ({}))) as {
      access_token?: unknown
      expires_in?: unknown
    }
    if (typeof answer.access_token !== 'string') throw this.failed(TOKEN_AGAIN_MS, 'no token in the answer')
    this.goodUntil = performance.now() + Math.max(Number(answer.expires_in) * 1_000 - EARLY_MS, 0)
    return answer.access_token
  }

  private failed(afterMs: number, what: string): SendFailed {
    return new SendFailed({ type: 'retry', afterMs, reason: `sign in: ${what}` })
  }
}
