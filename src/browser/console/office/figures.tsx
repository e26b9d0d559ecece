import { Button, Input } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useLoad } from '../data/cache.ts'
import { query } from '../data/client.ts'
import { houseNow, isoDay, minutesInWords } from '../data/times.ts'
import type { Report } from '../data/wire.ts'
import { useLanguage } from '../data/words.tsx'
import { Field, Switch } from '../parts/field.tsx'
import { Empty, Loading, NoScreen, Shown } from '../parts/states.tsx'
import { useTitle } from '../shell/title.ts'
import { useProgramme } from './programme-choice.tsx'

const Chart = lazy(() => import('./chart.tsx'))

type Tally = Report['lines'][number]
type Face = 'chart' | 'table'

const DAY = 86_400_000

/** How much comes in, how fast it is answered, and what the askers thought of it; as a workbook too. */
export default function Figures() {
  const { say } = useLanguage()
  const { programme, choice } = useProgramme(({ may }) => may.report)
  const zone = programme?.timezone ?? 'UTC'
  const [from, setFrom] = useState(() => isoDay(houseNow() - 30 * DAY, zone))
  const [until, setUntil] = useState(() => isoDay(houseNow(), zone))
  const params = programme && query({ programme: programme.id, from, until })
  const report = useLoad<Report>(params ? `/report${params}` : null)
  useTitle(say('room.figures'))
  if (!programme) return <NoScreen why="forbidden" />
  return (
    <>
      <div className="page-head">
        <h1>{say('room.figures')}</h1>
        <Button href={`/api/desk/report.xlsx${params}`} download>
          {say('figures.download')}
        </Button>
      </div>
      {choice}
      <div className="span">
        <Field label={say('filter.from')}>
          <Input type="date" value={from} max={until} onChange={(event) => setFrom(event.target.value)} />
        </Field>
        <Field label={say('filter.until')}>
          <Input type="date" value={until} min={from} onChange={(event) => setUntil(event.target.value)} />
        </Field>
      </div>
      <Shown of={report}>
        {(data) =>
          data.lines.every(({ asked }) => asked === 0) ? (
            <Empty title={say('figures.none')} />
          ) : (
            <>
              <Sums lines={data.lines} />
              <Part title={say('figures.load')} rows={data.days} kind="load" />
              <Part title={say('figures.time')} rows={data.lines} kind="time" />
              {data.months.length > 1 && (
                <Part title={say('figures.months')} rows={data.months} kind="load" />
              )}
            </>
          )
        }
      </Shown>
    </>
  )
}

function Sums({ lines }: { lines: Tally[] }) {
  const { say, code } = useLanguage()
  const sum = (key: 'asked' | 'answered' | 'kept') => lines.reduce((all, line) => all + line[key], 0)
  const percent = (part: number, of: number) =>
    of === 0
      ? '–'
      : new Intl.NumberFormat(code, { style: 'percent', maximumFractionDigits: 1 }).format(part / of)
  const figures: [string, string][] = [
    ['asked', String(sum('asked'))],
    ['answered', String(sum('answered'))],
    ['kept', percent(sum('kept'), sum('answered'))],
    ['stars', starsOf(lines, code)],
  ]
  return (
    <dl className="sums">
      {figures.map(([name, figure]) => (
        <div key={name}>
          <dt>{say(`figures.${name}`)}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Weighed by how many were answered. */
function starsOf(lines: Tally[], language: string): string {
  const rated = lines.filter(({ stars }) => stars !== null)
  const weight = rated.reduce((all, { answered }) => all + answered, 0)
  if (weight === 0) return '–'
  const mean = rated.reduce((all, { stars, answered }) => all + (stars ?? 0) * answered, 0) / weight
  return new Intl.NumberFormat(language, { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(mean)
}

function Part({ title, rows, kind }: { title: string; rows: Tally[]; kind: 'load' | 'time' }) {
  const { say } = useLanguage()
  const [face, setFace] = useState<Face>('chart')
  return (
    <section className="figure-part" aria-label={title}>
      <div className="page-head">
        <h2>{title}</h2>
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
      {face === 'table' ? (
        <TallyTable rows={rows} title={title} />
      ) : (
        <Suspense fallback={<Loading />}>
          <Chart rows={rows} kind={kind} title={title} />
        </Suspense>
      )}
    </section>
  )
}

function TallyTable({ rows, title }: { rows: Tally[]; title: string }) {
  const { say, code } = useLanguage()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrolled by the keyboard too
    <section className="table-frame" aria-label={title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('figures.of')}</th>
            {['asked', 'answered', 'kept', 'median', 'stars'].map((name) => (
              <th key={name} scope="col" className="number">
                {say(`figures.${name === 'kept' ? 'kept-n' : name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              <td>{row.asked}</td>
              <td>{row.answered}</td>
              <td>{row.kept}</td>
              <td>{row.medianMinutes === null ? '–' : minutesInWords(row.medianMinutes, code)}</td>
              <td>
                {row.stars === null
                  ? '–'
                  : new Intl.NumberFormat(code, { maximumFractionDigits: 1 }).format(row.stars)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
