/** What a request that does not fit its schema is told: where, what, and what would fit. */
import type { FastifyRequest } from 'fastify'
import { Failure, type FailureCode } from '../../service/failure.ts'

/** One finding of the validator, as the schema library reports it. */
export interface InvalidInput {
  /** code of the finding, such as `too_big` */
  keyword: string
  /** where, such as `/form/values/name`; `/` for the whole */
  instancePath: string
  params: Record<string, unknown>
}

/** The first finding as a failure; its `field` is the path with dots, such as `form.values.name`. */
export function failureOfInput(
  { keyword, instancePath, params }: InvalidInput,
  request: FastifyRequest,
): Failure {
  const path = instancePath.split('/').filter((step) => step !== '')
  const field = path.join('.') || undefined
  if (keyword === 'custom') return new Failure(codeOf(params) ?? 'bad-request', {}, field)
  if (keyword === 'unrecognized_keys') {
    const [name = ''] = params.keys as string[]
    return new Failure('unknown-field', {}, [...path, name].join('.'))
  }
  const given = at(request.body, path)
  if (keyword === 'too_big' && typeof given === 'string') {
    const max = Number(params.maximum)
    return new Failure('too-long', { count: given.length, max, excess: given.length - max }, field)
  }
  if (given === undefined && field) return new Failure('missing-field', {}, field)
  return new Failure('bad-request', {}, field)
}

/** A check of several fields names its failure itself. */
function codeOf({ params }: Record<string, unknown>): FailureCode | undefined {
  return (params as { failure?: FailureCode } | undefined)?.failure
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, step) => (inner !== null && typeof inner === 'object' ? Reflect.get(inner, step) : undefined),
    value,
  )
}
