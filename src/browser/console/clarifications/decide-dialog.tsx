import { Input } from 'antd'
import { useState } from 'react'
import type { WireClarification } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { PlainText } from '../parts/text.tsx'

export type Decision = 'publish' | 'decline' | 'withdraw'

interface DecideDialogProps {
  decision: Decision
  of: WireClarification
  onDecide: (reason: string) => Promise<void>
  onClose: () => void
}

/** Shows once more, in every language, what is to be decided, and asks for a reason where one is owed. */
export function DecideDialog({ decision, of, onDecide, onClose }: DecideDialogProps) {
  const say = useSay()
  const [reason, setReason] = useState('')
  const needsReason = decision !== 'publish'
  return (
    <Dialog
      wide
      title={say(`clarification.${decision}`)}
      doIt={say(`clarification.${decision}`)}
      danger={decision === 'withdraw'}
      ready={!needsReason || reason.trim() !== ''}
      onDo={() => onDecide(reason.trim())}
      onClose={onClose}
    >
      <p className="dialog-about">{say(`clarification.${decision}-about`, { n: of.enquiries.length })}</p>
      {Object.entries(of.words).map(([language, words]) => (
        <section className="decide-words" key={language} lang={language}>
          <h3>{words.question}</h3>
          <PlainText>{words.answer}</PlainText>
        </section>
      ))}
      {needsReason && (
        <Field label={say('act.reason')} hint={say(`clarification.${decision}-hint`)}>
          <Input.TextArea
            rows={3}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
      )}
    </Dialog>
  )
}
