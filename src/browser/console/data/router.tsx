import { type AnchorHTMLAttributes, type MouseEvent, useSyncExternalStore } from 'react'

const BASE = '/desk'

/** A place in the console: `/enquiries/7` is the page `/desk/enquiries/7`. */
export interface Place {
  parts: string[]
  search: URLSearchParams
  /** what the screen before handed on */
  state: unknown
}

const changed = new Set<() => void>()
const tell = () => {
  for (const one of changed) one()
}
window.addEventListener('popstate', tell)

const subscribe = (then: () => void) => {
  changed.add(then)
  return () => {
    changed.delete(then)
  }
}

/** Where the console is; the screen is drawn anew when that changes. */
export function usePlace(): Place {
  const href = useSyncExternalStore(subscribe, () => location.pathname + location.search)
  const url = new URL(href, location.origin)
  const parts = url.pathname.slice(BASE.length).split('/').filter(Boolean).map(decodeURIComponent)
  return { parts, search: url.searchParams, state: history.state }
}

/** Goes to a place, so that the back button leads back here. */
export function go(path: string, state: unknown = null): void {
  history.pushState(state, '', BASE + path)
  window.scrollTo(0, 0)
  tell()
}

/** Changes the address without a step for the back button, as when a filter is set. */
export function rewrite(path: string): void {
  history.replaceState(history.state, '', BASE + path)
  tell()
}

interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  to: string
  state?: unknown
}

/** A link to a place in the console: a real address, opened without loading the page again. */
export function Link({ to, state, onClick, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0)
      return
    event.preventDefault()
    go(to, state ?? null)
  }
  return <a {...rest} href={BASE + to} onClick={follow} />
}
