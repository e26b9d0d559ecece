import { useDesk } from '../data/desk.tsx'
import { brieflyDay, daysInWords, useNow } from '../data/times.ts'
import type { ApplicationRow } from '../data/wire.ts'
import { useLanguage, useSay } from '../data/words.tsx'
import { When } from '../parts/when.tsx'

/** where a state stands: waiting for an office, for the applicant, ended well, or ended */
const KINDS: Record<string, string> = {
  recommending: 'open',
  deciding: 'open',
  returned: 'back',
  approved: 'answered',
}

/** The stage that an application has reached. */
export function Stage({ state }: { state: string }) {
  const say = useSay()
  return <span className={`status ${KINDS[state] ?? 'over'}`}>{say(`stage.application.${state}`)}</span>
}

/** Whose turn it is, and since when; where it is nobody's, the day on which it ended. */
export function Turn({ row }: { row: ApplicationRow }) {
  if (!row.holder) return <When at={row.since} programme={row.programmeId} />
  return (
    <>
      {row.holder}
      <small>
        <Since row={row} />
      </small>
    </>
  )
}

/** Since when it is at its stage. */
export function Since({ row }: { row: ApplicationRow }) {
  const { say, code } = useLanguage()
  const { zoneOf } = useDesk()
  return <>{say('case.since', { day: brieflyDay(row.since, code, zoneOf(row.programmeId)) })}</>
}

/** A decision that waits for a second officer. */
export function Awaiting({ awaiting }: { awaiting: ApplicationRow['awaiting'] }) {
  const say = useSay()
  if (!awaiting) return null
  const words = { act: say(`case-act.${awaiting.act}`), name: awaiting.by }
  return <b className="awaiting">{say('case.awaiting', words)}</b>
}

/** The last day to mend what was returned; a day that is over says so in words. */
export function Due({ row, bare }: { row: ApplicationRow; bare?: boolean }) {
  const { say, code } = useLanguage()
  const now = useNow()
  if (!row.due) return null
  const day = brieflyDay(`${row.due.on}T12:00:00Z`, code, 'UTC')
  const over = Math.max(1, Math.floor((now - Date.parse(`${row.due.on}T12:00:00Z`)) / 86_400_000 + 0.5))
  return (
    <span className={`promise ${row.due.over ? 'late' : 'calm'} always`}>
      {row.due.over && <b>{say('promise.late', { time: daysInWords(over, code) })}</b>}
      <time dateTime={row.due.on}>{bare ? day : say('case.due', { day })}</time>
    </span>
  )
}

/** How many copies on paper have come. */
export function Paper({ paper }: { paper: ApplicationRow['paper'] }) {
  const say = useSay()
  if (!paper) return <span className="none">{say('case.no-paper')}</span>
  const words = { n: paper.copies, of: paper.of }
  return (
    <span className={paper.copies < paper.of ? 'lacking' : ''}>
      {say(paper.copies < paper.of ? 'case.paper-lacks' : 'case.paper', words)}
    </span>
  )
}
