/** One thing that was looked at. Its words, with what to do, are `doctor.<about>.<code>` of locales/. */

export type Level = 'ok' | 'warn' | 'fail'

export interface Diagnosis {
  about: string
  level: Level
  code: string
  params: Record<string, string | number>
}

type Params = Diagnosis['params']

const diagnose =
  (level: Level) =>
  (about: string, code: string, params: Params = {}): Diagnosis => ({ about, level, code, params })

export const ok = diagnose('ok')
export const warn = diagnose('warn')
export const fail = diagnose('fail')

/** Kind of a failure, without its message: that may hold a password or an answer. */
export const reasonOf = (error: unknown): string => {
  const { code, name, cause } = error as { code?: unknown; name?: string; cause?: { code?: unknown } }
  return String(cause?.code ?? code ?? name ?? 'Error')
}
