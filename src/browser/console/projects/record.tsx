import { useDesk } from '../data/desk.tsx'
import { type Say, useLanguage } from '../data/words.tsx'
import { PlainText } from '../parts/text.tsx'
import { When } from '../parts/when.tsx'
import { dayInWords } from './days.tsx'
import type { CaseEvent } from './wire.ts'

/** What happened, one line each, the last one first. */
export function Record({ events, programme }: { events: CaseEvent[]; programme: string }) {
  return (
    <ol className="project-record">
      {events.toReversed().map((event) => (
        <Line key={event.id} event={event} programme={programme} />
      ))}
    </ol>
  )
}

function Line({ event, programme }: { event: CaseEvent; programme: string }) {
  const { say, code } = useLanguage()
  const zh = useDesk().programme(programme)?.languages[0]
  const facts = factsOf(event, say, code)
  return (
    <li className={`event ${event.by}`}>
      <p className="event-head">
        <When at={event.at} programme={programme} />
        <b>{whoOf(event, say)}</b>
        <span>{say(`event.${event.act}`)}</span>
        {event.channel && event.by === 'applicant' && <small>{say(`channel.${event.channel}`)}</small>}
      </p>
      {facts.length > 0 && <p className="event-facts">{facts.join(say('list.semicolon'))}</p>}
      {event.text && <PlainText lang={event.by === 'applicant' ? zh : undefined}>{event.text}</PlainText>}
    </li>
  )
}

function whoOf({ by, name, tier }: CaseEvent, say: Say): string {
  if (by === 'clock') return say('entry.clock')
  if (by === 'applicant') return say('event.applicant')
  return tier ? say('event.officer', { name: name ?? '', tier }) : (name ?? '')
}

/** What the act names: days and numbers. */
const factsOf = ({ until, due, document, number }: CaseEvent, say: Say, code: string): string[] =>
  [
    until && say('event.until', { day: dayInWords(until, code) }),
    due && say('event.due', { day: dayInWords(due, code) }),
    document && say('event.document', { document }),
    number && say('event.number', { number }),
  ].filter((one): one is string => Boolean(one))
