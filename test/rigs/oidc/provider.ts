/** A real identity provider (npm oidc-provider) on loopback; signs in whom the test names, without asking anybody. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export interface Account {
  sub: string
  email?: string
  email_verified?: boolean
}

export interface RiggedProvider {
  issuer: string
  clientId: string
  clientSecret: string
  /** who sits at the browser from now on */
  becomes(account: Account): void
  /** stops answering, and answers again */
  stop(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

const CLIENT = { id: 'shenbao-desk', secret: 'a secret that only this test knows' }

/** `back`: the console's own addresses, which the provider sends browsers back to. */
export async function openProvider(back: string): Promise<RiggedProvider> {
  let person: Account = { sub: 'nobody' }
  let server = createServer()
  const port = await listen(server, 0)
  const issuer = `http://127.0.0.1:${port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${back}/api/desk/oidc/callback`],
        post_logout_redirect_uris: [`${back}/desk`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    // claims belong into the identity itself, as large providers have them
    conformIdTokenClaims: false,
    cookies: { keys: ['of this test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/person/${uid}` },
    findAccount: () => ({ accountId: person.sub, claims: () => ({ ...person }) }),
  })
  provider.use(async (context: Context, next: () => Promise<void>) => {
    if (!context.path.startsWith('/person/')) return next()
    await agree(provider, context, person)
  })
  server.on('request', provider.callback())
  return {
    issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    becomes: (account) => {
      person = account
    },
    stop: () => shut(server),
    start: async () => {
      server = createServer(provider.callback())
      await listen(server, port)
    },
    close: () => shut(server),
  }
}

interface Context {
  path: string
  req: import('node:http').IncomingMessage
  res: import('node:http').ServerResponse
  respond?: boolean
}

/** Signs the person in and grants what was asked, as if both buttons had been pressed. */
async function agree(provider: Provider, { req, res, ...context }: Context, person: Account): Promise<void> {
  Object.assign(context, { respond: false })
  const { params, grantId } = await provider.interactionDetails(req, res)
  const grant = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: person.sub, clientId: String(params.client_id) })
  grant?.addOIDCScope(String(params.scope))
  const consent = { grantId: await grant?.save() }
  await provider.interactionFinished(req, res, { login: { accountId: person.sub }, consent })
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const shut = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
