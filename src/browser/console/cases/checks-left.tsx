import { Alert } from 'antd'
import type { ApplicationView } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'

/** What of the checklist nobody has looked at, and what was found wrong, before it goes on. It only reminds. */
export function ChecksLeft({ view }: { view: ApplicationView }) {
  const say = useSay()
  const left = view.checks.filter(({ result, stale }) => result === null || stale).length
  const wrong = view.checks.filter(({ result, stale }) => result === 'not-ok' && !stale)
  if (left === 0 && wrong.length === 0) return null
  return (
    <Alert
      type={wrong.length > 0 ? 'warning' : 'info'}
      title={left > 0 ? say('check.left', { n: left, of: view.checks.length }) : say('check.none-left')}
      {...(wrong.length > 0 && {
        description: say('check.wrong', { items: wrong.map(({ label }) => label).join(say('check.mark')) }),
      })}
    />
  )
}
