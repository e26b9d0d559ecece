import { brieflyDay } from '../data/times.ts'
import type { ApplicationView } from '../data/wire.ts'
import { useLanguage } from '../data/words.tsx'
import { PlainText } from '../parts/text.tsx'
import { When } from '../parts/when.tsx'

export type CaseEventLine = ApplicationView['events'][number]

interface CaseRecordProps {
  events: CaseEventLine[]
  programme: string
  newestFirst?: boolean
}

/** What was done with an application or a project, by whom and with which words. */
export function CaseRecord({ events, programme, newestFirst }: CaseRecordProps) {
  const ordered = newestFirst ? events.toReversed() : events
  return (
    <ol className="record">
      {ordered.map((event) => (
        <RecordLine key={event.id} event={event} programme={programme} />
      ))}
    </ol>
  )
}

/** acts whose number is how many there are */
const COUNTED: readonly string[] = ['paper-received']

/** One line of the record. */
export function RecordLine({ event, programme }: { event: CaseEventLine; programme: string }) {
  const { say, code } = useLanguage()
  const day = (iso: string) => brieflyDay(`${iso}T12:00:00Z`, code, 'UTC')
  const who = event.by === 'officer' ? (event.name ?? '') : say(`record.by.${event.by}`)
  const facts = [
    event.number &&
      say(COUNTED.includes(event.act) ? 'record.copies' : 'record.number', { number: event.number }),
    event.document && say('record.document', { document: event.document }),
    event.due && say('case.due', { day: day(event.due) }),
    event.until && say('record.until', { day: day(event.until) }),
  ].filter(Boolean)
  return (
    <li className={event.by}>
      <p className="record-head">
        <b>{say(`case-event.${event.act}`)}</b>
        <When at={event.at} programme={programme} />
      </p>
      <p className="meta">
        <span>{who}</span>
        {event.tier && <span>{event.tier}</span>}
        {event.channel && event.channel !== 'console' && <span>{say(`channel.${event.channel}`)}</span>}
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      {event.text && <PlainText>{event.text}</PlainText>}
      {event.fields.length > 0 && (
        <ul className="named-fields">
          {event.fields.map(({ field, label, comment }) => (
            <li key={field}>
              <b>{label}</b> {comment}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
