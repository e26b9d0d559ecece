import { Link } from '../data/router.tsx'
import { useNow } from '../data/times.ts'
import { useLanguage } from '../data/words.tsx'
import { When } from '../parts/when.tsx'
import { daysInWords, TermOf } from '../projects/days.tsx'
import { addressOf } from '../projects/filters.ts'
import { Stage } from '../projects/stage.tsx'
import type { Board } from '../projects/wire.ts'

interface OfBoard {
  board: Board
  programme: string
}

const DAY = 86_400_000

/** What waits for the authority, the longest first. */
export function Waiting({ board: { waiting }, programme }: OfBoard) {
  const { say, code } = useLanguage()
  const now = useNow()
  return (
    <section className="board-part" aria-label={say('board.waiting')}>
      <h2>{say('board.waiting')}</h2>
      {waiting.length === 0 && <p className="nothing">{say('board.nothing-waits')}</p>}
      <ol className="short-list">
        {waiting.map((one) => (
          <li key={one.id}>
            <div>
              <Link to={`/${one.kind}s/${encodeURIComponent(one.id)}`}>{one.title}</Link>
              <p className="meta">
                <span className="number">{one.number}</span>
                <Stage of={one.kind} state={one.state} />
              </p>
            </div>
            <p className="side-note">
              <b>{waited(now - Date.parse(one.since), say, code)}</b>
              <small>
                <When at={one.since} programme={programme} />
              </small>
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function waited(time: number, say: ReturnType<typeof useLanguage>['say'], code: string): string {
  const days = Math.floor(time / DAY)
  return days < 1 ? say('board.waits-today') : say('board.waits', { days: daysInWords(days, code) })
}

/** Projects whose term ends next. */
export function Ending({ board: { ending }, programme }: OfBoard) {
  const { say } = useLanguage()
  return (
    <section className="board-part" aria-label={say('board.ending')}>
      <h2>{say('board.ending')}</h2>
      {ending.length === 0 && <p className="nothing">{say('board.nothing-ends')}</p>}
      <ol className="short-list">
        {ending.map((row) => (
          <li key={row.id}>
            <div>
              <Link to={`/projects/${encodeURIComponent(row.id)}`}>{row.title}</Link>
              <p className="meta">
                <span className="number">{row.number}</span>
                <Stage of="project" state={row.state} />
                <span>{row.body?.label}</span>
              </p>
            </div>
            <div className="side-note">
              <TermOf row={row} />
            </div>
          </li>
        ))}
      </ol>
      {ending.length > 0 && (
        <p className="see-more">
          <Link to={addressOf({ programme, within: '90' })}>{say('board.ending-more')}</Link>
        </p>
      )}
    </section>
  )
}
