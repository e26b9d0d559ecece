import { useState } from 'react'
import { asRefused } from '../data/cache.ts'
import { read, send } from '../data/client.ts'
import { useAttempt } from '../data/use-attempt.ts'
import type { CaseEvent, ProjectView, WireProjectAct } from './wire.ts'

/**
 * Does an act once, however often it has to be tried, on the version that the officer has seen. When the project has moved
 * in between, nothing is done: what came between is shown, and the officer decides again.
 */
export function useActing(view: ProjectView, path: string, put: (view: ProjectView) => void) {
  const [seen, setSeen] = useState(view)
  const [between, setBetween] = useState<CaseEvent[]>()
  const keyOf = useAttempt()
  const act = async (what: WireProjectAct): Promise<ProjectView | null> => {
    const { version } = seen.project
    try {
      const next = await send<ProjectView>('POST', `${path}/acts`, {
        id: keyOf([what, version]),
        version,
        act: what,
      })
      put(next)
      return next
    } catch (failure) {
      if (asRefused(failure).status !== 409) throw failure
      const now = await read<ProjectView>(path)
      const known = new Set(seen.events.map(({ id }) => id))
      setBetween(now.events.filter(({ id }) => !known.has(id)))
      setSeen(now)
      put(now)
      return null
    }
  }
  return { seen, between, act }
}
