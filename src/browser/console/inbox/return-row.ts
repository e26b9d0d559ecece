import { useEffect } from 'react'

const PLACE = 'desk:row'

/** Remembers the row that was opened. */
export const leaveBy = (id: string) => sessionStorage.setItem(PLACE, id)

/** Whether the list is where the officer came from. */
export const cameFromList = () => sessionStorage.getItem(PLACE) !== null

/** Coming back, the keyboard stands on the row that was opened. */
export function useReturn(isShown: boolean): void {
  useEffect(() => {
    const id = sessionStorage.getItem(PLACE)
    if (!isShown || !id) return
    sessionStorage.removeItem(PLACE)
    document.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] .question`)?.focus()
  }, [isShown])
}
