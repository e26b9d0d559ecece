import { Link } from '../data/router.tsx'
import type { ApplicationRow } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { leaveBy } from '../parts/rows.ts'
import { Awaiting, Due, Paper, Since, Stage } from './stage.tsx'

interface RowProps {
  row: ApplicationRow
  selected: boolean
  onToggle: () => void
}

/** One application of the list: what, whose, how far, until when. On a phone the same as a card. */
export function Row({ row, selected, onToggle }: RowProps) {
  const say = useSay()
  const areas = row.areas.map(({ label }) => label).join(' · ')
  return (
    <li
      className={`row case${selected ? ' selected' : ''}${row.due?.over ? ' is-late' : ''}`}
      data-id={row.id}
    >
      <label className="tick">
        <input
          type="checkbox"
          checked={selected}
          onChange={onToggle}
          aria-label={say('inbox.select', { number: row.number })}
        />
      </label>
      <div className="what">
        <Link
          className="question"
          to={`/applications/${row.id}`}
          onClick={() => leaveBy('applications', row.id)}
        >
          {row.title}
        </Link>
        <p className="meta">
          <span className="number">{row.number}</span>
          <span>{row.applicant}</span>
          {row.submissions > 1 && <span>{say('case.nth-version', { n: row.submissions })}</span>}
        </p>
      </div>
      <div className="line">
        {row.body?.label ?? areas}
        {row.body && areas && <small>{areas}</small>}
      </div>
      <div className="holder">
        <Stage state={row.state} />
        <small>
          <Since row={row} />
        </small>
        <Awaiting awaiting={row.awaiting} />
      </div>
      <div className="due">
        <Due row={row} />
      </div>
      <div className="last">
        <span className="column-name">{say('case-column.paper')}</span> <Paper paper={row.paper} />
      </div>
    </li>
  )
}
