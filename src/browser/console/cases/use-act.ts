import { useRef, useState } from 'react'
import { asRefused } from '../data/cache.ts'
import { read, send } from '../data/client.ts'
import { useAttempt } from '../data/use-attempt.ts'
import type { ApplicationView, WireApplicationAct } from '../data/wire.ts'

/** Sends an act once, however often it has to be tried; when somebody was faster, it looks again and shows what came between. */
export function useAct(view: ApplicationView, path: string, put: (view: ApplicationView) => void) {
  const [between, setBetween] = useState<ApplicationView['events']>()
  const keyOf = useAttempt()
  /** what the officer has seen: what arrives meanwhile must not be passed over in silence */
  const seen = useRef(view)
  const act = async (what: WireApplicationAct): Promise<ApplicationView | null> => {
    const { version } = seen.current.application
    try {
      const id = keyOf([what, version])
      const next = await send<ApplicationView>('POST', `${path}/acts`, { id, version, act: what })
      put(next)
      return next
    } catch (failure) {
      if (asRefused(failure).status !== 409) throw failure
      await lookAgain()
      return null
    }
  }
  const lookAgain = async () => {
    const known = new Set(seen.current.events.map(({ id }) => id))
    const now = await read<ApplicationView>(path)
    seen.current = now
    setBetween(now.events.filter(({ id }) => !known.has(id)))
    put(now)
  }
  return { act, between }
}
