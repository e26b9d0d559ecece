import './words.ts'
import '../styles/cases.css'
import { Button } from 'antd'
import { useDesk } from '../data/desk.tsx'
import { mayBeCase } from '../data/hearing.ts'
import { rewrite, usePlace } from '../data/router.tsx'
import { usePages } from '../data/use-pages.ts'
import type { ApplicationList, ApplicationRow, Me } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { NextPage, Unseen } from '../parts/list.tsx'
import { focusSearch, stepRows, useReturn, useSelection } from '../parts/rows.ts'
import { Empty, Failed, Loading, NoScreen } from '../parts/states.tsx'
import { useKeys } from '../shell/shortcuts.tsx'
import { useTitle } from '../shell/title.ts'
import { BulkBar } from './bulk-bar.tsx'
import { FilterBar } from './filter-bar.tsx'
import { addressOf, type Filters, filtersOf, listPath, VIEWS, type View } from './filters.ts'
import { Row } from './row.tsx'

/** All applications that concern the officer: first those that wait for this one. */
export default function Applications() {
  const say = useSay()
  const { me } = useDesk()
  useTitle(say('room.applications'))
  const first = me.programmes.find(({ may }) => may.cases)
  return first ? <Queue first={first.id} /> : <NoScreen why="forbidden" />
}

function Queue({ first }: { first: string }) {
  const say = useSay()
  const { me } = useDesk()
  const { search } = usePlace()
  const filters = filtersOf(search, first)
  const list = usePages<ApplicationRow, ApplicationList['counts']>('applications', {
    path: (after) => listPath(filters, after),
    concerns: mayBeCase,
  })
  const selection = useSelection(list.rows)
  useReturn('applications', list.rows !== undefined)
  useKeys({
    j: () => stepRows(1),
    k: () => stepRows(-1),
    '/': focusSearch,
    x: selection.toggleFocused,
  })
  const change = (more: Partial<Filters>) => {
    selection.clear()
    rewrite(addressOf({ ...filters, ...more }, first))
  }
  return (
    <div className="inbox cases">
      <h1>{say('room.applications')}</h1>
      <Views
        view={filters.view}
        counts={list.counts}
        turn={turnOf(me, filters.programme)}
        onChange={(view) => change({ view, state: '', overdue: false })}
      />
      <FilterBar
        filters={filters}
        programmes={me.programmes.filter(({ may }) => may.cases)}
        isEmpty={list.rows?.length === 0}
        onChange={change}
      />
      <Unseen
        count={list.unseen}
        words={say('applications.unseen', { n: list.unseen })}
        onShow={list.showFresh}
      />
      {list.error && <Failed error={list.error} again={list.reload} />}
      {list.rows === undefined && !list.error && <Loading />}
      {list.rows?.length === 0 && (
        <Nothing filters={filters} onAll={() => change({ view: 'all', q: '', ...NO_FILTERS })} />
      )}
      {list.rows && list.rows.length > 0 && (
        <Rows
          rows={list.rows}
          selected={selection.ids}
          onToggle={selection.toggle}
          onAll={selection.toggleAll}
        />
      )}
      <NextPage of={list} />
      {selection.rows.length > 0 && (
        <BulkBar
          rows={selection.rows}
          filters={filters}
          onClear={selection.clear}
          onDone={() => {
            selection.clear()
            void list.reload()
          }}
        />
      )}
    </div>
  )
}

/** Whoever stands for one side only has all of one state before them. */
function turnOf({ grants }: Me, programme: string): string | undefined {
  const here = grants.filter(({ programmeId }) => programmeId === null || programmeId === programme)
  const roles = new Set(here.flatMap(({ role }) => TURNS[role] ?? []))
  return roles.size === 1 ? [...roles][0] : undefined
}

const TURNS: Record<string, string> = { recommender: 'recommending', authority: 'deciding' }

const NO_FILTERS = { body: '', area: '', state: '', overdue: false }

interface ViewsProps {
  view: View
  counts: ApplicationList['counts'] | undefined
  /** the state in which it is this officer's turn; none when there are several */
  turn: string | undefined
  onChange: (view: View) => void
}

/** The piles of the desk, each with how many lie in it; what stays empty where nobody recommends is not shown. */
function Views({ view, counts, turn, onChange }: ViewsProps) {
  const say = useSay()
  const countOf = (one: string | undefined) => counts?.find(({ state }) => state === one)?.count ?? 0
  return (
    <fieldset className="views" aria-label={say('inbox.views')}>
      {VIEWS.map((one) => (
        <button key={one} type="button" aria-pressed={one === view} onClick={() => onChange(one)}>
          {say(one === 'mine' || one === 'all' ? `applications.view.${one}` : `stage.application.${one}`)}
          {counts && one !== 'all' && (one !== 'mine' || turn) && (
            <b>{countOf(one === 'mine' ? turn : one)}</b>
          )}
        </button>
      ))}
    </fieldset>
  )
}

function Nothing({ filters, onAll }: { filters: Filters; onAll: () => void }) {
  const say = useSay()
  const isNarrow =
    filters.q !== '' || filters.body !== '' || filters.area !== '' || filters.state !== '' || filters.overdue
  return (
    <Empty
      title={say(
        isNarrow
          ? 'applications.none-found'
          : filters.view === 'mine'
            ? 'applications.none-mine'
            : 'applications.none',
      )}
    >
      {(isNarrow || filters.view !== 'all') && (
        <Button onClick={onAll}>{say('applications.show-all')}</Button>
      )}
    </Empty>
  )
}

interface RowsProps {
  rows: ApplicationRow[]
  selected: Set<string>
  onToggle: (id: string) => void
  onAll: () => void
}

const COLUMNS = ['title', 'body', 'stage', 'due', 'paper'] as const

function Rows({ rows, selected, onToggle, onAll }: RowsProps) {
  const say = useSay()
  const all = rows.every(({ id }) => selected.has(id))
  return (
    <>
      <div className="row head case">
        <label className="tick">
          <input type="checkbox" checked={all} onChange={onAll} aria-label={say('inbox.select-all')} />
          <span className="tick-all">{say('inbox.select-all')}</span>
        </label>
        {COLUMNS.map((column) => (
          <span key={column} aria-hidden="true">
            {say(`case-column.${column}`)}
          </span>
        ))}
      </div>
      <ul className="rows">
        {rows.map((row) => (
          <Row key={row.id} row={row} selected={selected.has(row.id)} onToggle={() => onToggle(row.id)} />
        ))}
      </ul>
    </>
  )
}
