import '../projects/words.ts'
import '../styles/board.css'
import { Button } from 'antd'
import { useState } from 'react'
import { query } from '../data/client.ts'
import { useDesk } from '../data/desk.tsx'
import { mayBeCase } from '../data/hearing.ts'
import { Link, usePlace } from '../data/router.tsx'
import { usePages } from '../data/use-pages.ts'
import { useSay } from '../data/words.tsx'
import { useProgramme } from '../office/programme-choice.tsx'
import { Choose, Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { useSelection } from '../parts/rows.ts'
import { Empty, Failed, Loading, NoScreen } from '../parts/states.tsx'
import { When } from '../parts/when.tsx'
import type { ApplicationList, ApplicationRow } from '../projects/wire.ts'
import { useTitle } from '../shell/title.ts'
import { ApprovalDialog } from './approval-dialog.tsx'

/** What waits to be decided, to be approved together by one document. */
export default function ApprovePage() {
  const say = useSay()
  const wanted = usePlace().search.get('programme') ?? undefined
  const { programme, choice } = useProgramme(({ may }) => may.oversee, wanted)
  useTitle(say('approve.room'))
  if (!programme) return <NoScreen why="forbidden" />
  return (
    <>
      <p className="crumb">
        <Link to="/board">
          <Icon name="back" />
          {say('approve.back')}
        </Link>
      </p>
      <h1>{say('approve.room')}</h1>
      <p className="page-about">{say('approve.room-about')}</p>
      {choice}
      <ToDecide key={programme.id} programme={programme.id} />
    </>
  )
}

const mayApprove = ({ may }: ApplicationRow) => may.includes('approve')

function ToDecide({ programme }: { programme: string }) {
  const say = useSay()
  const [narrow, setNarrow] = useState({ body: '', area: '' })
  const [asking, setAsking] = useState(false)
  const list = usePages<ApplicationRow, ApplicationList['counts']>('approve', {
    path: (after) =>
      `/applications${query({ programme, state: 'deciding', ...narrow, limit: '100', after })}`,
    concerns: (event) => mayBeCase(event),
  })
  const { rows = [] } = list
  const selection = useSelection(rows.filter(mayApprove))
  return (
    <>
      <Narrowed programme={programme} narrow={narrow} onChange={setNarrow} />
      {list.error && <Failed error={list.error} again={list.reload} />}
      {list.rows === undefined && !list.error && <Loading />}
      {list.rows?.length === 0 && <Empty title={say('approve.none')} />}
      {rows.length > 0 && <Lines rows={rows} selection={selection} />}
      {list.hasMore && (
        <p className="more">
          <Button loading={list.isLoadingMore} onClick={list.loadMore}>
            {say('inbox.more')}
          </Button>
        </p>
      )}
      {selection.rows.length > 0 && (
        <section className="bulk" aria-label={say('bulk.title')}>
          <b role="status">{say('bulk.selected', { n: selection.rows.length })}</b>
          <Button type="primary" onClick={() => setAsking(true)}>
            {say('approve.do', { n: selection.rows.length })}
          </Button>
          <Button type="text" onClick={selection.clear}>
            {say('bulk.clear')}
          </Button>
        </section>
      )}
      {asking && (
        <ApprovalDialog
          rows={selection.rows.toSorted((a, b) => a.number.localeCompare(b.number))}
          onClose={() => setAsking(false)}
          onDone={() => {
            setAsking(false)
            selection.clear()
            void list.reload()
          }}
        />
      )}
    </>
  )
}

interface NarrowedProps {
  programme: string
  narrow: { body: string; area: string }
  onChange: (narrow: { body: string; area: string }) => void
}

function Narrowed({ programme, narrow, onChange }: NarrowedProps) {
  const say = useSay()
  const known = useDesk().programme(programme)
  const choices = { body: known?.bodies ?? [], area: known?.areas ?? [] }
  return (
    <div className="more-filters">
      {(['body', 'area'] as const)
        .filter((key) => choices[key].length > 0)
        .map((key) => (
          <Field key={key} label={say(`approve.by-${key}`)}>
            <Choose
              value={narrow[key]}
              none={say('filter.any')}
              options={choices[key].map(({ id, label }) => ({ value: id, label }))}
              onChange={(value) => onChange({ ...narrow, [key]: value })}
            />
          </Field>
        ))}
    </div>
  )
}

interface LinesProps {
  rows: ApplicationRow[]
  selection: ReturnType<typeof useSelection<ApplicationRow>>
}

function Lines({ rows, selection }: LinesProps) {
  const say = useSay()
  const free = rows.filter(mayApprove)
  const all = free.length > 0 && free.every(({ id }) => selection.ids.has(id))
  return (
    <>
      <div className="approve-line head">
        <label className="tick">
          <input
            type="checkbox"
            checked={all}
            disabled={free.length === 0}
            onChange={selection.toggleAll}
            aria-label={say('inbox.select-all')}
          />
          <span className="tick-all">{say('inbox.select-all')}</span>
        </label>
        {['application', 'body', 'area', 'since'].map((column) => (
          <span key={column} aria-hidden="true">
            {say(`approve.${column}`)}
          </span>
        ))}
      </div>
      <ul className="rows">
        {rows.map((row) => (
          <Line
            key={row.id}
            row={row}
            selected={selection.ids.has(row.id)}
            onToggle={() => selection.toggle(row.id)}
          />
        ))}
      </ul>
    </>
  )
}

interface LineProps {
  row: ApplicationRow
  selected: boolean
  onToggle: () => void
}

function Line({ row, selected, onToggle }: LineProps) {
  const say = useSay()
  const zh = useDesk().programme(row.programmeId)?.languages[0]
  const free = mayApprove(row)
  return (
    <li className={`approve-line${selected ? ' selected' : ''}`}>
      <label className="tick">
        <input
          type="checkbox"
          checked={selected}
          disabled={!free}
          onChange={onToggle}
          aria-label={say('inbox.select', { number: row.number })}
        />
      </label>
      <div className="what">
        <Link className="title" to={`/applications/${encodeURIComponent(row.id)}`} lang={zh}>
          {row.title}
        </Link>
        <p className="meta">
          <span className="number">{row.number}</span>
          <span lang={zh}>{row.applicant}</span>
          {!free && (
            <b className="awaits">{say(row.awaiting ? 'project.awaits-second' : 'approve.not-you')}</b>
          )}
        </p>
      </div>
      <div className="body">{row.body?.label}</div>
      <div className="area">{row.areas.map(({ label }) => label).join(say('list.comma'))}</div>
      <div className="since">
        <When at={row.since} programme={row.programmeId} />
      </div>
    </li>
  )
}
