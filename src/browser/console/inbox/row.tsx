import { useDesk } from '../data/desk.tsx'
import { Link } from '../data/router.tsx'
import type { EnquiryRow } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { leaveBy } from '../parts/rows.ts'
import { Promised, When } from '../parts/when.tsx'

interface RowProps {
  row: EnquiryRow
  selected: boolean
  onToggle: () => void
}

/** One enquiry of the list: what was asked, whose it is, how long there is. On a phone the same as a card. */
export function Row({ row, selected, onToggle }: RowProps) {
  const say = useSay()
  const { me, lineOf, areaOf, programme } = useDesk()
  const line = lineOf(row.programmeId, row.contact)
  const area = areaOf(row.programmeId, row.area)
  const select = say('inbox.select', { number: row.number })
  return (
    <li className={`row${selected ? ' selected' : ''}${row.late ? ' is-late' : ''}`} data-id={row.id}>
      <label className="tick">
        <input type="checkbox" checked={selected} onChange={onToggle} aria-label={select} />
      </label>
      <div className="what">
        <Link
          className="question"
          to={`/enquiries/${row.id}`}
          lang={row.locale}
          onClick={() => leaveBy('inbox', row.id)}
        >
          {row.question || say('inbox.erased')}
        </Link>
        <p className="meta">
          <span className="number">{row.number}</span>
          <span>{say(`channel.${row.channel}`)}</span>
          {!row.locale.startsWith('zh') && <span>{say(`locale.${row.locale.split('-')[0]}`)}</span>}
          {row.status !== 'open' && (
            <span className={`status ${row.status}`}>{say(`status.${row.status}`)}</span>
          )}
          {row.stars !== null && <span>{say('stars', { n: row.stars })}</span>}
          {row.mergedInto && <span>{say('inbox.merged')}</span>}
          {me.programmes.length > 1 && <span className="programme">{programme(row.programmeId)?.title}</span>}
        </p>
      </div>
      <div className="line">
        {line ?? say('inbox.no-line')}
        {area && area !== line && <small>{area}</small>}
      </div>
      <div className="holder">
        <Holder row={row} />
      </div>
      <div className="due">
        <Promised row={row} />
      </div>
      <div className="last">
        <When at={row.lastAt} programme={row.programmeId} />
      </div>
    </li>
  )
}

/** Who answers it, and who may stand in. */
export function Holder({ row }: { row: EnquiryRow }) {
  const say = useSay()
  const { me } = useDesk()
  if (!row.holder) return <b className="nobody">{say('holder.nobody')}</b>
  const name = row.holder.id === me.id ? say('holder.me', { name: row.holder.name }) : row.holder.name
  return (
    <>
      {name}
      {row.deputy && <small>{say('holder.deputy', { name: row.deputy.name })}</small>}
    </>
  )
}
