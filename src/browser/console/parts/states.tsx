import { Alert, Button, Spin } from 'antd'
import type { ReactNode } from 'react'
import type { Loaded } from '../data/cache.ts'
import type { Refused } from '../data/client.ts'
import { useSay } from '../data/words.tsx'

/** Shows what was read; while it is awaited, or when it could not be read, says so. */
export function Shown<T>({ of, children }: { of: Loaded<T>; children: (data: T) => ReactNode }) {
  const { data, error, reload } = of
  if (data === undefined) return error ? <Failed error={error} again={reload} /> : <Loading />
  return (
    <>
      {error && <Failed error={error} again={reload} />}
      {children(data)}
    </>
  )
}

export const Loading = () => {
  const say = useSay()
  return (
    <p className="loading" role="status">
      <Spin size="small" aria-hidden="true" /> {say('state.loading')}
    </p>
  )
}

/** What could not be done and what to do about it. */
export function Failed({ error, again }: { error: Refused; again?: () => unknown }) {
  const say = useSay()
  const { message, hint } = wordsOf(error, say)
  const retry = again && error.status !== 403 && error.status !== 404
  return (
    <Alert
      className="failed"
      type={error.status === 403 || error.status === 404 ? 'info' : 'error'}
      showIcon={false}
      title={message}
      description={hint}
      action={retry && <Button onClick={() => void again()}>{say('state.again')}</Button>}
    />
  )
}

/** The server's own words where it gave any. */
export function wordsOf(error: Refused, say: (key: string) => string): { message: string; hint: string } {
  const known: Record<number, string> = { 0: 'offline', 403: 'forbidden', 404: 'missing' }
  const kind = known[error.status] ?? 'failed'
  return { message: error.message || say(`state.${kind}`), hint: error.hint || say(`state.${kind}-hint`) }
}

export const Empty = ({ title, children }: { title: string; children?: ReactNode }) => (
  <div className="empty">
    <p>{title}</p>
    {children && <div>{children}</div>}
  </div>
)

/** A whole screen that is not there, or not for this officer. */
export const NoScreen = ({ why }: { why: 'forbidden' | 'missing' }) => {
  const say = useSay()
  return (
    <div className="empty">
      <h1>{say(`state.${why}`)}</h1>
      <p>{say(`state.${why}-hint`)}</p>
    </div>
  )
}
