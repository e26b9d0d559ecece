import { createContext, useContext } from 'react'
import type { Me, Programme } from './wire.ts'

/** Who is signed in, and the names by which programmes and lines are known. */
export interface Desk {
  me: Me
  zone: string
  programme: (id: string) => Programme | undefined
  zoneOf: (programme: string) => string
  lineOf: (programme: string, contact: string | null) => string | null
  areaOf: (programme: string, area: string | null) => string | null
  bodyOf: (programme: string, body: string | null) => string | null
}

/** Looks names up in what the server said of the signed-in officer. */
export function deskOf(me: Me): Desk {
  const programme = (id: string) => me.programmes.find((one) => one.id === id)
  const zone = me.programmes[0]?.timezone ?? 'UTC'
  const label = (all: { id: string; label: string }[] | undefined, id: string | null) =>
    id === null ? null : (all?.find((one) => one.id === id)?.label ?? id)
  return {
    me,
    zone,
    programme,
    zoneOf: (id) => programme(id)?.timezone ?? zone,
    lineOf: (id, contact) => label(programme(id)?.contacts, contact),
    areaOf: (id, area) => label(programme(id)?.areas, area),
    bodyOf: (id, body) => label(programme(id)?.bodies, body),
  }
}

export const DeskContext = createContext<Desk | null>(null)

/** The desk of the signed-in officer. @throws outside of it */
export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('Only screens behind the sign-in may ask for the desk')
  return desk
}
