import { Input } from 'antd'
import { useState } from 'react'
import type { EnquiryRow, EnquiryView, OfficerAct } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Choose, Field } from '../parts/field.tsx'

export type Acting = 'answer' | 'hand-over' | 'reassign' | 'close' | 'take' | 'merge' | 'unmerge'

interface ActDialogProps {
  acting: Acting
  /** on how many enquiries it is done */
  count: number
  lines: { id: string; label: string }[]
  colleagues: EnquiryView['colleagues']
  /** those that the others can be merged into */
  heads: Pick<EnquiryRow, 'id' | 'number' | 'question'>[]
  onAct: (act: OfficerAct) => Promise<unknown>
  onClose: () => void
}

/** Asks what an act needs to know: to whom, why, and with which words. */
export function ActDialog({ acting, count, lines, colleagues, heads, onAct, onClose }: ActDialogProps) {
  const say = useSay()
  const [target, setTarget] = useState(acting === 'merge' ? (heads[0]?.id ?? '') : '')
  const [text, setText] = useState('')
  const act = actOf(acting, target, text.trim())
  const targets = {
    'hand-over': colleagues.map(({ id, name, away }) => ({
      value: id,
      label: away ? say('act.away', { name }) : name,
    })),
    reassign: lines.map(({ id, label }) => ({ value: id, label })),
    merge: heads.map(({ id, number, question }) => ({
      value: id,
      label: `${number} ${question.slice(0, 40)}`,
    })),
  }[acting as string]
  const isText = !['take', 'unmerge', 'merge'].includes(acting)
  return (
    <Dialog
      title={count > 1 ? say('act.on-many', { act: say(`act.${acting}`), n: count }) : say(`act.${acting}`)}
      doIt={say(`act.${acting}`)}
      ready={act !== null}
      onDo={async () => act && onAct(act)}
      onClose={onClose}
    >
      <p className="dialog-about">{say(`act.${acting}-about`)}</p>
      {targets && (
        <Field label={say(`act.${acting}-to`)}>
          <Choose
            value={target}
            none={acting === 'merge' ? undefined : say('choose')}
            options={targets}
            onChange={setTarget}
          />
        </Field>
      )}
      {isText && (
        <Field
          label={say(acting === 'answer' ? 'composer.answer' : 'act.reason')}
          hint={say(`act.${acting}-hint`)}
        >
          <Input.TextArea
            rows={acting === 'answer' ? 6 : 3}
            maxLength={acting === 'answer' ? 10_000 : 500}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
      )}
    </Dialog>
  )
}

/** The act as the server takes it; null while something is missing. */
function actOf(acting: Acting, target: string, text: string): OfficerAct | null {
  if (acting === 'take' || acting === 'unmerge') return { type: acting }
  if (acting === 'merge') return target ? { type: 'merge', into: target } : null
  if (!text) return null
  if (acting === 'answer') return { type: 'answer', text, files: [] }
  if (acting === 'close') return { type: 'close', reason: text }
  if (!target) return null
  return acting === 'reassign'
    ? { type: 'reassign', contact: target, reason: text }
    : { type: 'hand-over', officer: target, reason: text }
}
