import type { DeskEvent } from './wire.ts'

export type LineState = 'live' | 'lost'

const SOON = 1000
const AT_LAST = 30_000

/** Listens to what changes; a lost line is taken up again, each time a little later, and then anything may have changed. */
export function listenToDesk(heard: (event: DeskEvent) => void, state: (now: LineState) => void): () => void {
  let source: EventSource | undefined
  let wait = SOON
  let timer = 0
  let wasLost = false
  const open = () => {
    source = new EventSource('/api/desk/events')
    source.onopen = () => {
      wait = SOON
      state('live')
      if (wasLost) heard({})
      wasLost = false
    }
    source.onmessage = ({ data }) => heard(JSON.parse(data) as DeskEvent)
    source.onerror = () => {
      source?.close()
      wasLost = true
      state('lost')
      timer = window.setTimeout(open, wait)
      wait = Math.min(wait * 2, AT_LAST)
    }
  }
  const now = () => {
    if (!wasLost) return
    window.clearTimeout(timer)
    wait = SOON
    open()
  }
  open()
  window.addEventListener('online', now)
  return () => {
    window.removeEventListener('online', now)
    window.clearTimeout(timer)
    source?.close()
  }
}
