import { Alert } from 'antd'
import { useSay } from '../data/words.tsx'
import { type CaseEventLine, CaseRecord } from './record.tsx'

interface CaseConflictProps {
  events: CaseEventLine[]
  programme: string
  /** what was to be done can still be done */
  possible: boolean
}

/** What somebody else did while the officer was writing; the officer's own words stay below. */
export function CaseConflict({ events, programme, possible }: CaseConflictProps) {
  const say = useSay()
  return (
    <Alert
      className="conflict"
      type="warning"
      title={say('case-conflict.title')}
      description={
        <>
          <CaseRecord events={events} programme={programme} />
          <p>{say(possible ? 'case-conflict.hint' : 'case-conflict.over')}</p>
        </>
      }
    />
  )
}
