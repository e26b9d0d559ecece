/** One error envelope for everything that goes wrong, in the caller's language. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorBody } from '../../contract/error.ts'
import { Failure, type FailureCode } from '../../service/failure.ts'
import type { AppDeps } from '../deps.ts'

const STATUS: Record<FailureCode, number> = {
  'unknown-conversation': 404,
  'unknown-programme': 404,
  'unknown-code': 404,
  'unknown-file': 404,
  'unknown-document': 404,
  unauthorised: 401,
  'bad-request': 400,
  'too-large': 413,
  'file-empty': 422,
  'file-type': 422,
  busy: 503,
  'database-unreachable': 503,
  'not-found': 404,
  internal: 500,
}

/** The language a caller prefers, as far as their header tells. */
export function localeOf(request: FastifyRequest): string {
  const header = request.headers['accept-language'] ?? ''
  return /^\s*en/i.test(header) ? 'en' : 'zh-CN'
}

export function answerErrors(app: FastifyInstance, deps: Pick<AppDeps, 'phrases'>): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const failure = asFailure(error)
    // Only the kind of trouble is logged: messages of parsers and databases may quote what an applicant wrote.
    if (failure.code === 'internal')
      request.log.error({ kind: error.name, code: error.code, at: stackOf(error) }, 'request failed')
    return sendFailure(reply, request, failure, deps)
  })
  app.setNotFoundHandler((request, reply) => sendFailure(reply, request, new Failure('not-found'), deps))
}

const stackOf = (error: Error): string => (error.stack ?? '').split('\n').slice(1, 6).join('\n')

function asFailure(
  error: FastifyError & { validation?: { instancePath?: string; message?: string }[] },
): Failure {
  if (error instanceof Failure) return error
  if (error.validation) {
    const first = error.validation[0]
    const field = (first?.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.')
    return new Failure('bad-request', { detail: first?.message ?? '' }, field || undefined)
  }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' || error.code === 'FST_REQ_FILE_TOO_LARGE')
    return new Failure('too-large')
  if (error.code?.startsWith('database-')) return new Failure('database-unreachable')
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500)
    return new Failure('bad-request', { detail: error.code ?? '' })
  return new Failure('internal')
}

function sendFailure(
  reply: FastifyReply,
  request: FastifyRequest,
  failure: Failure,
  deps: Pick<AppDeps, 'phrases'>,
) {
  const phrases = deps.phrases(localeOf(request))
  const body: ErrorBody = {
    error: {
      code: failure.code,
      message: phrases.say(`failures.${failure.code}.message`, {
        detail: '',
        id: '',
        max: '',
        ...failure.params,
      }),
      hint: phrases.say(`failures.${failure.code}.hint`, { detail: '', id: '', max: '', ...failure.params }),
      ...(failure.field ? { field: failure.field } : {}),
    },
  }
  if (STATUS[failure.code] === 503) reply.header('retry-after', '2')
  return reply
    .code(STATUS[failure.code])
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(body)
}
