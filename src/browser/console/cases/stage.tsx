import { useDesk } from '../data/desk.tsx'
import { dayOf, useNow } from '../data/times.ts'
import type { ApplicationRow } from '../data/wire.ts'
import { useLanguage, useSay } from '../data/words.tsx'

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
  return <span className={`status ${KINDS[state] ?? 'over'}`}>{say(`stage.${state}`)}</span>
}

/** Whose turn it is, and since when. */
export function Turn({ row }: { row: Pick<ApplicationRow, 'holder' | 'since' | 'programmeId'> }) {
  const { say, code } = useLanguage()
  const { zoneOf } = useDesk()
  const day = dayOf(row.since, code, zoneOf(row.programmeId))
  return <>{row.holder ? say('case.turn', { holder: row.holder, day }) : say('case.since', { day })}</>
}

/** A decision that waits for a second officer. */
export function Awaiting({ awaiting }: { awaiting: ApplicationRow['awaiting'] }) {
  const say = useSay()
  if (!awaiting) return null
  const words = { act: say(`case-act.${awaiting.act}`), name: awaiting.by }
  return <b className="awaiting">{say('case.awaiting', words)}</b>
}

/** The last day to mend what was returned; a day that is over says so in words. */
export function Due({ row }: { row: ApplicationRow }) {
  const { say, code } = useLanguage()
  const now = useNow()
  if (!row.due) return null
  const day = dayOf(`${row.due.on}T12:00:00Z`, code, 'UTC')
  const over = Math.max(1, Math.floor((now - Date.parse(`${row.due.on}T12:00:00Z`)) / 86_400_000 + 0.5))
  return (
    <span className={`promise ${row.due.over ? 'late' : 'calm'} always`}>
      {row.due.over && <b>{say('case.over', { n: over })}</b>}
      <time dateTime={row.due.on}>{say('case.due', { day })}</time>
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
