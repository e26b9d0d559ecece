import { Link } from '../data/router.tsx'
import { useSay } from '../data/words.tsx'
import { APPLICATION_STATES, PROJECT_STATES } from '../projects/stages.ts'
import type { Board } from '../projects/wire.ts'
import { type Kind, listOf, type Narrow } from './links.ts'

interface OfBoard {
  board: Board
  programme: string
}

interface Pile {
  name: string
  kind: Kind
  states: string[]
  narrow?: Narrow
}

/** What the authority has to decide, and what is late. */
const PILES: Pile[] = [
  { name: 'deciding', kind: 'application', states: ['deciding'] },
  { name: 'overdue', kind: 'application', states: ['returned'], narrow: { overdue: 'true' } },
  { name: 'asking', kind: 'project', states: ['changing', 'extending'] },
  { name: 'accepting', kind: 'project', states: ['accepting'] },
  { name: 'passed', kind: 'project', states: ['passed'] },
]

/** What is to be done, as figures that lead to their lists. */
export function ToDo({ board, programme }: OfBoard) {
  const say = useSay()
  return (
    <ul className="piles" aria-label={say('board.to-do')}>
      {PILES.map(({ name, kind, states, narrow }) => {
        const count = name === 'overdue' ? board.overdueReturns : sumOf(countsOf(board, kind), states)
        return (
          <li key={name} className={name === 'overdue' && count > 0 ? 'late' : ''}>
            <Link to={listOf(kind, programme, states, narrow)}>
              <span>{say(`board.pile.${name}`)}</span> <b>{count}</b>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}

/** How many there are at each stage. */
export function Stages({ board, programme }: OfBoard) {
  const say = useSay()
  return (
    <div className="board-columns">
      {(['application', 'project'] as const).map((kind) => {
        const counts = countsOf(board, kind)
        const states = kind === 'application' ? APPLICATION_STATES : PROJECT_STATES
        return (
          <section key={kind} className="board-part" aria-label={say(`board.${kind}s`)}>
            <h2>
              <Link to={listOf(kind, programme, [])}>
                {say(`board.${kind}s-all`, { n: sumOf(counts, states) })}
              </Link>
            </h2>
            <ul className="tallies">
              {states
                .map((state) => [state, sumOf(counts, [state])] as const)
                .filter(([, count]) => count > 0)
                .map(([state, count]) => (
                  <li key={state}>
                    <Link to={listOf(kind, programme, [state])}>
                      {say(`stage.${kind}.${state}`)} <b>{count}</b>
                    </Link>
                  </li>
                ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

const countsOf = (board: Board, kind: Kind) => (kind === 'application' ? board.applications : board.projects)
const sumOf = (counts: Board['projects'], states: string[]): number =>
  counts.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0)
