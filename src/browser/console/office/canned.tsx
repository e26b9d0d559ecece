import { Button, Input } from 'antd'
import { useState } from 'react'
import { useLoad } from '../data/cache.ts'
import { query, send } from '../data/client.ts'
import type { Canned, List, Programme } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Choose, Field } from '../parts/field.tsx'
import { Empty, NoScreen, Shown } from '../parts/states.tsx'
import { PlainText } from '../parts/text.tsx'
import { tellDone } from '../parts/toast.tsx'
import { When } from '../parts/when.tsx'
import { useTitle } from '../shell/title.ts'
import { useProgramme } from './programme-choice.tsx'

type Open = { kind: 'edit'; one?: Canned } | { kind: 'delete'; one: Canned }

/** Answers kept ready for what is asked again and again. */
export default function CannedAnswers() {
  const say = useSay()
  const { programme, choice } = useProgramme(({ may }) => may.canned)
  const canned = useLoad<List<Canned>>(programme ? `/canned${query({ programme: programme.id })}` : null)
  const [open, setOpen] = useState<Open>()
  useTitle(say('room.canned'))
  if (!programme) return <NoScreen why="forbidden" />
  const done = async (word: string) => {
    setOpen(undefined)
    tellDone(say(word))
    await canned.reload()
  }
  return (
    <>
      <div className="page-head">
        <h1>{say('room.canned')}</h1>
        <Button type="primary" onClick={() => setOpen({ kind: 'edit' })}>
          {say('canned.add')}
        </Button>
      </div>
      <p className="page-about">{say('canned.about')}</p>
      {choice}
      <Shown of={canned}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say('canned.none')} />
          ) : (
            <ul className="cards two">
              {items.map((one) => (
                <li key={one.id} className="card">
                  <h2>{one.title}</h2>
                  <PlainText lang={one.locale}>{one.text}</PlainText>
                  <p className="meta">
                    <span>{say(`locale.${one.locale.split('-')[0]}`)}</span>
                    <span>{say('canned.changed-by', { name: one.changedBy })}</span>
                    <When at={one.changedAt} programme={programme.id} />
                  </p>
                  <p className="card-tools">
                    <Button
                      aria-label={say('edit-of', { name: one.title })}
                      onClick={() => setOpen({ kind: 'edit', one })}
                    >
                      {say('edit')}
                    </Button>
                    <Button
                      aria-label={say('delete-of', { name: one.title })}
                      onClick={() => setOpen({ kind: 'delete', one })}
                    >
                      {say('delete')}
                    </Button>
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      {open?.kind === 'edit' && (
        <Editor
          programme={programme}
          one={open.one}
          onSaved={() => done('canned.saved')}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open?.kind === 'delete' && (
        <Dialog
          danger
          title={say('canned.delete')}
          doIt={say('delete')}
          onDo={async () => {
            await send('DELETE', `/canned/${open.one.id}`)
            await done('canned.deleted')
          }}
          onClose={() => setOpen(undefined)}
        >
          <p>{say('canned.delete-about', { title: open.one.title })}</p>
        </Dialog>
      )}
    </>
  )
}

/** names that the server fills in; it refuses others */
const PLACEHOLDERS = ['number', 'area', 'contact', 'phone', 'due', 'programme', 'officer']

interface EditorProps {
  programme: Programme
  one: Canned | undefined
  onSaved: () => Promise<void>
  onClose: () => void
}

function Editor({ programme, one, onSaved, onClose }: EditorProps) {
  const say = useSay()
  const [title, setTitle] = useState(one?.title ?? '')
  const [locale, setLocale] = useState(one?.locale ?? programme.languages[0] ?? '')
  const [text, setText] = useState(one?.text ?? '')
  const save = async () => {
    const body = { programme: programme.id, title: title.trim(), locale, text: text.trim() }
    await (one ? send('PUT', `/canned/${one.id}`, body) : send('POST', '/canned', body))
    await onSaved()
  }
  return (
    <Dialog
      wide
      title={say(one ? 'canned.edit' : 'canned.add')}
      doIt={say('save')}
      ready={title.trim() !== '' && text.trim() !== ''}
      onDo={save}
      onClose={onClose}
    >
      <Field label={say('canned.title')} hint={say('canned.title-hint')}>
        <Input maxLength={100} value={title} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label={say('fact.language')}>
        <Choose
          value={locale}
          onChange={setLocale}
          options={programme.languages.map((code) => ({
            value: code,
            label: say(`locale.${code.split('-')[0]}`),
          }))}
        />
      </Field>
      <Field label={say('canned.text')} lang={locale} hint={say('canned.text-hint')}>
        <Input.TextArea
          rows={7}
          maxLength={10_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <p className="placeholders">
        {PLACEHOLDERS.map((name) => (
          <Button key={name} size="small" onClick={() => setText(`${text}{${name}}`)}>
            {say(`placeholder.${name}`)} <code>{`{${name}}`}</code>
          </Button>
        ))}
      </p>
    </Dialog>
  )
}
