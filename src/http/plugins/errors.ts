/** One error envelope for everything that goes wrong, in the caller's language. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorBody } from '../../contract/error.ts'
import type { Phrases } from '../../language/phrases.ts'
import { Failure, type FailureCode } from '../../service/failure.ts'
import type { AppDeps } from '../deps.ts'
import { failureOfInput, type InvalidInput } from './invalid-input.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** language of the conversation this request is about, once that is known */
    language: string | null
  }
}

/** HTTP status of each failure. */
export const STATUS: Record<FailureCode, number> = {
  'unknown-conversation': 404,
  'unknown-programme': 404,
  'unknown-code': 404,
  'unknown-file': 404,
  'unknown-document': 404,
  'unknown-check-code': 404,
  'unknown-draft': 404,
  'unknown-person': 404,
  'unknown-export': 404,
  outdated: 409,
  'not-ours': 403,
  'not-ready': 422,
  unauthorised: 401,
  'bad-request': 400,
  'bad-json': 400,
  'exactly-one': 400,
  'missing-field': 400,
  'unknown-field': 400,
  'too-long': 400,
  'media-type': 415,
  'too-large': 413,
  'upload-broken': 400,
  'file-empty': 422,
  'file-type': 422,
  'sheet-large': 413,
  'sheet-rows': 422,
  'sheet-old': 422,
  'sheet-unreadable': 422,
  'sheet-head': 422,
  'file-heic': 422,
  'file-active': 422,
  'file-locked': 422,
  'file-too-much': 422,
  'file-mixed': 422,
  'file-broken': 422,
  'files-full': 422,
  'not-a-scan': 422,
  'scan-broken': 422,
  'scan-locked': 422,
  'scan-too-long': 422,
  'scan-too-large': 422,
  'scan-slow': 422,
  'not-signed-in': 401,
  'bad-ticket': 401,
  'slow-down': 429,
  'not-an-officer': 403,
  'provider-away': 503,
  'sign-in-broken': 400,
  'not-allowed': 403,
  'unknown-enquiry': 404,
  'unknown-officer': 404,
  'email-taken': 409,
  'bad-grant': 422,
  'bad-leave': 422,
  'last-admin': 409,
  'bad-span': 422,
  'unknown-clarification': 404,
  'clarification-changed': 409,
  'own-proposal': 403,
  'decided-already': 409,
  'missing-words': 422,
  'unknown-clause': 422,
  'reason-missing': 422,
  'unknown-canned': 404,
  'unknown-placeholder': 422,
  busy: 503,
  'database-unreachable': 503,
  'enquiry-changed': 409,
  'already-answered': 409,
  'already-closed': 409,
  erased: 410,
  empty: 422,
  'nothing-owed': 422,
  'unknown-line': 422,
  'same-line': 422,
  'same-officer': 422,
  'officer-away': 422,
  'cannot-merge': 422,
  'not-merged': 422,
  'unknown-case': 404,
  'case-changed': 409,
  'case-refused': 422,
  'not-found': 404,
  internal: 500,
}

/** What the HTTP server calls trouble that a caller can mend. */
const FROM_SERVER: Readonly<Record<string, FailureCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_REQ_FILE_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'media-type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'bad-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'bad-json',
}

/** The language of the conversation, else the one that a caller prefers, as far as their header tells. */
export function localeOf(request: FastifyRequest): string {
  return request.language ?? preferredIn(request.headers['accept-language'])
}

/** @param header `Accept-Language` */
export function preferredIn(header = ''): string {
  const wanted = header.split(',').map((one) => one.trim().toLowerCase())
  const first = wanted.find((one) => /^(?:en|zh)\b/.test(one)) ?? ''
  if (first.startsWith('en')) return 'en'
  return /^zh-(?:hant|tw|hk|mo)\b/.test(first) ? 'zh-Hant' : 'zh-CN'
}

export function answerErrors(app: FastifyInstance, deps: Pick<AppDeps, 'phrases'>): void {
  app.decorateRequest('language', null)
  app.setErrorHandler((error: FastifyError, request, reply) => {
    return sendFailure(reply, request, failureOf(error, request), deps)
  })
  app.setNotFoundHandler((request, reply) => sendFailure(reply, request, new Failure('not-found'), deps))
}

/** Any error as a failure with words; trouble of our own is logged. */
export function failureOf(error: FastifyError, request: FastifyRequest): Failure {
  const failure = asFailure(error, request)
  // Only the kind of trouble is logged: messages of parsers and databases may quote what an applicant wrote.
  if (failure.code === 'internal')
    request.log.error({ kind: error.name, code: error.code, at: stackOf(error) }, 'request failed')
  else if (STATUS[failure.code] === 503) request.log.warn({ kind: failure.code }, 'request put off')
  return failure
}

/** What went wrong and what to do, in words. */
export function wordsOf(
  { code, field, params }: Failure,
  phrases: Phrases,
): { message: string; hint: string } {
  // why an act of casework cannot be has words of its own
  const reason = params.why === undefined ? {} : { reason: phrases.say(`case.why.${params.why}`) }
  const all = { field: field ?? '', ...params, ...reason }
  return {
    message: phrases.say(`failures.${code}.message`, all),
    hint: phrases.say(`failures.${code}.hint`, all),
  }
}

/** Where it happened, without the message: that may have many lines, and they may look like places. */
const stackOf = ({ stack = '', message }: Error): string =>
  stack
    .slice(stack.indexOf(message) + message.length)
    .split('\n')
    .filter((line) => /^\s+at .+:\d+:\d+\)?$/.test(line))
    .slice(0, 6)
    .join('\n')

function asFailure(error: FastifyError, request: FastifyRequest): Failure {
  if (error instanceof Failure) return error
  if (error.validation) return failureOfInput(error.validation[0] as InvalidInput, request)
  const known = FROM_SERVER[error.code]
  if (known) return new Failure(known)
  if (error.code?.startsWith('database-')) return new Failure('database-unreachable')
  if (error instanceof SyntaxError && error.statusCode === 400) return new Failure('bad-json')
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) return new Failure('bad-request')
  return new Failure('internal')
}

/** When it is worth to try again, where that is known. */
export function sayWhen(reply: FastifyReply, { code, params }: Failure): void {
  if (STATUS[code] === 503) reply.header('retry-after', '2')
  else if (code === 'slow-down') reply.header('retry-after', String(params.seconds))
}

function sendFailure(
  reply: FastifyReply,
  request: FastifyRequest,
  failure: Failure,
  deps: Pick<AppDeps, 'phrases'>,
) {
  const body: ErrorBody & Record<string, unknown> = {
    error: {
      code: failure.code,
      ...wordsOf(failure, deps.phrases(localeOf(request))),
      ...(failure.field ? { field: failure.field } : {}),
    },
    ...failure.beside,
  }
  sayWhen(reply, failure)
  return reply
    .code(STATUS[failure.code])
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(body)
}
