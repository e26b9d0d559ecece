import { Input } from 'antd'
import { useState } from 'react'
import { useLoad } from '../data/cache.ts'
import { query } from '../data/client.ts'
import type { Canned, EnquiryView, List } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { Empty, Shown } from '../parts/states.tsx'
import { PlainText } from '../parts/text.tsx'

interface CannedPickerProps {
  view: EnquiryView
  onPick: (text: string) => void
  onClose: () => void
}

/** The canned answers of the programme, as they would read in this enquiry; those in the asker's language first. */
export function CannedPicker({ view, onPick, onClose }: CannedPickerProps) {
  const say = useSay()
  const { enquiry, placeholders } = view
  const [wanted, setWanted] = useState('')
  const canned = useLoad<List<Canned>>(`/canned${query({ programme: enquiry.programmeId })}`)
  const isOwn = ({ locale }: Canned) => locale.split('-')[0] === enquiry.locale.split('-')[0]
  return (
    <Dialog title={say('composer.canned')} wide onClose={onClose}>
      <Field label={say('canned.find')}>
        <Input value={wanted} onChange={(event) => setWanted(event.target.value)} />
      </Field>
      <Shown of={canned}>
        {({ items }) => {
          const found = items
            .map((one) => ({ ...one, text: fill(one.text, placeholders) }))
            .filter(({ title, text }) =>
              `${title} ${text}`.toLowerCase().includes(wanted.trim().toLowerCase()),
            )
            .sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)))
          if (found.length === 0)
            return <Empty title={say(items.length === 0 ? 'canned.none' : 'canned.none-found')} />
          return (
            <ul className="canned-choice">
              {found.map((one) => (
                <li key={one.id}>
                  <button type="button" onClick={() => onPick(one.text)}>
                    <b>{one.title}</b>{' '}
                    <span className="locale">{say(`locale.${one.locale.split('-')[0]}`)}</span>
                    <PlainText lang={one.locale}>{one.text}</PlainText>
                  </button>
                </li>
              ))}
            </ul>
          )
        }}
      </Shown>
    </Dialog>
  )
}

/** Puts in what the placeholders stand for; one that stands for nothing here stays, to be seen. */
const fill = (text: string, placeholders: Record<string, string>) =>
  text.replace(/\{([\w-]+)\}/g, (whole, name: string) => placeholders[name] ?? whole)
