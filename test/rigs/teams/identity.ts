/** Microsoft's part of the checking, on loopback: keys that are announced, tokens signed with them, and our own sign-in. */
import { createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import Fastify from 'fastify'

export const APP_ID = '11111111-2222-4333-8444-555555555555'
export const PASSWORD = 'a-password-of-the-bot'
const ISSUER = 'https://api.botframework.com'

const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function signed(header: object, claims: object, key: KeyObject): string {
  const body = `${encoded({ alg: 'RS256', typ: 'JWT', ...header })}.${encoded(claims)}`
  return `${body}.${createSign('RSA-SHA256').update(body).sign(key, 'base64url')}`
}

export class Identity {
  address = ''
  /** tokens that were handed out for sending */
  readonly handedOut: string[] = []
  /** status that the sign-in answers with instead */
  signInFault: number | null = null
  /** the keys cannot be had */
  keysAway = false
  private readonly app = Fastify({ forceCloseConnections: true })
  private readonly own = keyPair()
  private readonly foreign = keyPair()

  static async start(): Promise<Identity> {
    const identity = new Identity()
    const { app } = identity
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, new URLSearchParams(body as string)),
    )
    app.get('/openid', (_request, reply) => {
      if (identity.keysAway) return reply.code(503).send()
      return {
        issuer: ISSUER,
        jwks_uri: `${identity.address}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      }
    })
    app.get('/keys', () => ({
      keys: [identity.key('teams', ['msteams']), identity.key('other', ['webchat'])],
    }))
    app.post('/:tenant/oauth2/v2.0/token', (request, reply) => {
      const asked = request.body as URLSearchParams
      const isRight = asked.get('client_id') === APP_ID && asked.get('client_secret') === PASSWORD
      if (identity.signInFault || !isRight)
        return reply.code(identity.signInFault ?? 401).send({ error: 'invalid_client' })
      const token = randomUUID()
      identity.handedOut.push(token)
      return { token_type: 'Bearer', expires_in: 3600, access_token: token }
    })
    identity.address = await app.listen({ port: 0, host: '127.0.0.1' })
    return identity
  }

  close = () => this.app.close()

  /** A token as Teams sends it along; anything in it can be made wrong. */
  token(serviceUrl: string, wrong: { claims?: object; key?: 'foreign' | 'unendorsed' } = {}): string {
    const exp = Math.floor(Date.now() / 1_000) + 300
    const claims = { iss: ISSUER, aud: APP_ID, exp, serviceurl: serviceUrl, ...wrong.claims }
    const kid = wrong.key === 'unendorsed' ? 'other' : 'teams'
    const { privateKey } = wrong.key === 'foreign' ? this.foreign : this.own
    return signed({ kid }, claims, privateKey)
  }

  private key(kid: string, endorsements: string[]) {
    return { ...this.own.publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256', endorsements }
  }
}
