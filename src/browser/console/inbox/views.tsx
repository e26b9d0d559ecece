import type { EnquiryList } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { VIEWS, type View } from './filters.ts'

interface ViewsProps {
  view: View
  counts: EnquiryList['counts'] | undefined
  onChange: (view: View) => void
}

/** The piles of the desk, each with how many lie in it. */
export function Views({ view, counts, onChange }: ViewsProps) {
  const say = useSay()
  return (
    <fieldset className="views" aria-label={say('inbox.views')}>
      {VIEWS.map((one) => {
        const count = one === 'all' ? undefined : counts?.[one]
        return (
          <button key={one} type="button" aria-pressed={one === view} onClick={() => onChange(one)}>
            {say(`view.${one}`)}
            {count !== undefined && <b className={one === 'late' && count > 0 ? 'alarm' : ''}>{count}</b>}
          </button>
        )
      })}
    </fieldset>
  )
}
