import { type Say, useLanguage } from '../data/words.tsx'
import { Day } from './days.tsx'
import type { ProjectView } from './wire.ts'

/** Every date of a project in order: what is over, what is ahead, and on which clause it rests. */
export function Dates({ dates }: { dates: ProjectView['dates'] }) {
  const { say } = useLanguage()
  const next = dates.find(({ past }) => !past)
  return (
    <ol className="dates">
      {dates.map((date) => (
        <li key={`${date.what}${date.on}`} className={date.past ? 'past' : date === next ? 'next' : 'ahead'}>
          <Day on={date.on} />
          <div>
            <b>{wordOf(date.what, say)}</b>
            {date.past && <span className="over">{say('dates.past')}</span>}
            <small>{basisOf(date, say)}</small>
          </div>
        </li>
      ))}
    </ol>
  )
}

/** What was decided rests on the decision; of all else it is said whether the notice has it. */
function basisOf({ what, clause }: ProjectView['dates'][number], say: Say): string {
  if (clause) return say('dates.clause', { clause })
  return what === 'approved' ? '' : say('dates.no-clause')
}

/** `warning-30` is the warning thirty days before the end. */
function wordOf(what: string, say: Say): string {
  const days = /^warning-(\d+)$/.exec(what)?.[1]
  return days ? say('dates.warning', { n: days }) : say(`dates.${what}`)
}
