import '../projects/words.ts'
import '../styles/project.css'
import '../styles/board.css'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { send } from '../data/client.ts'
import { useDesk } from '../data/desk.tsx'
import { useAttempt } from '../data/use-attempt.ts'
import { useSay } from '../data/words.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import type { ApplicationRow, BulkCaseOutcome } from '../projects/wire.ts'

interface ApprovalDialogProps {
  rows: Pick<ApplicationRow, 'id' | 'number' | 'title' | 'applicant' | 'body' | 'programmeId'>[]
  /** left without approving */
  onClose: () => void
  /** closed after approving: the rows are others now */
  onDone: () => void
}

const LONGEST = 60

/** Approves several applications by one document, and says of each what came of it. */
export function ApprovalDialog({ rows, onClose, onDone }: ApprovalDialogProps) {
  const say = useSay()
  const [document, setDocument] = useState('')
  const [outcome, setOutcome] = useState<BulkCaseOutcome>()
  const { programme } = useDesk()
  const becomes = rows.some(({ programmeId }) => programme(programmeId)?.projects)
  const keyOf = useAttempt()
  const said = document.trim()
  const excess = said.length - LONGEST
  const approve = async () => {
    const act = { type: 'approve', document: said }
    const applications = rows.map(({ id }) => id)
    const order = { id: keyOf([applications, act]), applications, act }
    setOutcome(await send<BulkCaseOutcome>('POST', '/applications/acts', order))
  }
  if (outcome) return <Outcome outcome={outcome} onClose={onDone} />
  return (
    <Dialog
      wide
      title={say('approve.title', { n: rows.length })}
      doIt={say('approve.do', { n: rows.length })}
      ready={said !== '' && excess <= 0}
      onDo={approve}
      onClose={onClose}
    >
      <div className="consequences">
        <p>{say(becomes ? 'approve.about' : 'approve.about-told')}</p>
        <p className="tells">{say('approve.tells')}</p>
      </div>
      <Field
        label={say('approve.document')}
        hint={say('approve.document-hint')}
        error={excess > 0 ? say('ask.too-long', { most: LONGEST, n: excess }) : undefined}
      >
        <Input value={document} onChange={(event) => setDocument(event.target.value)} />
      </Field>
      <section aria-label={say('approve.list')}>
        <h3>{say('approve.list')}</h3>
        <ol className="approve-list">
          {rows.map((row) => (
            <li key={row.id}>
              <span className="number">{row.number}</span> {row.title}
              <small>{[row.applicant, row.body?.label].filter(Boolean).join(say('list.semicolon'))}</small>
            </li>
          ))}
        </ol>
      </section>
    </Dialog>
  )
}

/** What was approved, where its list is printed, and what was refused for which reason. */
function Outcome({
  outcome: { done, refused, list },
  onClose,
}: {
  outcome: BulkCaseOutcome
  onClose: () => void
}) {
  const say = useSay()
  return (
    <Dialog wide title={say('approve.outcome')} onClose={onClose}>
      {done.length > 0 && (
        <>
          <p role="status">{say(list ? 'approve.done' : 'approve.done-second', { n: done.length })}</p>
          {list && (
            <p>
              <Button href={list} target="_blank">
                {say('approve.print')}
              </Button>
            </p>
          )}
        </>
      )}
      {refused.length > 0 && (
        <section aria-label={say('approve.refused', { n: refused.length })}>
          <h3>{say('approve.refused', { n: refused.length })}</h3>
          <ul className="refused">
            {refused.map(({ id, number, message }) => (
              <li key={id}>
                <b className="number">{number}</b> {message}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  )
}
