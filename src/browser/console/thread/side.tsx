import { Button } from 'antd'
import { useState } from 'react'
import { Link } from '../data/router.tsx'
import type { EnquiryView } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Switch } from '../parts/field.tsx'
import { Empty } from '../parts/states.tsx'
import { PlainText } from '../parts/text.tsx'
import { When } from '../parts/when.tsx'

interface SideProps {
  view: EnquiryView
  onInsert: ((text: string) => void) | undefined
  onMerge: (one: { id: string; number: string; question: string }) => void
}

/** What helps to answer: what the notice says nearby, the applicant's draft, the talk before, and who asks the same. */
export function Side({ view, onInsert, onMerge }: SideProps) {
  const say = useSay()
  const [face, setFace] = useState<Face>('near')
  const same = view.similar.length + view.merged.length
  const labelOf = (one: Face) =>
    one === 'same' && same > 0 ? say('side.same-n', { n: same }) : say(`side.${one}`)
  return (
    <aside className="help" aria-label={say('thread.help')}>
      <Switch
        label={say('thread.help')}
        value={face}
        onChange={setFace}
        tabs={FACES.map((one) => ({ value: one, label: labelOf(one) }))}
      />
      {face === 'near' && <Near view={view} onInsert={onInsert} />}
      {face === 'draft' && <Draft view={view} />}
      {face === 'talk' && <Talk view={view} />}
      {face === 'same' && <Same view={view} onMerge={onMerge} />}
    </aside>
  )
}

const FACES = ['near', 'draft', 'talk', 'same'] as const
type Face = (typeof FACES)[number]

function Near({ view, onInsert }: Omit<SideProps, 'onMerge'>) {
  const say = useSay()
  if (view.near.length === 0) return <Empty title={say('side.no-near')} />
  return (
    <ul className="near">
      {view.near.map((one) => (
        <li key={one.id}>
          <h2>{one.topic}</h2>
          <PlainText>{one.says}</PlainText>
          <p className="clauses">
            {one.clauses.map((clause) => (
              <span key={clause}>{clause}</span>
            ))}
            {onInsert && (
              <Button
                size="small"
                onClick={() => onInsert(one.says)}
                aria-label={say('side.insert-of', { topic: one.topic })}
              >
                {say('side.insert')}
              </Button>
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}

function Draft({ view: { summary } }: { view: EnquiryView }) {
  const say = useSay()
  if (!summary) return <Empty title={say('side.no-draft')}>{say('side.no-consent')}</Empty>
  if (summary.length === 0) return <Empty title={say('side.empty-draft')} />
  return summary.map((section) => (
    <section className="draft" key={section.label}>
      <h2>{section.label}</h2>
      <dl>
        {section.rows.map((row) => (
          <div key={row.label}>
            <dt>{row.label}</dt>
            <dd>{row.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  ))
}

function Talk({ view: { transcript, enquiry } }: { view: EnquiryView }) {
  const say = useSay()
  if (!transcript) return <Empty title={say('side.no-talk')}>{say('side.no-consent')}</Empty>
  return (
    <ol className="transcript">
      {transcript.map((line) => (
        <li key={line.at + line.text} className={line.from}>
          <p>
            <b>{say(`side.from-${line.from}`)}</b> <When at={line.at} programme={enquiry.programmeId} />
          </p>
          <PlainText lang={enquiry.locale}>{line.text}</PlainText>
        </li>
      ))}
    </ol>
  )
}

function Same({ view, onMerge }: Omit<SideProps, 'onInsert'>) {
  const say = useSay()
  const mayMerge = view.enquiry.may.includes('merge') && !view.enquiry.mergedInto
  if (view.similar.length + view.merged.length === 0) return <Empty title={say('side.no-same')} />
  return (
    <>
      {view.merged.length > 0 && <h2 className="side-title">{say('side.merged')}</h2>}
      <ul className="same">
        {view.merged.map((one) => (
          <li key={one.id}>
            <Link to={`/enquiries/${one.id}`}>{one.question}</Link>
            <p className="meta number">{one.number}</p>
          </li>
        ))}
      </ul>
      {view.similar.length > 0 && <h2 className="side-title">{say('side.similar')}</h2>}
      <ul className="same">
        {view.similar.map((one) => (
          <li key={one.id}>
            <Link to={`/enquiries/${one.id}`}>{one.question}</Link>
            <p className="meta">
              <span className="number">{one.number}</span>
              <span>{say('side.share', { n: Math.round(one.share * 100) })}</span>
              {mayMerge && (
                <Button
                  size="small"
                  onClick={() => onMerge(one)}
                  aria-label={say('side.merge-of', { number: one.number })}
                >
                  {say('side.merge')}
                </Button>
              )}
            </p>
          </li>
        ))}
      </ul>
      {mayMerge && view.similar.length > 0 && <p className="hint">{say('side.merge-hint')}</p>}
    </>
  )
}
