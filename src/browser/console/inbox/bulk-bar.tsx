import { Button } from 'antd'
import { useState } from 'react'
import { v4 } from 'uuid'
import { useLoad } from '../data/cache.ts'
import { send } from '../data/client.ts'
import { useDesk } from '../data/desk.tsx'
import type { BulkOutcome, EnquiryRow, List, Officer, OfficerAct } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { tellDone } from '../parts/toast.tsx'
import { ActDialog, type Acting } from '../thread/act-dialog.tsx'

interface BulkBarProps {
  rows: EnquiryRow[]
  onClear: () => void
  onDone: () => void
}

const ACTS = ['answer', 'hand-over', 'reassign', 'merge', 'close'] as const

/** What can be done with all chosen rows at once. */
export function BulkBar({ rows, onClear, onDone }: BulkBarProps) {
  const say = useSay()
  const { programme } = useDesk()
  const [acting, setActing] = useState<Acting>()
  const [refused, setRefused] = useState<BulkOutcome['refused']>()
  const officers = useLoad<List<Officer>>('/officers').data?.items ?? []
  const isOne = new Set(rows.map(({ programmeId }) => programmeId)).size === 1
  const offered = ACTS.filter((act) => rows.every(({ may }) => may.includes(act))).filter(
    (act) => isOne || act === 'close' || act === 'answer',
  )
  const act = async (what: OfficerAct) => {
    const ids = rows.map(({ id }) => id).filter((id) => what.type !== 'merge' || id !== what.into)
    const outcome = await send<BulkOutcome>('POST', '/acts', { id: v4(), enquiries: ids, act: what })
    setActing(undefined)
    tellDone(say('bulk.done', { n: outcome.done.length }))
    if (outcome.refused.length > 0) setRefused(outcome.refused)
    else onDone()
  }
  return (
    <section className="bulk" aria-label={say('bulk.title')}>
      <b role="status">{say('bulk.selected', { n: rows.length })}</b>
      {offered
        .filter((one) => one !== 'merge' || rows.length > 1)
        .map((one) => (
          <Button key={one} onClick={() => setActing(one)}>
            {say(one === 'answer' ? 'bulk.answer' : `act.${one}`)}
          </Button>
        ))}
      {offered.length === 0 && <span>{say('bulk.nothing')}</span>}
      <Button type="text" onClick={onClear}>
        {say('bulk.clear')}
      </Button>
      {acting && (
        <ActDialog
          acting={acting}
          count={rows.length}
          lines={programme(rows[0]?.programmeId ?? '')?.contacts ?? []}
          colleagues={officers
            .filter(({ active }) => active)
            .map(({ id, name, leave }) => ({ id, name, away: leave !== null }))}
          heads={rows.toSorted((a, b) => a.number.localeCompare(b.number))}
          onAct={act}
          onClose={() => setActing(undefined)}
        />
      )}
      {refused && (
        <Dialog title={say('bulk.refused', { n: refused.length })} onClose={onDone}>
          <ul className="refused">
            {refused.map(({ id, number, message }) => (
              <li key={id}>
                <b className="number">{number}</b> {message}
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </section>
  )
}
