import { useState } from 'react'
import { asRefused, type Loaded } from '../data/cache.ts'
import { type Refused, send } from '../data/client.ts'
import type { ApplicationView } from '../data/wire.ts'

/** acts of whoever has it before them; they alone look it through */
const OF_REVIEWERS = ['return', 'recommend', 'approve']

export interface Review {
  /** comments may be pinned and lines ticked */
  may: boolean
  error: Refused | undefined
  pin: (field: string, text: string) => Promise<boolean>
  unpin: (remark: string) => Promise<boolean>
  tick: (item: string, result: 'ok' | 'not-ok' | null, note: string) => Promise<boolean>
}

/** What an officer notes while looking an application through: comments on fields and ticks on the checklist. */
export function useReview(
  view: ApplicationView,
  path: string,
  { put, reload }: Loaded<ApplicationView>,
): Review {
  const [error, setError] = useState<Refused>()
  const compares = view.comparedWith !== null
  const keep = async (method: string, address: string, body?: unknown) => {
    setError(undefined)
    try {
      const next = await send<ApplicationView>(method, path + address, body)
      // what is answered compares with the version before; the one that is shown may be another
      if (compares && next.comparedWith !== view.comparedWith) await reload()
      else put(next)
      return true
    } catch (failure) {
      setError(asRefused(failure))
      return false
    }
  }
  return {
    may: OF_REVIEWERS.some((act) => view.application.may.includes(act)),
    error,
    pin: (field, text) => keep('POST', '/remarks', { field, text }),
    unpin: (remark) => keep('DELETE', `/remarks/${encodeURIComponent(remark)}`),
    tick: (item, result, note) => keep('PUT', `/checks/${encodeURIComponent(item)}`, { result, note }),
  }
}
