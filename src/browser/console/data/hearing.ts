import { useEffect, useRef } from 'react'
import type { DeskEvent } from './wire.ts'

const hearers = new Set<(event: DeskEvent) => void>()

/** Passes on what the server said to the screens that listen. */
export const hearing = {
  tell: (event: DeskEvent) => {
    for (const one of hearers) one(event)
  },
}

/** True when an application or a project changed, and no enquiry. */
export const isOfCase = (event: DeskEvent): boolean => event.case !== undefined && event.enquiry === undefined
/** True when this application or project may have changed; without an id, any. */
export const mayBeCase = ({ enquiry, clarification, case: one }: DeskEvent, id?: string): boolean =>
  one === undefined ? enquiry === undefined && clarification === undefined : id === undefined || one === id

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
