import { useRef } from 'react'
import { v4 } from 'uuid'

/** The key of an attempt: the same again gets the same key, so that it has no second effect however often it is tried. */
export function useAttempt(): (what: unknown) => string {
  const attempt = useRef({ what: '', id: '' })
  return (what) => {
    const now = JSON.stringify(what)
    if (attempt.current.what !== now) attempt.current = { what: now, id: v4() }
    return attempt.current.id
  }
}
