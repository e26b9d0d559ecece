/** What can go wrong with the store, in words for whoever runs it. */

export type StoreErrorCode =
  | 'database-unreachable'
  | 'directory-in-use'
  | 'directory-unusable'
  | 'migration-edited'
  | 'migration-failed'
  | 'database-newer'
  | 'taken'
  | 'folder-missing'
  | 'not-a-back-up'
  | 'back-up-damaged'
  | 'back-up-newer'
  | 'database-in-use'

/**
 * A failure of the store with what to do next; neither credentials nor answers of applicants in it. `params` are
 * for whoever says the same in another language.
 */
export class StoreError extends Error {
  readonly code: StoreErrorCode
  readonly hint: string
  readonly params: Readonly<Record<string, string>>

  constructor(
    code: StoreErrorCode,
    message: string,
    hint: string,
    { cause, params = {} }: { cause?: unknown; params?: Record<string, string> } = {},
  ) {
    super(message, { cause })
    this.name = 'StoreError'
    this.code = code
    this.hint = hint
    this.params = params
  }
}

const UNREACHABLE =
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOENT|\bP1000\b|\bP1001\b|\bP1002\b|\bP1003\b|\bP1008\b|\bP1010\b|\bP1017\b|\b57P0[1-3]\b|\b08\d{3}\b|\b28P01\b|\b28000\b|\b3D000\b|\b53300\b|connection terminated|timeout exceeded when trying to connect|query read timeout|not queryable|server has closed/i
const DANGLING = /\b23503\b|\bP2003\b/
const TAKEN = /\b23505\b|\bP2002\b/

/** The error a caller should see: known database failures as `StoreError`, everything else as it is. */
export function asStoreError(error: unknown): unknown {
  if (error instanceof StoreError) return error
  const signs = signsOf(error)
  if (UNREACHABLE.test(signs)) return unreachable('The database does not answer.', error)
  if (TAKEN.test(signs)) return taken(error)
  return error
}

/** True for the refusal of a row that refers to something that is not there any more. */
export const isDangling = (error: unknown): boolean => DANGLING.test(signsOf(error))

/** True when the database could not be asked, or did not answer: what was asked may have been done. */
export const isUnreachable = (error: unknown): boolean => UNREACHABLE.test(signsOf(error))

/** The database cannot be reached; `what` and `place` say which one, without credentials; place `none`: not known here. */
export function unreachable(
  what: string,
  cause?: unknown,
  params: { place?: string; reason?: string } = {},
): StoreError {
  const hint =
    'Check that the server runs and that DATABASE_URL names the right host, database, user and password.'
  return new StoreError('database-unreachable', what, hint, {
    cause,
    params: { place: 'none', reason: '', ...params },
  })
}

function taken(cause: unknown): StoreError {
  const hint = 'Make a fresh identifier, code or number and try again, or use what is there.'
  return new StoreError('taken', 'Something with this identifier, code or number exists already.', hint, {
    cause,
  })
}

/** Codes and messages of an error, of its causes and of what it collects. */
function signsOf(error: unknown, depth = 0): string {
  if (!error || typeof error !== 'object' || depth > 4) return ''
  const { code, message, cause, errors, meta } = error as Record<string, unknown>
  const more = Array.isArray(errors) ? errors.map((one) => signsOf(one, depth + 1)) : []
  const driver = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError
  return [code, message, signsOf(cause, depth + 1), signsOf(driver, depth + 1), ...more].join(' ')
}

type Methods = Record<string, unknown>

/** The same object, every rejected promise of its methods translated by `asStoreError`. */
export function translating<T extends object>(target: T): T {
  const wrapped: Methods = {}
  for (const [name, value] of Object.entries(target)) {
    wrapped[name] = typeof value === 'function' ? translated(value.bind(target)) : value
  }
  return wrapped as T
}

function translated(method: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
  return (...args) => {
    const result = method(...args)
    if (!(result instanceof Promise)) return result
    return result.catch((error: unknown) => {
      throw asStoreError(error)
    })
  }
}
