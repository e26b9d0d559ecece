import { Button } from 'antd'
import { useState } from 'react'
import { ApprovalDialog } from '../board/approval-dialog.tsx'
import { send } from '../data/client.ts'
import { useAttempt } from '../data/use-attempt.ts'
import type { ApplicationRow, BulkCaseOutcome, WireApplicationAct } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { tellDone } from '../parts/toast.tsx'
import { ActDialog } from './act-dialog.tsx'
import { downloadAddress, type Filters } from './filters.ts'

interface BulkBarProps {
  rows: ApplicationRow[]
  filters: Filters
  onClear: () => void
  onDone: () => void
}

/** the ids of more would make an address too long; of whole lists there are other links */
const MOST_IN_ADDRESS = 200
/** what can be said of many in the same words */
const ACTS = ['recommend', 'approve', 'paper-received'] as const

/** What can be done with all chosen applications at once. */
export function BulkBar({ rows, filters, onClear, onDone }: BulkBarProps) {
  const say = useSay()
  const [acting, setActing] = useState<(typeof ACTS)[number]>()
  const [outcome, setOutcome] = useState<BulkCaseOutcome>()
  const keyOf = useAttempt()
  const offered = ACTS.filter((act) => rows.every(({ may }) => may.includes(act)))
  const ids = rows.map(({ id }) => id)
  const act = async (what: WireApplicationAct) => {
    const done = await send<BulkCaseOutcome>('POST', '/applications/acts', {
      id: keyOf([ids, what]),
      applications: ids,
      act: what,
    })
    setActing(undefined)
    tellDone(say('applications.bulk-done', { n: done.done.length }))
    if (done.refused.length > 0) setOutcome(done)
    else onDone()
    return true
  }
  return (
    <section className="bulk" aria-label={say('bulk.title')}>
      <b role="status">{say('bulk.selected', { n: rows.length })}</b>
      {offered.map((one) => (
        <Button
          key={one}
          type={one === 'paper-received' ? 'default' : 'primary'}
          onClick={() => setActing(one)}
        >
          {say(`case-act.${one}`)}
        </Button>
      ))}
      {ids.length <= MOST_IN_ADDRESS && (
        <>
          <Button href={downloadAddress('zip', filters, ids)} download>
            {say('applications.bundle')}
          </Button>
          <Button href={downloadAddress('xlsx', filters, ids)} download>
            {say('applications.sheet')}
          </Button>
        </>
      )}
      <Button type="text" onClick={onClear}>
        {say('bulk.clear')}
      </Button>
      {acting === 'approve' && (
        <ApprovalDialog
          rows={rows.toSorted((a, b) => a.number.localeCompare(b.number))}
          onClose={() => setActing(undefined)}
          onDone={onDone}
        />
      )}
      {acting && acting !== 'approve' && rows[0] && (
        <ActDialog
          acting={acting}
          application={rows[0]}
          count={rows.length}
          onAct={act}
          onClose={() => setActing(undefined)}
        />
      )}
      {outcome && <Outcome outcome={outcome} onClose={onDone} />}
    </section>
  )
}

/** What was not done, and why. */
function Outcome({ outcome, onClose }: { outcome: BulkCaseOutcome; onClose: () => void }) {
  const say = useSay()
  return (
    <Dialog title={say('applications.bulk-done', { n: outcome.done.length })} onClose={onClose}>
      <h2>{say('bulk.refused', { n: outcome.refused.length })}</h2>
      <ul className="refused">
        {outcome.refused.map(({ id, number, message }) => (
          <li key={id}>
            <b className="number">{number}</b> {message}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
