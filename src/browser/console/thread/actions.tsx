import { Button } from 'antd'
import { useDesk } from '../data/desk.tsx'
import { go } from '../data/router.tsx'
import type { EnquiryView } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import type { Acting } from './act-dialog.tsx'

/** What moves the duty to answer, which only an open enquiry has. */
const MOVES: ReadonlySet<string> = new Set(['take', 'hand-over', 'reassign'])
const ACTS = ['take', 'hand-over', 'reassign', 'merge', 'close'] as const

/** What can be done with this enquiry besides writing. */
export function Actions({ view, onAct }: { view: EnquiryView; onAct: (acting: Acting) => void }) {
  const say = useSay()
  const { me, programme } = useDesk()
  const { enquiry, similar, colleagues } = view
  const useful = ACTS.filter((act) => enquiry.may.includes(act)).filter(
    (act) =>
      (enquiry.status === 'open' || !MOVES.has(act)) &&
      (act !== 'hand-over' || colleagues.length > 0) &&
      (act !== 'merge' || (similar.length > 0 && !enquiry.mergedInto)) &&
      (act !== 'take' || enquiry.holder?.id !== me.id),
  )
  const mayClarify = programme(enquiry.programmeId)?.may.clarify && enquiry.status !== 'erased'
  if (useful.length === 0 && !mayClarify) return null
  return (
    <div className="actions">
      {useful.map((act) => (
        <Button key={act} onClick={() => onAct(act)}>
          {say(`act.${act}`)}
        </Button>
      ))}
      {enquiry.mergedInto && enquiry.may.includes('merge') && (
        <Button onClick={() => onAct('unmerge')}>{say('act.unmerge')}</Button>
      )}
      {mayClarify && (
        <Button onClick={() => go('/clarifications/new', proposalFrom(view))}>{say('thread.propose')}</Button>
      )}
    </div>
  )
}

/** What the proposal of a clarification begins with. */
export interface ProposalSeed {
  programme: string
  locale: string
  question: string
  answer: string
  asked: string[]
  clauses: string[]
  enquiries: { id: string; number: string }[]
}

function proposalFrom({ enquiry, entries, merged }: EnquiryView): ProposalSeed {
  const answers = entries.filter(({ kind }) => kind === 'answered')
  return {
    programme: enquiry.programmeId,
    locale: enquiry.locale,
    question: enquiry.question,
    answer: answers.at(-1)?.text ?? '',
    asked: [enquiry.question, ...merged.map(({ question }) => question)],
    clauses: [],
    enquiries: [enquiry, ...merged].map(({ id, number }) => ({ id, number })),
  }
}
