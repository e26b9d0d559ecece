import { useState } from 'react'
import type { PreScreen } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Switch } from '../parts/field.tsx'
import { Empty } from '../parts/states.tsx'

const VERDICTS = ['eligible', 'needs-confirmation', 'ineligible'] as const
type Shown = 'all' | (typeof VERDICTS)[number]

/** What each row of the spreadsheet came to, and what of it could not be read. */
export function Verdicts({ found }: { found: PreScreen }) {
  const say = useSay()
  const [shown, setShown] = useState<Shown>('all')
  const count = (verdict: Shown) =>
    found.rows.filter((row) => verdict === 'all' || row.verdict === verdict).length
  const rows = found.rows.filter(({ verdict }) => shown === 'all' || verdict === shown)
  return (
    <>
      <Columns columns={found.columns} />
      <Switch
        label={say('pre-screen.verdicts')}
        value={shown}
        onChange={setShown}
        tabs={(['all', ...VERDICTS] as const).map((one) => ({
          value: one,
          label: say('pre-screen.count', { verdict: say(`verdict.${one}`), n: count(one) }),
        }))}
      />
      {rows.length === 0 && <Empty title={say('pre-screen.none')} />}
      <ul className="verdicts">
        {rows.map((row) => (
          <Verdict key={row.row} row={row} />
        ))}
      </ul>
    </>
  )
}

/** Which columns were understood as which field of the form. */
function Columns({ columns }: Pick<PreScreen, 'columns'>) {
  const say = useSay()
  const unknown = columns.filter(({ field }) => field === null)
  return (
    <details className="columns">
      <summary>
        {say('pre-screen.columns', { n: columns.length - unknown.length, of: columns.length })}
      </summary>
      <ul>
        {columns.map(({ header, label }) => (
          <li key={header}>
            <b>{header}</b>{' '}
            {label ? say('pre-screen.column-is', { label }) : say('pre-screen.column-unknown')}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Verdict({ row }: { row: PreScreen['rows'][number] }) {
  const say = useSay()
  const open = row.conditions.filter(({ outcome }) => outcome !== 'met')
  const met = row.conditions.length - open.length
  return (
    <li className={`verdict ${row.verdict}`}>
      <p className="verdict-head">
        <span className="number">{say('pre-screen.row', { n: row.row })}</span>
        <b>{row.name || say('case.blank')}</b>
        <span className="verdict-is">{say(`verdict.${row.verdict}`)}</span>
      </p>
      <ul className="verdict-conditions">
        {open.map((one) => (
          <li key={one.id} className={`found ${one.outcome}`}>
            <b>{say(`check.found.${one.outcome}`)}</b>
            <span>
              {one.label} <span className="clause">{one.clause}</span>
              <small>{one.reason}</small>
            </span>
          </li>
        ))}
        {row.problems.map((one) => (
          <li key={one.header + one.text} className="found problem">
            <b>{say('pre-screen.problem')}</b>
            <span>
              {one.header} <small>{one.text}</small>
            </span>
          </li>
        ))}
      </ul>
      {met > 0 && (
        <details>
          <summary>{say('pre-screen.met', { n: met })}</summary>
          <ul>
            {row.conditions
              .filter(({ outcome }) => outcome === 'met')
              .map((one) => (
                <li key={one.id}>
                  {one.label} <span className="clause">{one.clause}</span>
                </li>
              ))}
          </ul>
        </details>
      )}
    </li>
  )
}
