import { Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useDesk } from '../data/desk.tsx'
import { isoDay, useNow } from '../data/times.ts'
import { useDraft } from '../data/use-draft.ts'
import type { ApplicationRow, WireApplicationAct } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Choose, Field } from '../parts/field.tsx'

export type Acting = Exclude<WireApplicationAct['type'], 'return'>

interface ActDialogProps {
  acting: Acting
  /** the one, or the first of several */
  application: ApplicationRow
  /** on how many it is done */
  count?: number
  /** day that is proposed where one is asked for */
  returnDue?: string
  /** how many copies on paper there have to be */
  copies?: number
  /** what has to be read first */
  notice?: ReactNode
  /** false: it cannot be done any more */
  possible?: boolean
  /** false: not done, and the words are kept */
  onAct: (act: WireApplicationAct) => Promise<boolean>
  onClose: () => void
}

/** what an act asks in words, and which field of the act that is */
const TEXTS: Partial<Record<Acting, 'reason' | 'opinion' | 'document'>> = {
  'allow-longer': 'reason',
  recommend: 'opinion',
  decline: 'reason',
  approve: 'document',
  reject: 'reason',
  object: 'reason',
  recuse: 'reason',
}
const DANGEROUS: readonly Acting[] = ['decline', 'reject']

/** Asks what an act needs to know, and says what happens then. What was written is kept until it is sent. */
export function ActDialog(props: ActDialogProps) {
  const { acting, application, count = 1, notice, possible = true, onAct, onClose } = props
  const say = useSay()
  const { programme, zoneOf } = useDesk()
  const now = useNow()
  const [text, setText] = useDraft(`desk:case:${acting}:${count > 1 ? 'many' : application.id}`)
  const [due, setDue] = useState(props.returnDue ?? '')
  const [copies, setCopies] = useState(application.paper?.copies ?? props.copies ?? 0)
  const becomes = programme(application.programmeId)?.projects ?? false
  const asks = TEXTS[acting]
  const act = actOf(acting, { text: text.trim(), due, copies })
  const title = say(`case-act.${acting}`)
  const names = {
    last: programme(application.programmeId)?.tiers.at(-1)?.label ?? '',
    body: application.body?.label ?? '',
    act: say(`case-act.${application.awaiting?.act}`),
    of: props.copies ?? application.paper?.of ?? '',
  }
  return (
    <Dialog
      title={count > 1 ? say('act.on-many', { act: title, n: count }) : title}
      doIt={title}
      danger={DANGEROUS.includes(acting)}
      wide={asks === 'opinion'}
      ready={act !== null && possible}
      onDo={async () => {
        if (act && (await onAct(act))) setText('')
      }}
      onClose={onClose}
    >
      {notice}
      <p className="dialog-about">{say(aboutOf(acting, application, becomes), names)}</p>
      {acting === 'allow-longer' && (
        <Field label={say('case.due-is')}>
          <Input
            type="date"
            value={due}
            min={isoDay(now, zoneOf(application.programmeId))}
            onChange={(event) => setDue(event.target.value)}
          />
        </Field>
      )}
      {acting === 'paper-received' && (
        <Field label={say('case.copies')}>
          <Choose
            value={String(copies)}
            options={Array.from({ length: 10 }, (_, n) => ({ value: String(n), label: String(n) }))}
            onChange={(chosen) => setCopies(Number(chosen))}
          />
        </Field>
      )}
      {asks && (
        <Field label={say(`case-text.${asks}`)} hint={say(`case-hint.${acting}`, names)}>
          {asks === 'document' ? (
            <Input maxLength={60} value={text} onChange={(event) => setText(event.target.value)} />
          ) : (
            <Input.TextArea
              rows={asks === 'opinion' ? 6 : 3}
              maxLength={2000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      )}
    </Dialog>
  )
}

/** What happens then; of an approval that depends on whether anybody recommended, and whether a project comes of it. */
function aboutOf(acting: Acting, { body }: ApplicationRow, becomes: boolean): string {
  if (acting !== 'approve') return `case-about.${acting}`
  if (!body) return 'case-about.approve-alone'
  return becomes ? 'case-about.approve' : 'case-about.approve-told'
}

/** The act as the server takes it; null while something is missing. */
function actOf(
  acting: Acting,
  { text, due, copies }: { text: string; due: string; copies: number },
): WireApplicationAct | null {
  if (acting === 'confirm') return { type: acting }
  if (acting === 'paper-received') return { type: acting, copies }
  if (text === '') return null
  if (acting === 'approve') return { type: acting, document: text }
  if (acting === 'recommend') return { type: acting, opinion: text }
  if (acting !== 'allow-longer') return { type: acting, reason: text }
  return due ? { type: acting, due, reason: text } : null
}
