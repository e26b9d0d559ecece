import { useDesk } from '../data/desk.tsx'
import { Link } from '../data/router.tsx'
import { useSay } from '../data/words.tsx'
import { leaveBy } from '../parts/rows.ts'
import { TermOf } from './days.tsx'
import { Stage } from './stage.tsx'
import type { ProjectRow } from './wire.ts'

/** One project of the register. On a phone the same as a card. */
export function ProjectLine({ row }: { row: ProjectRow }) {
  const say = useSay()
  const { programme } = useDesk()
  const zh = programme(row.programmeId)?.languages[0]
  return (
    <li className="project-line" data-id={row.id}>
      <div className="what">
        <Link
          className="question"
          to={`/projects/${encodeURIComponent(row.id)}`}
          lang={zh}
          onClick={() => leaveBy('projects', row.id)}
        >
          {row.title}
        </Link>
        <p className="meta">
          <span className="number">{row.number}</span>
          <span lang={zh}>{row.applicant}</span>
        </p>
      </div>
      <div className="guarantor">
        {row.body?.label ?? say('project.no-guarantor')}
        {row.areas.length > 0 && <small>{row.areas.map(({ label }) => label).join(say('list.comma'))}</small>}
      </div>
      <div className="where">
        <Stage of="project" state={row.state} />
        {row.awaiting && <small className="awaits">{say('project.awaits-second')}</small>}
      </div>
      <div className="term-cell">
        <TermOf row={row} />
      </div>
      <div className="paper">
        {row.certificate ? (
          <span className="number">{row.certificate}</span>
        ) : (
          <span className="none">{say('register.no-certificate')}</span>
        )}
      </div>
    </li>
  )
}
