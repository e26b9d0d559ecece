import { useState } from 'react'
import type { Asked, Given } from './acts.ts'

/** What was written into a dialog, kept in this window until it is sent, so that closing it loses nothing. */
export function useGiven(key: string, preset: Given) {
  const place = `project-act:${key}`
  const [given, setGiven] = useState<Given>(() => ({ ...preset, ...kept(place) }))
  const set = (asked: Asked, value: string) => {
    const next = { ...given, [asked]: value }
    sessionStorage.setItem(place, JSON.stringify(next))
    setGiven(next)
  }
  return { all: given, set, forget: () => sessionStorage.removeItem(place) }
}

const kept = (place: string): Given => JSON.parse(sessionStorage.getItem(place) ?? '{}') as Given
