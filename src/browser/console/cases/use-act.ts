import { useState } from 'react'
import { asRefused } from '../data/cache.ts'
import { read, send } from '../data/client.ts'
import { useAttempt } from '../data/use-attempt.ts'
import type { ApplicationView, WireApplicationAct } from '../data/wire.ts'

/** Sends an act once, however often it has to be tried; what somebody else did since the dialog was opened is shown in it. */
export function useAct(view: ApplicationView, path: string, put: (view: ApplicationView) => void) {
  const [known] = useState(() => new Set(view.events.map(({ id }) => id)))
  const keyOf = useAttempt()
  const { version } = view.application
  const act = async (what: WireApplicationAct): Promise<ApplicationView | null> => {
    try {
      const id = keyOf([what, version])
      const next = await send<ApplicationView>('POST', `${path}/acts`, { id, version, act: what })
      put(next)
      return next
    } catch (failure) {
      if (asRefused(failure).status !== 409) throw failure
      put(await read<ApplicationView>(path))
      return null
    }
  }
  return { act, between: view.events.filter(({ id }) => !known.has(id)) }
}
