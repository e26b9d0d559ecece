import { Button, Input } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useDraft } from '../data/use-draft.ts'
import type { ApplicationView } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { PlainText } from '../parts/text.tsx'
import { When } from '../parts/when.tsx'
import type { Review } from './use-review.ts'

interface PinnedProps {
  remark: ApplicationView['remarks'][number]
  view: ApplicationView
  review: Review
}

/** A comment pinned to a field: whose, of which version, and whether the applicant has it. */
export function Pinned({ remark, view, review }: PinnedProps) {
  const say = useSay()
  return (
    <div className={`pinned${remark.sent ? ' sent' : ''}`}>
      <p className="meta">
        <b>{remark.by}</b>
        <span>{remark.tier}</span>
        {view.versions.length > 1 && <span>{say('case.nth-version', { n: remark.version })}</span>}
        <When at={remark.at} programme={view.application.programmeId} />
        <span>{say(remark.sent ? 'remark.sent' : 'remark.inside')}</span>
      </p>
      <PlainText>{remark.text}</PlainText>
      {remark.mine && !remark.sent && review.may && (
        <Button size="small" type="link" onClick={() => void review.unpin(remark.id)}>
          {say('remark.remove')}
        </Button>
      )}
    </div>
  )
}

interface RemarkEditorProps {
  application: string
  /** the field that is commented on */
  answer: { field: string; label: string }
  onSave: (text: string) => Promise<boolean>
  onClose: () => void
}

/** Where a comment is written; what was written stays until it is saved. */
export function RemarkEditor({ application, answer, onSave, onClose }: RemarkEditorProps) {
  const say = useSay()
  const [text, setText] = useDraft(`desk:remark:${application}:${answer.field}`)
  const [busy, setBusy] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => area.current?.focus(), [])
  const save = async () => {
    if (text.trim() === '' || busy) return
    setBusy(true)
    const saved = await onSave(text.trim())
    setBusy(false)
    if (!saved) return
    setText('')
    onClose()
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void save()
  }
  const label = say('remark.add-to', { field: answer.label })
  return (
    <div className="remark-editor">
      <Input.TextArea
        ref={(one) => {
          area.current = one?.resizableTextArea?.textArea ?? null
        }}
        aria-label={label}
        rows={3}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={keys}
      />
      <p className="hint">{say('remark.hint')}</p>
      <p className="card-tools">
        <Button type="primary" loading={busy} disabled={text.trim() === ''} onClick={save}>
          {say('remark.save')}
        </Button>
        <Button onClick={onClose}>{say('cancel')}</Button>
      </p>
    </div>
  )
}
