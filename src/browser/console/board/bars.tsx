import { lazy, Suspense, useMemo, useState } from 'react'
import { go, Link } from '../data/router.tsx'
import { useSay } from '../data/words.tsx'
import { Switch } from '../parts/field.tsx'
import { Loading } from '../parts/states.tsx'
import { APPLICATION_PHASES, PROJECT_PHASES } from '../projects/stages.ts'
import type { Board } from '../projects/wire.ts'
import type { Bar } from './bars-chart.tsx'
import { countIn, type Kind, listOf } from './links.ts'

const BarsChart = lazy(() => import('./bars-chart.tsx'))

interface OfBoard {
  board: Board
  programme: string
}

/** How the stages are spread over areas and recommending bodies, drawn and as tables. */
export function Bars({ board, programme }: OfBoard) {
  const say = useSay()
  const [kind, setKind] = useState<Kind>('application')
  return (
    <section className="board-bars" aria-label={say('bars.title')}>
      <div className="page-head">
        <h2>{say('bars.title')}</h2>
        <Switch
          label={say('bars.kinds')}
          value={kind}
          onChange={setKind}
          tabs={(['application', 'project'] as const).map((one) => ({
            value: one,
            label: say(`board.${one}s`),
          }))}
        />
      </div>
      <Part by="area" kind={kind} bars={board.areas} programme={programme} />
      {board.bodies.length > 0 && <Part by="body" kind={kind} bars={board.bodies} programme={programme} />}
    </section>
  )
}

interface PartProps {
  by: 'area' | 'body'
  kind: Kind
  bars: Board['areas']
  programme: string
}

function Part({ by, kind, bars, programme }: PartProps) {
  const say = useSay()
  const [face, setFace] = useState<'chart' | 'table'>('chart')
  const title = say(kind === 'project' && by === 'body' ? 'bars.by-guarantor' : `bars.by-${by}`)
  const { phases, rows } = useMemo(
    () => tableOf(bars, kind, by, programme, say('bars.without')),
    [bars, kind, by, programme, say],
  )
  const names = useMemo(() => phases.map(({ name }) => say(`phase.${kind}.${name}`)), [phases, kind, say])
  return (
    <section className="figure-part" aria-label={title}>
      <div className="page-head">
        <h3>{title}</h3>
        <Switch
          label={say('figures.faces', { title })}
          value={face}
          onChange={setFace}
          tabs={[
            { value: 'chart', label: say('figures.chart') },
            { value: 'table', label: say('figures.table') },
          ]}
        />
      </div>
      {rows.length === 0 && <p className="nothing">{say('bars.none')}</p>}
      {rows.length > 0 && face === 'table' && (
        <Table title={title} names={names} rows={rows} of={say(`bars.${by}`)} />
      )}
      {rows.length > 0 && face === 'chart' && (
        <Suspense fallback={<Loading />}>
          <BarsChart title={title} names={names} rows={rows} onPick={go} />
        </Suspense>
      )}
    </section>
  )
}

/** The bars that hold anything, each count with the list that it leads to. */
function tableOf(bars: Board['areas'], kind: Kind, by: 'area' | 'body', programme: string, without: string) {
  const phases = kind === 'application' ? APPLICATION_PHASES : PROJECT_PHASES
  const rows: Bar[] = bars
    .map((bar) => {
      const narrow = bar.id === null ? {} : { [by]: bar.id }
      const cells = phases.map((phase) => ({
        count: countIn(bar.counts, kind, phase),
        to: listOf(kind, programme, phase.states, narrow),
      }))
      const count = cells.reduce((sum, cell) => sum + cell.count, 0)
      return { label: bar.label || without, cells, sum: { count, to: listOf(kind, programme, [], narrow) } }
    })
    .filter(({ sum }) => sum.count > 0)
  return { phases, rows }
}

interface TableProps {
  title: string
  of: string
  names: string[]
  rows: Bar[]
}

function Table({ title, of, names, rows }: TableProps) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrolled by the keyboard too
    <section className="table-frame" aria-label={title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{of}</th>
            {[...names, say('bars.sum')].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, cells, sum }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {[...cells, sum].map(({ count, to }, at) => (
                <td key={names[at] ?? 'sum'}>
                  {count === 0 ? (
                    0
                  ) : (
                    <Link
                      to={to}
                      aria-label={say('bars.cell', { label, stage: names[at] ?? say('bars.sum'), n: count })}
                    >
                      {count}
                    </Link>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
