import type { ErrorBody, WireFile } from './wire.ts'

/** What a request came to when it did not succeed: what happened, what to do, and why, by its code. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  readonly hint: string

  constructor(status: number, code: string, message: string, hint: string) {
    super(message)
    this.status = status
    this.code = code
    this.hint = hint
  }

  /** nothing was heard from the server: the same request may be sent again */
  get offline(): boolean {
    return this.status === 0
  }
}

let onSignedOut = () => {}
let language = 'zh-CN'

/** Says what to do when the session has ended. */
export const whenSignedOut = (then: () => void) => {
  onSignedOut = then
}

/** Error messages come in this language from now on. */
export const speak = (locale: string) => {
  language = locale
}

/** Reads one address below `/api/desk`. @throws {Refused} */
export const read = <T>(path: string, signal?: AbortSignal): Promise<T> =>
  send<T>('GET', path, undefined, signal)

/** Sends one request to an address below `/api/desk`. @throws {Refused} */
export async function send<T>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  return answerOf<T>(await request(method, path, body, signal))
}

/** Sends files to an address below `/api/desk` that answers with a file. @throws {Refused} */
export async function exchange(path: string, form: FormData): Promise<Blob> {
  const response = await request('POST', path, form)
  if (response.ok) return response.blob()
  return answerOf<never>(response)
}

async function request(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': language }
  const isForm = body instanceof FormData
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json'
  const payload = isForm ? body : body === undefined ? null : JSON.stringify(body)
  const asked = { method, headers, body: payload, credentials: 'same-origin' as const }
  return fetch(`/api/desk${path}`, signal ? { ...asked, signal } : asked).catch((error) => {
    if (signal?.aborted) throw error
    throw new Refused(0, 'offline', '', '')
  })
}

async function answerOf<T>(response: Response): Promise<T> {
  const text = await response.text().catch(() => '')
  if (response.ok) return (text === '' ? undefined : JSON.parse(text)) as T
  if (response.status === 401) onSignedOut()
  const { code, message, hint } = envelopeOf(text)
  throw new Refused(response.status, code, message, hint)
}

function envelopeOf(text: string): ErrorBody['error'] {
  try {
    return (JSON.parse(text) as ErrorBody).error
  } catch {
    return { code: 'unreadable', message: '', hint: '' }
  }
}

/** Hands one file over, to be sent with the next answer or note. @throws {Refused} */
export function upload(enquiry: string, file: File): Promise<WireFile> {
  const form = new FormData()
  form.append('file', file)
  return send<WireFile>('POST', `/enquiries/${enquiry}/files`, form)
}

/** Where a file of a thread is fetched from. */
export const fileAddress = (enquiry: string, file: string) =>
  `/api/desk/enquiries/${encodeURIComponent(enquiry)}/files/${encodeURIComponent(file)}`

/** `?a=1&b=2` of what is there; nothing for nothing. */
export function query(params: Record<string, string | undefined>): string {
  const given = Object.entries(params).filter((one): one is [string, string] => Boolean(one[1]))
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}
