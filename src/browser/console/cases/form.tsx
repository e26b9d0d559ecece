import { useState } from 'react'
import type { ApplicationView } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Choose, Field } from '../parts/field.tsx'
import { Empty, Failed } from '../parts/states.tsx'
import { useKeys } from '../shell/shortcuts.tsx'
import { Answer } from './answer.tsx'
import type { Review } from './use-review.ts'

interface FormProps {
  view: ApplicationView
  review: Review
  onCompare: (number: string) => void
}

/** The form as it was filled in, section by section; what differs from an earlier version is marked, and each field can be commented on. */
export function Form({ view, review, onCompare }: FormProps) {
  const say = useSay()
  const [onlyChanged, setOnlyChanged] = useState(false)
  const changed = view.sections.flatMap(({ answers }) => answers.filter(({ was }) => was !== null)).length
  useKeys({ j: () => stepFields(1), k: () => stepFields(-1) })
  const sections = view.sections
    .map((one) => ({ ...one, answers: one.answers.filter(({ was }) => !onlyChanged || was !== null) }))
    .filter(({ answers }) => answers.length > 0)
  return (
    <section className="talk sheet" aria-label={say('case.face.form')}>
      {view.comparedWith !== null && (
        <Comparing
          view={view}
          changed={changed}
          onlyChanged={onlyChanged}
          onOnly={setOnlyChanged}
          onCompare={onCompare}
        />
      )}
      {review.error && <Failed error={review.error} />}
      {review.may && <p className="hint">{say('remark.how')}</p>}
      {sections.length === 0 && <Empty title={say('case.nothing-changed')} />}
      {sections.map((section) => (
        <section className="card" key={section.id} aria-labelledby={`section-${section.id}`}>
          <h2 id={`section-${section.id}`}>{section.title}</h2>
          <dl className="answers">
            {section.answers.map((answer) => (
              <Answer key={answer.field} answer={answer} view={view} review={review} />
            ))}
          </dl>
        </section>
      ))}
    </section>
  )
}

/** From field to field by the keyboard. */
function stepFields(by: number): void {
  const fields = [...document.querySelectorAll<HTMLElement>('.answer')]
  const at = fields.findIndex((field) => field.contains(document.activeElement))
  const next = fields[Math.max(0, Math.min(fields.length - 1, at + by))]
  ;(next?.querySelector<HTMLElement>('.pin-button') ?? next)?.focus()
}

interface ComparingProps extends Omit<FormProps, 'review'> {
  changed: number
  onlyChanged: boolean
  onOnly: (only: boolean) => void
}

/** With which earlier version it is compared, and what that shows. */
function Comparing({ view, changed, onlyChanged, onOnly, onCompare }: ComparingProps) {
  const say = useSay()
  const earlier = view.versions.slice(0, -1)
  return (
    <div className="comparing">
      <Field label={say('case.compare')}>
        <Choose
          value={view.comparedWith ?? ''}
          options={earlier.map(({ number }, index) => ({
            value: number,
            label: say('case.nth-version-of', { n: index + 1, number }),
          }))}
          onChange={onCompare}
        />
      </Field>
      <label className="check-filter">
        <input type="checkbox" checked={onlyChanged} onChange={(event) => onOnly(event.target.checked)} />
        {say('case.only-changed', { n: changed })}
      </label>
    </div>
  )
}
