import { useEffect, useRef } from 'react'
import type { DeskEvent } from './wire.ts'

const hearers = new Set<(event: DeskEvent) => void>()

/** Passes on what the server said to the screens that listen. */
export const hearing = {
  tell: (event: DeskEvent) => {
    for (const one of hearers) one(event)
  },
}

/** Listens while a screen is shown. */
export function useHearing(then: (event: DeskEvent) => void): void {
  const latest = useRef(then)
  latest.current = then
  useEffect(() => {
    const hear = (event: DeskEvent) => latest.current(event)
    hearers.add(hear)
    return () => {
      hearers.delete(hear)
    }
  }, [])
}
