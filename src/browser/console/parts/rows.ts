/** What every list can do: choose rows, go from row to row by the keyboard, and be found again where one left it. */
import { useEffect, useState } from 'react'

interface Row {
  id: string
}

/** Which rows are chosen; those that went away are not. */
export function useSelection<R extends Row>(rows: R[] = []) {
  const [ids, setIds] = useState(new Set<string>())
  const toggle = (id: string) => {
    const next = new Set(ids)
    if (!next.delete(id)) next.add(id)
    setIds(next)
  }
  const toggleAll = () =>
    setIds(rows.every(({ id }) => ids.has(id)) ? new Set() : new Set(rows.map(({ id }) => id)))
  const toggleFocused = () => {
    const id = document.activeElement?.closest('li')?.dataset.id
    if (id) toggle(id)
  }
  return {
    ids,
    rows: rows.filter(({ id }) => ids.has(id)),
    toggle,
    toggleAll,
    toggleFocused,
    clear: () => setIds(new Set()),
  }
}

/** From row to row by the keyboard. */
export function stepRows(by: number): void {
  const links = [...document.querySelectorAll<HTMLElement>('.rows .question')]
  const at = links.findIndex((link) => link.closest('li')?.contains(document.activeElement))
  links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus()
}

export const focusSearch = () => document.querySelector<HTMLElement>('.search input')?.focus()

const place = (list: string) => `desk:row:${list}`

/** Remembers the row of a list that was opened. */
export const leaveBy = (list: string, id: string) => sessionStorage.setItem(place(list), id)

/** Goes back by the browser's own way where one came from the list, so that filters and place are as they were. */
export const backTo = (list: string) => (event: { preventDefault: () => void }) => {
  if (sessionStorage.getItem(place(list)) === null) return
  event.preventDefault()
  history.back()
}

/** Coming back, the keyboard stands on the row that was opened. */
export function useReturn(list: string, isShown: boolean): void {
  useEffect(() => {
    const id = sessionStorage.getItem(place(list))
    if (!isShown || !id) return
    sessionStorage.removeItem(place(list))
    document.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] .question`)?.focus()
  }, [list, isShown])
}
