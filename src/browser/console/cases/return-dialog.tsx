import { Button, Input } from 'antd'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useDesk } from '../data/desk.tsx'
import { isoDay, useNow } from '../data/times.ts'
import { useDraft } from '../data/use-draft.ts'
import type { ApplicationView, WireApplicationAct } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'

interface ReturnDialogProps {
  view: ApplicationView
  notice: ReactNode
  possible: boolean
  onAct: (act: WireApplicationAct) => Promise<boolean>
  onClose: () => void
}

type Named = { field: string; comment: string }[]

/** Which fields the applicant is to mend, why, and until when: first those that were commented on. */
export function ReturnDialog({ view, notice, possible, onAct, onClose }: ReturnDialogProps) {
  const say = useSay()
  const { zoneOf } = useDesk()
  const now = useNow()
  const { application } = view
  const [named, setNamed] = useNamed(view)
  const [due, setDue] = useState(view.returnDue)
  const ready = named.length > 0 && due !== '' && named.every(({ comment }) => comment.trim() !== '')
  const fields = named.map(({ field, comment }) => ({ field, comment: comment.trim() }))
  return (
    <Dialog
      wide
      title={say('case-act.return')}
      doIt={say('case-act.return')}
      ready={ready && possible}
      onDo={async () => {
        if (await onAct({ type: 'return', fields, due })) setNamed(null)
      }}
      onClose={onClose}
    >
      {notice}
      <p className="dialog-about">{say('case-about.return')}</p>
      <fieldset className="returned-fields">
        <legend>{say('return.fields', { n: named.length })}</legend>
        {named.length === 0 && <p className="hint">{say('return.none')}</p>}
        {named.map(({ field, comment }) => (
          <NamedField
            key={field}
            label={labelOf(view, field)}
            comment={comment}
            onChange={(next) =>
              setNamed(named.map((one) => (one.field === field ? { field, comment: next } : one)))
            }
            onRemove={() => setNamed(named.filter((one) => one.field !== field))}
          />
        ))}
        <AddField
          view={view}
          taken={named.map(({ field }) => field)}
          onAdd={(field) => setNamed([...named, { field, comment: '' }])}
        />
      </fieldset>
      <Field className="short" label={say('case.due-is')} hint={say('return.due-hint')}>
        <Input
          type="date"
          value={due}
          min={isoDay(now, zoneOf(application.programmeId))}
          onChange={(event) => setDue(event.target.value)}
        />
      </Field>
    </Dialog>
  )
}

interface NamedFieldProps {
  label: string
  comment: string
  onChange: (comment: string) => void
  onRemove: () => void
}

function NamedField({ label, comment, onChange, onRemove }: NamedFieldProps) {
  const say = useSay()
  return (
    <div className="named-field">
      <Field label={label}>
        <Input.TextArea
          rows={2}
          maxLength={2000}
          value={comment}
          placeholder={say('return.comment')}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <Button
        type="text"
        icon={<Icon name="close" />}
        aria-label={say('return.remove', { field: label })}
        onClick={onRemove}
      />
    </div>
  )
}

interface AddFieldProps {
  view: ApplicationView
  taken: string[]
  onAdd: (field: string) => void
}

/** Another field, by the sections of the form. */
function AddField({ view, taken, onAdd }: AddFieldProps) {
  const say = useSay()
  return (
    <Field label={say('return.add')}>
      <select
        className="choose"
        value=""
        onChange={(event) => event.target.value !== '' && onAdd(event.target.value)}
      >
        <option value="">{say('choose')}</option>
        {view.sections.map((section) => (
          <optgroup key={section.id} label={section.title}>
            {section.answers
              .filter(({ field, mendable }) => mendable && !taken.includes(field))
              .map(({ field, label }) => (
                <option key={field} value={field}>
                  {label}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </Field>
  )
}

const labelOf = (view: ApplicationView, field: string) =>
  view.sections.flatMap(({ answers }) => answers).find((one) => one.field === field)?.label ?? field

/** The fields named so far, kept until they are sent, with what was pinned since; null lets them go. */
function useNamed({
  application,
  remarks,
  sections,
}: ApplicationView): [Named, (next: Named | null) => void] {
  const [kept, keep] = useDraft(`desk:case:return:${application.id}`)
  const before: Kept = kept === '' ? { named: [], taken: [] } : JSON.parse(kept)
  const answers = sections.flatMap(({ answers }) => answers)
  const fixed = new Set(answers.filter(({ mendable }) => !mendable).map(({ field }) => field))
  const fresh = remarks.filter(
    ({ id, field, sent }) => !sent && !fixed.has(field) && !before.taken.includes(id),
  )
  const taken = remarks.map(({ id }) => id)
  const change = (next: Named | null) =>
    keep(next === null ? '' : JSON.stringify({ named: next, taken } satisfies Kept))
  return [withPinned(before.named, fresh), change]
}

interface Kept {
  named: Named
  /** ids of the comments that have gone into it */
  taken: string[]
}

/** One comment for each field, whatever was pinned to it. */
function withPinned(named: Named, remarks: ApplicationView['remarks']): Named {
  const byField = new Map(named.map(({ field, comment }) => [field, comment]))
  for (const { field, text } of remarks)
    byField.set(field, [byField.get(field), text].filter(Boolean).join('\n'))
  return [...byField].map(([field, comment]) => ({ field, comment }))
}
