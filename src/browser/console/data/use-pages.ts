import { useCallback, useEffect, useRef, useState } from 'react'
import { asRefused } from './cache.ts'
import { type Refused, read } from './client.ts'
import { useHearing } from './hearing.ts'
import type { DeskEvent } from './wire.ts'

interface Row {
  id: string
}

/** A list of the server: one page of it, where the next one begins, and how much there is of each kind. */
interface Page<R extends Row, C> {
  items: R[]
  next: string | null
  counts: C
}

interface Pages<R extends Row, C> {
  key: string
  rows: R[]
  next: string | null
  counts: C
}

interface Asked {
  /** where the list is read; `after` is where a page begins */
  path: (after?: string) => string
  /** whether an event may have changed the list */
  concerns: (event: DeskEvent) => boolean
}

/** what each list last showed, by its room, so that coming back finds the same rows at the same place */
const kept = new Map<string, Pages<Row, unknown>>()

/** The rows of a list: pages one after the other; what changes is mended where it stands, what is new waits to be asked for. */
export function usePages<R extends Row, C>(room: string, { path, concerns }: Asked) {
  const key = path()
  const last = kept.get(room) as Pages<R, C> | undefined
  const [pages, setPages] = useState<Pages<R, C> | undefined>(last?.key === key ? last : undefined)
  const [fresh, setFresh] = useState<Pages<R, C>>()
  const [error, setError] = useState<Refused>()
  const [more, setMore] = useState(false)
  const wanted = useRef(key)
  wanted.current = key
  const show = useCallback(
    (next: Pages<R, C>) => {
      kept.set(room, next)
      setPages(next)
      setFresh(undefined)
      setError(undefined)
    },
    [room],
  )
  const fetchFirst = useCallback(async (then: (first: Pages<R, C>) => void) => {
    const asked = wanted.current
    try {
      const { items, next, counts } = await read<Page<R, C>>(asked)
      if (wanted.current === asked) then({ key: asked, rows: items, next, counts })
    } catch (failure) {
      if (wanted.current === asked) setError(asRefused(failure))
    }
  }, [])
  const reload = useCallback(() => fetchFirst(show), [fetchFirst, show])
  const hear = useCallback(
    () =>
      fetchFirst((first) => {
        setPages((before) => {
          const mended = mend(before, first)
          if (mended) kept.set(room, mended)
          return mended
        })
        setFresh(first)
      }),
    [fetchFirst, room],
  )
  useEffect(() => {
    if (kept.get(room)?.key === key) void hear()
    else void reload()
  }, [key, room, hear, reload])
  const soon = useSoon(hear)
  useHearing((event) => {
    if (concerns(event)) soon()
  })
  const loadMore = async () => {
    if (!pages?.next) return
    setMore(true)
    try {
      const { items, next } = await read<Page<R, C>>(path(pages.next))
      const known = new Set(pages.rows.map(({ id }) => id))
      show({ ...pages, rows: [...pages.rows, ...items.filter(({ id }) => !known.has(id))], next })
    } catch (failure) {
      setError(asRefused(failure))
    }
    setMore(false)
  }
  const current = pages?.key === key ? pages : undefined
  return {
    rows: current?.rows,
    counts: pages?.counts,
    hasMore: Boolean(current?.next),
    isLoadingMore: more,
    unseen: unseenOf(current, fresh),
    error,
    reload,
    showFresh: () => fresh && show(fresh),
    loadMore,
  }
}

/** Rows that are shown are brought up to date where they stand. */
function mend<R extends Row, C>(
  before: Pages<R, C> | undefined,
  first: Pages<R, C>,
): Pages<R, C> | undefined {
  if (before?.key !== first.key) return before
  const now = new Map(first.rows.map((row) => [row.id, row]))
  return { ...before, counts: first.counts, rows: before.rows.map((row) => now.get(row.id) ?? row) }
}

function unseenOf<R extends Row, C>(pages: Pages<R, C> | undefined, fresh: Pages<R, C> | undefined): number {
  if (!pages || fresh?.key !== pages.key) return 0
  const shown = new Set(pages.rows.map(({ id }) => id))
  return fresh.rows.filter(({ id }) => !shown.has(id)).length
}

/** Many changes at once are looked at once. */
function useSoon(then: () => void): () => void {
  const timer = useRef(0)
  useEffect(() => () => window.clearTimeout(timer.current), [])
  return () => {
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(then, 300)
  }
}
