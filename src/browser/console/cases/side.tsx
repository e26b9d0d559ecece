import { useState } from 'react'
import type { ApplicationView } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Switch } from '../parts/field.tsx'
import { Checklist } from './checklist.tsx'
import { CaseRecord } from './record.tsx'
import { Scans } from './scans.tsx'
import type { Review } from './use-review.ts'

interface SideProps {
  view: ApplicationView
  path: string
  review: Review
  reload: () => Promise<void>
  onField: (field: string) => void
}

const FACES = ['checks', 'record', 'scans'] as const
type Face = (typeof FACES)[number]

/** What helps to decide: the checklist, what was done so far, and the stamped paper. */
export function Side({ view, path, review, reload, onField }: SideProps) {
  const say = useSay()
  const [face, setFace] = useState<Face>('checks')
  const done = view.checks.filter(({ result, stale }) => result !== null && !stale).length
  const labels: Record<Face, string> = {
    checks: say('check.title-n', { n: done, of: view.checks.length }),
    record: say('record.title'),
    scans: view.scans.length > 0 ? say('scan.title-n', { n: view.scans.length }) : say('scan.title'),
  }
  return (
    <aside className="help" aria-label={say('case.face.side')}>
      <Switch
        label={say('case.face.side')}
        value={face}
        onChange={setFace}
        tabs={FACES.map((one) => ({ value: one, label: labels[one] }))}
      />
      {face === 'checks' && <Checklist view={view} review={review} onField={onField} />}
      {face === 'record' && (
        <CaseRecord events={view.events} programme={view.application.programmeId} newestFirst />
      )}
      {face === 'scans' && <Scans view={view} path={path} reload={reload} />}
    </aside>
  )
}
