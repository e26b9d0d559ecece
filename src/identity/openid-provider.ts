/** Sign-in at the organisation's own provider: OpenID Connect, authorization code with PKCE. */
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client'
import type { Attempt, Identity, IdentityProvider } from '../ports/desk.ts'

export interface OpenIdSettings {
  issuer: string
  clientId: string
  clientSecret: string
  /** words for the button */
  name: string
}

/** Seconds that a call to the provider may take. */
const DEADLINE_S = 8

export class OpenIdProvider implements IdentityProvider {
  readonly name: string
  private readonly settings: OpenIdSettings
  private found: Promise<Configuration> | null = null

  constructor(settings: OpenIdSettings) {
    this.settings = settings
    this.name = settings.name
  }

  async begin({ state, nonce, verifier, back }: Attempt): Promise<string> {
    const challenge = await calculatePKCECodeChallenge(verifier)
    return buildAuthorizationUrl(await this.discover(), {
      redirect_uri: back,
      scope: 'openid email',
      response_type: 'code',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      state,
      nonce,
    }).href
  }

  async finish(address: string, { state, nonce, verifier }: Attempt): Promise<Identity> {
    const tokens = await authorizationCodeGrant(await this.discover(), new URL(address), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new Error('no identity')
    const { iss, sub, email, email_verified: isVerified } = claims
    return {
      subject: `${iss} ${sub}`,
      email: isVerified === true && typeof email === 'string' ? email : null,
    }
  }

  async end(back: string): Promise<string | null> {
    const configuration = await this.discover()
    if (!configuration.serverMetadata().end_session_endpoint) return null
    return buildEndSessionUrl(configuration, { post_logout_redirect_uri: back }).href
  }

  /** Asks for the provider's announcement when it is first needed, and again as long as that fails. */
  private discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.settings
    const url = new URL(issuer)
    this.found ??= discovery(url, clientId, clientSecret, undefined, {
      timeout: DEADLINE_S,
      // signatures of identities are checked even though they come straight from the provider
      execute: [enableNonRepudiationChecks, ...(url.protocol === 'http:' ? [allowInsecureRequests] : [])],
    }).catch((error: unknown) => {
      this.found = null
      throw error
    })
    return this.found
  }
}
