import { Button } from 'antd'
import { type ChangeEvent, useRef, useState } from 'react'
import { asRefused } from '../data/cache.ts'
import { type Refused, send } from '../data/client.ts'
import type { ApplicationView } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Icon } from '../parts/icon.tsx'
import { Empty, Failed } from '../parts/states.tsx'
import { tellDone } from '../parts/toast.tsx'
import { When } from '../parts/when.tsx'
import { CaseFiles } from './answer.tsx'

interface ScansProps {
  view: ApplicationView
  path: string
  reload: () => Promise<void>
}

/** Stamped forms that came in as scans or photos, each with what its pages say; another one can be added. */
export function Scans({ view, path, reload }: ScansProps) {
  const say = useSay()
  const { application, scans } = view
  return (
    <div className="scans">
      <p className="hint">{say(`scan.about.${view.seal}`, { n: view.copies })}</p>
      {application.may.length > 0 && <Add path={path} reload={reload} />}
      {scans.length === 0 && <Empty title={say('scan.none')} />}
      <ul>
        {scans.map((scan) => (
          <li key={scan.id} className="scan">
            <CaseFiles application={application.id} files={[scan]} />
            <p className="meta">
              <span>{scan.by ?? say('record.by.applicant')}</span>
              <When at={scan.at} programme={application.programmeId} />
            </p>
            <Findings findings={scan.findings} versions={view.versions.length} />
          </li>
        ))}
      </ul>
    </div>
  )
}

interface FindingsProps {
  findings: ApplicationView['scans'][number]['findings']
  versions: number
}

/** Which form and version the pages are of, how many of them are there, and what is wrong with them. */
function Findings({ findings, versions }: FindingsProps) {
  const say = useSay()
  if (!findings) return <p className="found unknown">{say('scan.unread')}</p>
  const { number, version, found, expected, copies, problems } = findings
  const isWhole = problems.length === 0
  return (
    <>
      <p className={`found ${isWhole ? 'met' : 'unmet'}`}>
        <b>{say(isWhole ? 'scan.whole' : 'scan.not-whole')}</b>
        <span>{say('scan.pages', { found, expected, copies })}</span>
      </p>
      {number && (
        <p className="meta">
          <span className="number">{number}</span>
          {version !== null && (
            <span>
              {say(version === versions ? 'scan.version-now' : 'scan.version-before', { n: version })}
            </span>
          )}
        </p>
      )}
      {problems.length > 0 && (
        <ul className="problems">
          {problems.map((one) => (
            <li key={one.text}>{one.text}</li>
          ))}
        </ul>
      )}
    </>
  )
}

function Add({ path, reload }: Omit<ScansProps, 'view'>) {
  const say = useSay()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Refused>()
  const add = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const form = new FormData()
    for (const file of target.files ?? []) form.append('file', file)
    target.value = ''
    setBusy(true)
    setError(undefined)
    try {
      await send('POST', `${path}/scans`, form)
      await reload()
      tellDone(say('scan.added'))
    } catch (failure) {
      setError(asRefused(failure))
    }
    setBusy(false)
  }
  return (
    <div className="attach">
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept="application/pdf,image/*"
        aria-label={say('scan.add')}
        onChange={add}
      />
      <Button loading={busy} icon={<Icon name="file" />} onClick={() => input.current?.click()}>
        {say('scan.add')}
      </Button>
      {error && <Failed error={error} />}
    </div>
  )
}
