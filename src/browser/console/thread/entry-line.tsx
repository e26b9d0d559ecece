import { fileAddress } from '../data/client.ts'
import { useDesk } from '../data/desk.tsx'
import { exactly } from '../data/times.ts'
import type { EnquiryRow, Entry } from '../data/wire.ts'
import { useLanguage } from '../data/words.tsx'
import { Files } from '../parts/files.tsx'
import { PlainText } from '../parts/text.tsx'
import { When } from '../parts/when.tsx'

/** kinds that are somebody's own words; the others are moves, told in one line */
const SPOKEN = ['asked', 'followed-up', 'reopened', 'answered', 'note', 'clarified']

/** One line of the thread: words of the asker, of an officer, a note inside the house, or a move. */
export function EntryLine({ entry, enquiry }: { entry: Entry; enquiry: EnquiryRow }) {
  return SPOKEN.includes(entry.kind) ? (
    <Spoken entry={entry} enquiry={enquiry} />
  ) : (
    <Move entry={entry} enquiry={enquiry} />
  )
}

function Spoken({ entry, enquiry }: { entry: Entry; enquiry: EnquiryRow }) {
  const { say } = useLanguage()
  const kind = entry.kind === 'note' ? 'note' : entry.by === 'asker' ? 'asker' : 'officer'
  return (
    <li className={`entry ${kind}`}>
      <p className="entry-head">
        <b>{entry.by === 'asker' ? say('entry.asker') : (entry.name ?? say('entry.clock'))}</b>
        <span>{say(`entry.${entry.kind}`, { other: entry.other ?? '' })}</span>
        {entry.channel && <span>{say(`channel.${entry.channel}`)}</span>}
        <When at={entry.at} programme={enquiry.programmeId} />
      </p>
      {entry.text && (
        <PlainText lang={entry.by === 'asker' ? enquiry.locale : undefined}>{entry.text}</PlainText>
      )}
      <Files files={entry.files} addressOf={(file) => fileAddress(enquiry.id, file)} />
    </li>
  )
}

function Move({ entry, enquiry }: { entry: Entry; enquiry: EnquiryRow }) {
  const { say, code } = useLanguage()
  const { zoneOf } = useDesk()
  const what = say(`entry.${entry.kind}`, {
    from: entry.from ?? say('holder.nobody'),
    to: entry.to ?? say('holder.nobody'),
    other: entry.other ?? '',
    stars: entry.stars ?? '',
  })
  const due = entry.dueAt && exactly(entry.dueAt, code, zoneOf(enquiry.programmeId))
  return (
    <li className="entry move">
      <p className="entry-head">
        <When at={entry.at} programme={enquiry.programmeId} />
        <b>{entry.by === 'asker' ? say('entry.asker') : (entry.name ?? say('entry.clock'))}</b>
        <span>{what}</span>
        {due && <span>{say('promise.by', { time: due })}</span>}
      </p>
      {entry.text && <PlainText>{say('entry.reason', { reason: entry.text })}</PlainText>}
    </li>
  )
}
