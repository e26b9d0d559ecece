import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { ApplicationView, WireApplicationAct } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { tellDone } from '../parts/toast.tsx'
import { ActDialog, type Acting } from './act-dialog.tsx'
import { CaseConflict } from './case-conflict.tsx'
import { ChecksLeft } from './checks-left.tsx'
import { RecordLine } from './record.tsx'
import { ReturnDialog } from './return-dialog.tsx'
import { useAct } from './use-act.ts'

interface ActsProps {
  view: ApplicationView
  path: string
  put: (view: ApplicationView) => void
}

/** in the order in which they are thought of: forward, back, out, and what goes beside */
const ACTS = [
  'recommend',
  'approve',
  'return',
  'allow-longer',
  'decline',
  'reject',
  'paper-received',
  'recuse',
] as const
const FORWARD: readonly string[] = ['recommend', 'approve']
const OUT: readonly string[] = ['decline', 'reject']

/** What this officer may do with the application now, and what a colleague proposed. */
export function Acts({ view, path, put }: ActsProps) {
  const say = useSay()
  const [acting, setActing] = useState<(typeof ACTS)[number] | 'confirm' | 'object'>()
  const { application } = view
  const offered = ACTS.filter((act) => application.may.includes(act))
  return (
    <>
      {application.awaiting && <Second view={view} onAct={setActing} />}
      {offered.length > 0 && (
        <div className="actions">
          {offered.map((act) => (
            <Button
              key={act}
              type={FORWARD.includes(act) ? 'primary' : 'default'}
              danger={OUT.includes(act)}
              onClick={() => setActing(act)}
            >
              {say(`case-act.${act}`)}
            </Button>
          ))}
        </div>
      )}
      {acting && (
        <Asking
          key={acting}
          acting={acting}
          view={view}
          path={path}
          put={put}
          onClose={() => setActing(undefined)}
        />
      )}
    </>
  )
}

/** Who proposed what, and whether this officer may decide on it. */
function Second({ view, onAct }: { view: ApplicationView; onAct: (act: 'confirm' | 'object') => void }) {
  const say = useSay()
  const { awaiting, may, programmeId } = view.application
  const proposed = view.events.findLast(({ act }) => act === awaiting?.act)
  const words = { act: say(`case-act.${awaiting?.act}`), name: awaiting?.by ?? '' }
  return (
    <Alert
      className="second"
      type="warning"
      title={say('second.title', words)}
      description={
        <>
          {proposed && (
            <ol className="record">
              <RecordLine event={proposed} programme={programmeId} />
            </ol>
          )}
          <p>{say(awaiting?.mine ? 'second.mine' : 'second.other')}</p>
          <p className="card-tools">
            {may.includes('confirm') && (
              <Button type="primary" onClick={() => onAct('confirm')}>
                {say('case-act.confirm')}
              </Button>
            )}
            {may.includes('object') && (
              <Button onClick={() => onAct('object')}>
                {say(awaiting?.mine ? 'case-act.object' : 'second.take-back')}
              </Button>
            )}
          </p>
        </>
      }
    />
  )
}

interface AskingProps extends ActsProps {
  acting: Acting | 'return'
  onClose: () => void
}

/** The dialog of an act; when somebody was faster, it says so and keeps what was written. */
function Asking({ acting, view, path, put, onClose }: AskingProps) {
  const say = useSay()
  const { act, between } = useAct(view, path, put)
  const { application } = view
  const possible = application.may.includes(acting)
  const send = async (what: WireApplicationAct) => {
    const next = await act(what)
    if (!next) return false
    const waits = next.application.awaiting?.act === what.type
    tellDone(say(waits ? 'second.proposed' : `case-done.${what.type}`))
    onClose()
    return true
  }
  const notice = (
    <>
      {between.length > 0 && (
        <CaseConflict events={between} programme={application.programmeId} possible={possible} />
      )}
      {FORWARD.includes(acting) && <ChecksLeft view={view} />}
    </>
  )
  return acting === 'return' ? (
    <ReturnDialog view={view} notice={notice} possible={possible} onAct={send} onClose={onClose} />
  ) : (
    <ActDialog
      acting={acting}
      application={application}
      returnDue={view.returnDue}
      copies={view.copies}
      notice={notice}
      possible={possible}
      onAct={send}
      onClose={onClose}
    />
  )
}
