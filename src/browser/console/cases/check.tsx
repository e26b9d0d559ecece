import { Button, Input } from 'antd'
import { useState } from 'react'
import type { ApplicationView } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { When } from '../parts/when.tsx'
import type { Review } from './use-review.ts'

interface CheckProps {
  check: ApplicationView['checks'][number]
  programme: string
  review: Review
  labelOf: (field: string) => string
  onField: (field: string) => void
}

const RESULTS = ['ok', 'not-ok'] as const

/** One line of the checklist: what the notice says, what the assistant makes of it, and what the officer found. */
export function Check({ check, programme, review, labelOf, onField }: CheckProps) {
  const say = useSay()
  const [noting, setNoting] = useState(false)
  const tick = (result: (typeof RESULTS)[number]) =>
    void review.tick(check.item, check.result === result && !check.stale ? null : result, check.note)
  return (
    <li className="check">
      <p className="check-label">
        <b>{check.label}</b>
        {check.clause && <span className="clause">{check.clause}</span>}
      </p>
      {check.found && (
        <p className={`found ${check.found}`}>
          <b>{say(`check.found.${check.kind === 'field' ? 'field-' : ''}${check.found}`)}</b>
          {check.reason && <span>{check.reason}</span>}
        </p>
      )}
      {check.quote && (
        <details className="quote">
          <summary>{say('check.quote', { clause: check.clause ?? '' })}</summary>
          <blockquote>{check.quote}</blockquote>
        </details>
      )}
      {check.fields.length > 0 && (
        <p className="check-fields">
          {check.fields.map((field) => (
            <button key={field} type="button" onClick={() => onField(field)}>
              {say('check.see', { field: labelOf(field) })}
            </button>
          ))}
        </p>
      )}
      <fieldset className="ticks" aria-label={say('check.result-of', { item: check.label })}>
        {RESULTS.map((result) => (
          <button
            key={result}
            type="button"
            className={result}
            aria-pressed={check.result === result}
            disabled={!review.may}
            onClick={() => tick(result)}
          >
            {say(`check.${result}`)}
          </button>
        ))}
        {review.may && check.result && !noting && (
          <Button
            type="text"
            size="small"
            aria-label={say('check.note-of', { item: check.label })}
            onClick={() => setNoting(true)}
          >
            {say(check.note ? 'check.change-note' : 'check.note')}
          </Button>
        )}
      </fieldset>
      {noting ? (
        <NoteEditor
          check={check}
          onSave={async (note) => {
            if (await review.tick(check.item, check.result, note)) setNoting(false)
          }}
          onClose={() => setNoting(false)}
        />
      ) : (
        check.note && <p className="check-note">{check.note}</p>
      )}
      {check.by && check.at && (
        <p className="meta">
          <span>{check.by}</span>
          <When at={check.at} programme={programme} />
          {check.stale && <b className="stale">{say('check.stale')}</b>}
        </p>
      )}
    </li>
  )
}

interface NoteEditorProps {
  check: CheckProps['check']
  onSave: (note: string) => Promise<void>
  onClose: () => void
}

function NoteEditor({ check, onSave, onClose }: NoteEditorProps) {
  const say = useSay()
  const [note, setNote] = useState(check.note)
  return (
    <form
      className="note-editor"
      onSubmit={(event) => {
        event.preventDefault()
        void onSave(note.trim())
      }}
    >
      <Input
        autoFocus
        aria-label={say('check.note-of', { item: check.label })}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
      />
      <Button htmlType="submit">{say('save')}</Button>
    </form>
  )
}
