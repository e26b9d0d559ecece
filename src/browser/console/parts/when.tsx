import { useDesk } from '../data/desk.tsx'
import { exactly, howLong, shortly, useNow } from '../data/times.ts'
import type { EnquiryRow } from '../data/wire.ts'
import { useLanguage } from '../data/words.tsx'

/** A moment, short; in full on pointing at it and for those who hear it. */
export function When({ at, programme }: { at: string; programme: string }) {
  const { code } = useLanguage()
  const zone = useDesk().zoneOf(programme)
  const now = useNow()
  const full = exactly(at, code, zone)
  return (
    <time dateTime={at} title={full}>
      {shortly(at, code, zone, now)}
    </time>
  )
}

/** The promise as what is left of it, and the moment itself when pointed at or focused. */
export function Promised({ row, always = false }: { row: EnquiryRow; always?: boolean }) {
  const { code, say } = useLanguage()
  const zone = useDesk().zoneOf(row.programmeId)
  const now = useNow()
  if (!row.dueAt) return <span className="promise none">{say(`status.${row.status}`)}</span>
  const due = Date.parse(row.dueAt)
  const late = due < now
  const kind = late ? 'late' : due - now < SOON ? 'soon' : 'calm'
  const full = exactly(row.dueAt, code, zone)
  return (
    <span className={`promise ${kind}${always ? ' always' : ''}`} title={full}>
      <b>{say(late ? 'promise.late' : 'promise.left', { time: howLong(now, due, code) })}</b>
      <time dateTime={row.dueAt}>{say('promise.by', { time: full })}</time>
    </span>
  )
}

const SOON = 24 * 3_600_000
