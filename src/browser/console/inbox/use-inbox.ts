import { useCallback, useEffect, useRef, useState } from 'react'
import { asRefused } from '../data/cache.ts'
import { type Refused, read } from '../data/client.ts'
import { useHearing } from '../data/hearing.ts'
import type { EnquiryList, EnquiryRow } from '../data/wire.ts'
import { type Filters, listPath } from './filters.ts'

interface Pages {
  key: string
  rows: EnquiryRow[]
  next: string | null
  counts: EnquiryList['counts']
}

/** what was last shown, so that coming back from a thread finds the same rows at the same place */
let last: Pages | undefined

/** The rows of the inbox: pages one after the other; what changes is mended where it stands, what is new waits to be asked for. */
export function useInbox(filters: Filters) {
  const key = listPath(filters)
  const [pages, setPages] = useState<Pages | undefined>(last?.key === key ? last : undefined)
  const [fresh, setFresh] = useState<Pages>()
  const [error, setError] = useState<Refused>()
  const [more, setMore] = useState(false)
  const wanted = useRef(key)
  wanted.current = key
  const show = useCallback((next: Pages) => {
    last = next
    setPages(next)
    setFresh(undefined)
    setError(undefined)
  }, [])
  const fetchFirst = useCallback(async (then: (first: Pages) => void) => {
    const asked = wanted.current
    try {
      const { items, next, counts } = await read<EnquiryList>(asked)
      if (wanted.current === asked) then({ key: asked, rows: items, next, counts })
    } catch (failure) {
      if (wanted.current === asked) setError(asRefused(failure))
    }
  }, [])
  const reload = useCallback(() => fetchFirst(show), [fetchFirst, show])
  const hear = useCallback(
    () =>
      fetchFirst((first) => {
        setPages((before) => mend(before, first))
        setFresh(first)
      }),
    [fetchFirst],
  )
  useEffect(() => {
    if (last?.key === key) void hear()
    else void reload()
  }, [key, hear, reload])
  useHearing(useSoon(hear))
  const loadMore = async () => {
    if (!pages?.next) return
    setMore(true)
    try {
      const { items, next } = await read<EnquiryList>(listPath(filters, pages.next))
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
function mend(before: Pages | undefined, first: Pages): Pages | undefined {
  if (before?.key !== first.key) return before
  const now = new Map(first.rows.map((row) => [row.id, row]))
  last = { ...before, counts: first.counts, rows: before.rows.map((row) => now.get(row.id) ?? row) }
  return last
}

function unseenOf(pages: Pages | undefined, fresh: Pages | undefined): number {
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
