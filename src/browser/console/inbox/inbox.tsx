import { Button } from 'antd'
import { useEffect } from 'react'
import { useDesk } from '../data/desk.tsx'
import { rewrite, usePlace } from '../data/router.tsx'
import type { EnquiryRow } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { NextPage, Unseen } from '../parts/list.tsx'
import { focusSearch, stepRows, useReturn, useSelection } from '../parts/rows.ts'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { answersEnquiries } from '../shell/navigation.tsx'
import { useKeys } from '../shell/shortcuts.tsx'
import { useTitle } from '../shell/title.ts'
import { BulkBar } from './bulk-bar.tsx'
import { FilterBar } from './filter-bar.tsx'
import { addressOf, type Filters, filtersOf } from './filters.ts'
import { Row } from './row.tsx'
import { useInbox } from './use-inbox.ts'
import { Views } from './views.tsx'

/** All enquiries that concern the officer, the last changed first. */
export function Inbox() {
  const say = useSay()
  const { me } = useDesk()
  const { search } = usePlace()
  const filters = filtersOf(search)
  const inbox = useInbox(filters)
  const selection = useSelection(inbox.rows)
  useTitle(say('room.inbox'))
  useReturn('inbox', inbox.rows !== undefined)
  useKeys({ j: () => stepRows(1), k: () => stepRows(-1), '/': focusSearch, x: selection.toggleFocused })
  const change = (more: Partial<Filters>) => {
    selection.clear()
    rewrite(addressOf({ ...filters, ...more }))
  }
  if (!answersEnquiries(me)) return <Elsewhere />
  return (
    <div className="inbox">
      <h1>{say('room.inbox')}</h1>
      <Views view={filters.view} counts={inbox.counts} onChange={(view) => change({ view })} />
      <FilterBar filters={filters} onChange={change} />
      <Unseen
        count={inbox.unseen}
        words={say('inbox.unseen', { n: inbox.unseen })}
        onShow={inbox.showFresh}
      />
      {inbox.error && <Failed error={inbox.error} again={inbox.reload} />}
      {inbox.rows === undefined && !inbox.error && <Loading />}
      {inbox.rows?.length === 0 && (
        <Nothing
          filters={filters}
          open={inbox.counts?.open ?? 0}
          onOpen={() => change({ view: 'open' })}
          onClear={() => change(EVERYTHING)}
        />
      )}
      {inbox.rows && inbox.rows.length > 0 && (
        <Rows
          rows={inbox.rows}
          selected={selection.ids}
          onToggle={selection.toggle}
          onAll={selection.toggleAll}
        />
      )}
      <NextPage of={inbox} />
      {selection.rows.length > 0 && (
        <BulkBar
          rows={selection.rows}
          onClear={selection.clear}
          onDone={() => {
            selection.clear()
            void inbox.reload()
          }}
        />
      )}
    </div>
  )
}

const EVERYTHING: Filters = {
  view: 'all',
  q: '',
  programme: '',
  contact: '',
  holder: '',
  from: '',
  until: '',
}

/** Whoever has no enquiries begins at what there is instead. */
function Elsewhere() {
  const say = useSay()
  const { me } = useDesk()
  const room = me.programmes.some(({ may }) => may.cases) ? '/applications' : me.may.officers && '/officers'
  useEffect(() => {
    if (room) rewrite(room)
  }, [room])
  if (room) return <Loading />
  return <Empty title={say('inbox.no-programme')}>{say('inbox.no-programme-hint')}</Empty>
}

interface NothingProps {
  filters: Filters
  /** how many wait for an answer, whoever holds them */
  open: number
  onOpen: () => void
  onClear: () => void
}

function Nothing({ filters, open, onOpen, onClear }: NothingProps) {
  const say = useSay()
  const isNarrow = addressOf({ ...filters, view: 'mine' }) !== ''
  if (!isNarrow)
    return (
      <Empty title={say(`inbox.none.${filters.view}`)}>
        {filters.view === 'mine' && open > 0 && (
          <Button onClick={onOpen}>{say('inbox.see-open', { n: open })}</Button>
        )}
      </Empty>
    )
  return (
    <Empty title={say('inbox.none-found')}>
      <Button onClick={onClear}>{say('inbox.show-all')}</Button>
    </Empty>
  )
}

interface RowsProps {
  rows: EnquiryRow[]
  selected: Set<string>
  onToggle: (id: string) => void
  onAll: () => void
}

function Rows({ rows, selected, onToggle, onAll }: RowsProps) {
  const say = useSay()
  const all = rows.every(({ id }) => selected.has(id))
  return (
    <>
      <div className="row head">
        <label className="tick">
          <input type="checkbox" checked={all} onChange={onAll} aria-label={say('inbox.select-all')} />
          <span className="tick-all">{say('inbox.select-all')}</span>
        </label>
        {['question', 'line', 'holder', 'promise', 'last'].map((column) => (
          <span key={column} aria-hidden="true">
            {say(`column.${column}`)}
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
