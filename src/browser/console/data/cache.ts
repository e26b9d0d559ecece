import { useCallback, useEffect, useState } from 'react'
import { Refused, read } from './client.ts'

/** What was read of one address: kept, so that coming back shows it at once while it is read again. */
export interface Loaded<T> {
  data: T | undefined
  error: Refused | undefined
  reload: () => Promise<void>
  /** what an act answered is as good as having read it */
  put: (data: T) => void
}

const kept = new Map<string, unknown>()
const readers = new Map<string, Set<() => void>>()

/** Forgets all: somebody else may sign in. */
export const forgetAll = () => kept.clear()

/** Reads again every address on screen that begins so; the others are read when they are next looked at. */
export function refresh(prefix: string): void {
  for (const [path, again] of readers) if (path.startsWith(prefix)) for (const one of again) one()
}

/** Reads an address below `/api/desk`; null reads nothing. */
export function useLoad<T>(path: string | null): Loaded<T> {
  const [, redraw] = useState(0)
  const [failed, setFailed] = useState<{ path: string; error: Refused }>()
  const put = useCallback(
    (data: T) => {
      if (path) kept.set(path, data)
      setFailed(undefined)
      redraw((n) => n + 1)
    },
    [path],
  )
  const reload = useCallback(async () => {
    if (!path) return
    try {
      put(await read<T>(path))
    } catch (error) {
      setFailed({ path, error: asRefused(error) })
    }
  }, [path, put])
  useEffect(() => listen(path, reload), [path, reload])
  const data = path ? (kept.get(path) as T | undefined) : undefined
  return { data, error: failed?.path === path ? failed?.error : undefined, reload, put }
}

function listen(path: string | null, reload: () => Promise<void>): () => void {
  if (!path) return () => {}
  const again = () => void reload()
  const all = readers.get(path) ?? new Set()
  readers.set(path, all.add(again))
  again()
  return () => {
    all.delete(again)
    if (all.size === 0) readers.delete(path)
  }
}

/** Whatever went wrong, as something that can be said. */
export const asRefused = (error: unknown): Refused =>
  error instanceof Refused ? error : new Refused(-1, 'unreadable', '', '')
