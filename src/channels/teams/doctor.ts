/** Looks whether the bot can do its work: signing in, the keys of its callers, the address it is reached at. */
import type { Finding } from '../../ports/channel.ts'
import { CHANNEL_METADATA, type Credentials, Tokens } from './access.ts'
import { MESSAGES_PATH } from './messages-route.ts'
import { outcomeOf, unreached } from './send-once.ts'

const DEADLINE_MS = 10_000

/** What is well and what is not, most important first; the words are `doctor.teams.<code>`. */
export async function examineTeams(
  credentials: Credentials | null,
  publicUrl: string | null,
): Promise<Finding[]> {
  if (!credentials) return [{ ok: true, code: 'unchecked', params: {} }]
  return [await signIn(credentials), await keys(credentials), endpoint(publicUrl)]
}

async function signIn(credentials: Credentials): Promise<Finding> {
  const { loginUrl: address, appId } = credentials
  try {
    await new Tokens(credentials, DEADLINE_MS).take()
    return { ok: true, code: 'signed-in', params: { appId } }
  } catch (error) {
    const { reason } = outcomeOf(error)
    const code = /40[01]$/.test(reason) ? 'password-wrong' : 'unreachable'
    return { ok: false, code, params: { reason, address } }
  }
}

async function keys({ openIdMetadataUrl }: Credentials): Promise<Finding> {
  const address = openIdMetadataUrl ?? CHANNEL_METADATA
  const reason = await fetch(address, { signal: AbortSignal.timeout(DEADLINE_MS) }).then(
    ({ ok, status }) => (ok ? null : String(status)),
    (error: unknown) => unreached(error).reason,
  )
  return reason === null
    ? { ok: true, code: 'keys', params: {} }
    : { ok: false, code: 'unreachable', params: { reason, address } }
}

function endpoint(publicUrl: string | null): Finding {
  const wanted = `${(publicUrl ?? '').replace(/\/$/, '')}${MESSAGES_PATH}`
  const ok = publicUrl?.startsWith('https:') ?? false
  return { ok, code: ok ? 'endpoint' : 'not-https', params: { wanted } }
}
