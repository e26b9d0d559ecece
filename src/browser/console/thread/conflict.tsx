import { Alert } from 'antd'
import type { EnquiryRow, EnquiryView } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { EntryLine } from './entry-line.tsx'

/** What somebody else wrote while the officer was writing; the officer's own words stay below. */
export function Conflict({ entries, enquiry }: { entries: EnquiryView['entries']; enquiry: EnquiryRow }) {
  const say = useSay()
  return (
    <Alert
      className="conflict"
      type="warning"
      title={say('conflict.title')}
      description={
        <>
          <ol className="entries">
            {entries.map((entry) => (
              <EntryLine key={entry.id} entry={entry} enquiry={enquiry} />
            ))}
          </ol>
          <p>{say('conflict.hint')}</p>
        </>
      }
    />
  )
}
