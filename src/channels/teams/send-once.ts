/**
 * Requests to Microsoft, each made once, each with a deadline. The SDK's own client repeats what may have arrived and
 * waits for ever; so it is given this one, which throws how the send ended.
 */
import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import type { SendOutcome } from '../../ports/channel.ts'

type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>
type HttpClient = NonNullable<ConnectorOptions['httpClient']>

/** Failures of a connection that was never made: nothing can have arrived. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])
const AGAIN_MS = 1_000
/** A wrong password does not mend itself soon. */
const REFUSED_MS = 60_000

/** A send that did not end well. Not an error of the SDK's kinds, which it would take for a reason to repeat. */
export class SendFailed extends Error {
  override readonly name = 'SendFailed'
  readonly outcome: Exclude<SendOutcome, { type: 'sent' }>

  constructor(outcome: SendFailed['outcome']) {
    super(outcome.reason)
    this.outcome = outcome
  }
}

/** How a send ended that threw: what is not known to have failed before it arrived is unknown. */
export function outcomeOf(error: unknown): SendFailed['outcome'] {
  return error instanceof SendFailed ? error.outcome : { type: 'unknown', reason: (error as Error).name }
}

/** `unauthorised`: hears that the signature was not accepted. */
export function sendOnce(deadlineMs: number, unauthorised: () => void): HttpClient {
  return {
    async sendRequest(request) {
      const { url, method, headers, body } = request
      const response = await fetch(url, {
        method,
        headers: headers.rawHeaders(),
        // what is said to a person, and the signature with it, goes nowhere else
        redirect: 'manual',
        ...(body === undefined ? {} : { body: String(body) }),
        signal: AbortSignal.timeout(deadlineMs),
      }).catch((error: unknown) => {
        throw new SendFailed(unreached(error))
      })
      if (response.status === 401) unauthorised()
      if (!response.ok) throw new SendFailed(refusal(response.status, response.headers.get('retry-after')))
      // it has arrived; what is answered is only read for the id of the message
      const bodyAsText = await response.text().catch(() => '{}')
      const contentType = response.headers.get('content-type') ?? 'application/json'
      const answered = { toJson: () => ({ 'content-type': contentType }) }
      return { request, status: response.status, headers: answered, bodyAsText } as unknown as Awaited<
        ReturnType<HttpClient['sendRequest']>
      >
    },
  }
}

/** What a connection that broke means for what was to be sent. */
export function unreached(error: unknown): SendFailed['outcome'] {
  const { name, cause } = error as Error & { cause?: { code?: unknown } }
  const reason = String(cause?.code ?? name)
  return NOT_CONNECTED.has(reason)
    ? { type: 'retry', afterMs: AGAIN_MS, reason }
    : { type: 'unknown', reason }
}

function refusal(status: number, retryAfter: string | null): SendFailed['outcome'] {
  const reason = String(status)
  if (status === 429) return { type: 'retry', afterMs: waitOf(retryAfter), reason }
  if (status === 412) return { type: 'retry', afterMs: AGAIN_MS, reason }
  if (status === 401) return { type: 'retry', afterMs: REFUSED_MS, reason }
  if (status === 408 || status >= 500) return { type: 'unknown', reason }
  return { type: 'refused', reason }
}

/** Retry-After in seconds, or as a date. */
function waitOf(header: string | null): number {
  if (header === null) return AGAIN_MS
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) ? Math.max(ms, 0) : AGAIN_MS
}
