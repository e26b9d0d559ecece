import type { ApplicationView } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Failed } from '../parts/states.tsx'
import { Check } from './check.tsx'
import type { Review } from './use-review.ts'

interface ChecklistProps {
  view: ApplicationView
  review: Review
  onField: (field: string) => void
}

const KINDS = ['condition', 'field', 'paper'] as const

/** The conditions of the notice, the fields it asks for and the paper, each to be ticked by whoever has looked. */
export function Checklist({ view, review, onField }: ChecklistProps) {
  const say = useSay()
  const labelOf = (field: string) =>
    view.sections.flatMap(({ answers }) => answers).find((answer) => answer.field === field)?.label ?? field
  return (
    <div className="checklist">
      <p className="hint">{say('check.about')}</p>
      {review.error && <Failed error={review.error} />}
      {KINDS.map((kind) => {
        const checks = view.checks.filter((one) => one.kind === kind)
        if (checks.length === 0) return null
        const plain = checks.filter((one) => kind === 'field' && isPlain(one))
        const lines = (some: typeof checks) =>
          some.map((one) => (
            <Check
              key={one.item}
              check={one}
              programme={view.application.programmeId}
              review={review}
              labelOf={labelOf}
              onField={onField}
            />
          ))
        return (
          <section key={kind} aria-label={say(`check.kind.${kind}`)}>
            <h2>{say(`check.kind.${kind}`)}</h2>
            <ul>{lines(checks.filter((one) => !plain.includes(one)))}</ul>
            {plain.length > 0 && (
              <details>
                <summary>{say('check.complete', { n: plain.length })}</summary>
                <ul>{lines(plain)}</ul>
              </details>
            )}
          </section>
        )
      })}
    </div>
  )
}

/** A field that is filled in, and of which nobody said anything: one of many. */
const isPlain = ({ found, result, note }: ApplicationView['checks'][number]) =>
  found === 'met' && result === null && note === ''
