import type { ErrorBody, Started, Transcript, Turn, Uploaded, WireActivity } from './wire.ts'

/** Statuses of a conversation that is unknown to the server or not one's own. */
export const LOST = [401, 403, 404, 410]

/** The server answered and said no; any other error: nothing came back; `retry` when the same request may succeed later. */
export class Refused extends Error {
  readonly status: number
  readonly hint: string
  readonly retryAfter: number

  constructor(status: number, body: Partial<ErrorBody['error']>, retryAfter = 0) {
    super(body.message ?? '')
    this.status = status
    this.hint = body.hint ?? ''
    this.retryAfter = retryAfter
  }

  get retry(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408
  }

  /** the conversation is unknown here or the token is not its own */
  get lost(): boolean {
    return LOST.includes(this.status)
  }
}

export interface Session {
  id: string
  token: string
}

export interface StartRequest {
  programme?: string
  locale?: string
  code?: string
}

const PATIENCE = 30_000

/** The calls of the web contract against one server. */
export function createClient(server: string) {
  const url = (path: string) => `${server}/api/conversations${path}`
  const own = (session: Session, path = '') => url(`/${encodeURIComponent(session.id)}${path}`)

  return {
    start: (request: StartRequest) => call<Started>(url(''), { body: request }),
    send: (session: Session, activity: WireActivity) =>
      call<Turn>(own(session, '/activities'), { body: activity, token: session.token }),
    transcript: (session: Session) => call<Transcript>(own(session), { token: session.token }),
    draft: (session: Session) =>
      call<{ resume: { code: string; link: string } }>(
        `${server}/api/drafts/${encodeURIComponent(session.id)}`,
        { token: session.token },
      ),
    upload: (session: Session, file: File, progress: (share: number) => void, signal: AbortSignal) =>
      upload(own(session, '/files'), session.token, file, progress, signal),
    events: (session: Session) => ({ url: own(session, '/events'), token: session.token }),
  }
}
export type Client = ReturnType<typeof createClient>

async function call<T>(url: string, { body, token }: { body?: unknown; token?: string }): Promise<T> {
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: {
      accept: 'application/json',
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: body ? JSON.stringify(body) : null,
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE),
  })
  const answer = parse(await response.text())
  if (!response.ok) throw refusal(response.status, answer, response.headers.get('retry-after'))
  // A proxy may answer 200 with a page of its own; nothing was taken then.
  if (answer === undefined) throw new Error(url)
  return answer as T
}

// Only XMLHttpRequest tells how much of a body has gone out.
function upload(
  url: string,
  token: string,
  file: File,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader('authorization', `Bearer ${token}`)
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total)
    request.onerror = request.onabort = () => reject(new Error(url))
    request.onload = () => {
      const body = parse(request.responseText)
      if (request.status >= 200 && request.status < 300 && body) resolve(body as Uploaded)
      else reject(refusal(request.status, body, request.getResponseHeader('retry-after')))
    }
    signal.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  })
}

function refusal(status: number, body: unknown, retryAfter: string | null): Refused {
  return new Refused(status, (body as ErrorBody | undefined)?.error ?? {}, Number(retryAfter) || 0)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
