import { Button } from 'antd'
import { type ChangeEvent, useRef, useState } from 'react'
import { asRefused } from '../data/cache.ts'
import { type Refused, send } from '../data/client.ts'
import { sizeOf } from '../data/times.ts'
import { useLanguage } from '../data/words.tsx'
import { Icon } from '../parts/icon.tsx'
import { Failed } from '../parts/states.tsx'
import { tellDone } from '../parts/toast.tsx'
import { When } from '../parts/when.tsx'
import type { ProjectView } from './wire.ts'

/** The papers that the authority has issued; those that hold no more are marked. */
export function Issued({ view: { issued, project } }: { view: ProjectView }) {
  const { say } = useLanguage()
  if (issued.length === 0) return <p className="nothing">{say('papers.none')}</p>
  return (
    <ul className="papers">
      {issued.map((paper) => (
        <li key={paper.id} className={paper.withdrawn ? 'withdrawn' : ''}>
          <p>
            <a href={paper.href}>
              {say(`papers.${paper.kind}`)}
              {paper.number && <span className="number"> {paper.number}</span>}
            </a>
            {paper.withdrawn && <span className="stage ended">{say('papers.withdrawn')}</span>}
          </p>
          <small>
            <When at={paper.at} programme={project.programmeId} />
            {say('list.semicolon')}
            {say('papers.code', { code: paper.checkCode })}
          </small>
        </li>
      ))}
    </ul>
  )
}

/** The forms that the applicant has handed in for the project, and those still to come. */
export function Forms({ view: { forms, project } }: { view: ProjectView }) {
  const { say } = useLanguage()
  if (forms.length === 0) return <p className="nothing">{say('forms.none')}</p>
  return (
    <ul className="papers">
      {forms.map((form) => (
        <li key={form.form}>
          <p>{form.href ? <a href={form.href}>{form.label}</a> : form.label}</p>
          <small>
            {form.at ? (
              <>
                <When at={form.at} programme={project.programmeId} />
                {form.number && say('list.semicolon')}
                {form.number}
              </>
            ) : (
              say('forms.not-yet')
            )}
          </small>
        </li>
      ))}
    </ul>
  )
}

interface EvidenceProps {
  view: ProjectView
  path: string
  reload: () => Promise<void>
}

/** What proves the results: files of the applicant and of officers, and a way to add some. */
export function Evidence({ view: { evidence, project }, path, reload }: EvidenceProps) {
  const { say, code } = useLanguage()
  return (
    <>
      {evidence.length === 0 && <p className="nothing">{say('evidence.none')}</p>}
      <ul className="papers">
        {evidence.map((file) => (
          <li key={file.id}>
            <p>
              <a href={`/api/desk${path}/files/${encodeURIComponent(file.id)}`} download={file.name}>
                <Icon name="file" />
                {file.name}
              </a>
            </p>
            <small>
              {sizeOf(file.bytes, code)}
              {say('list.semicolon')}
              {file.by ?? say('event.applicant')} <When at={file.at} programme={project.programmeId} />
            </small>
          </li>
        ))}
      </ul>
      {!ENDED.includes(project.state) && <AddEvidence path={path} reload={reload} />}
    </>
  )
}

/** nothing is proved any more */
const ENDED = ['closed', 'cancelled', 'withdrawn']

function AddEvidence({ path, reload }: Omit<EvidenceProps, 'view'>) {
  const { say } = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Refused>()
  const add = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(target.files ?? [])]
    target.value = ''
    setBusy(true)
    setError(undefined)
    try {
      for (const file of chosen) await send('POST', `${path}/evidence`, formOf(file))
      tellDone(say('evidence.added', { n: chosen.length }))
    } catch (failure) {
      setError(asRefused(failure))
    }
    await reload()
    setBusy(false)
  }
  return (
    <div className="attach">
      <input ref={input} type="file" multiple hidden aria-label={say('evidence.add')} onChange={add} />
      <Button loading={busy} icon={<Icon name="file" />} onClick={() => input.current?.click()}>
        {say('evidence.add')}
      </Button>
      {error && <Failed error={error} />}
    </div>
  )
}

function formOf(file: File): FormData {
  const form = new FormData()
  form.append('file', file)
  return form
}
