import { Alert, Button, Input } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { asRefused } from '../data/cache.ts'
import { type Refused, read, send } from '../data/client.ts'
import { useAttempt } from '../data/use-attempt.ts'
import { useDraft } from '../data/use-draft.ts'
import type { EnquiryView, WireFile } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Switch } from '../parts/field.tsx'
import { Attach } from '../parts/files.tsx'
import { Failed } from '../parts/states.tsx'
import { tellDone } from '../parts/toast.tsx'
import { useKeys } from '../shell/shortcuts.tsx'
import { CannedPicker } from './canned-picker.tsx'
import { Conflict } from './conflict.tsx'

interface ComposerProps {
  view: EnquiryView
  path: string
  put: (view: EnquiryView) => void
  reload: () => Promise<void>
  /** to be added to what is being written */
  inserted: { text: string; at: number } | undefined
}

type Kind = 'answer' | 'note'

/** Where the answer is written, or a note for colleagues. Whatever goes wrong, the words stay. */
export function Composer({ view, path, put, inserted }: ComposerProps) {
  const say = useSay()
  const { enquiry } = view
  const kinds = (['answer', 'note'] as const).filter((one) => enquiry.may.includes(one))
  const [kind, setKind] = useState<Kind>('answer')
  const [text, setText] = useDraft(`desk:${kind}:${enquiry.id}`)
  const [files, setFiles] = useState<WireFile[]>([])
  const [picking, setPicking] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const sending = useSending(view, path, put)
  const write = (which: Kind) => {
    setKind(which)
    requestAnimationFrame(() => area.current?.focus())
  }
  const add = (more: string) => setText(text === '' ? more : `${text.trimEnd()}\n\n${more}`)
  useEffect(() => {
    if (!inserted) return
    add(inserted.text)
    area.current?.focus()
  }, [inserted?.at])
  useKeys({ r: () => write('answer'), n: () => write('note') })
  if (kinds.length === 0) return <p className="no-composer">{say(`composer.closed-${enquiry.status}`)}</p>
  const submit = async () => {
    if (text.trim() === '' || sending.busy) return
    const sent = await sending.send({ type: kind, text: text.trim(), files: files.map(({ id }) => id) })
    if (!sent) return
    setText('')
    setFiles([])
    tellDone(say(`act.${kind}-done`))
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void submit()
  }
  return (
    <section className={`composer ${kind}`} aria-label={say(`composer.${kind}`)}>
      <Switch
        label={say('composer.kind')}
        value={kind}
        onChange={write}
        tabs={kinds.map((one) => ({ value: one, label: say(`composer.${one}`) }))}
      />
      {sending.conflict && <Conflict entries={sending.conflict} enquiry={enquiry} />}
      {sending.error && <Failed error={sending.error} />}
      {kind === 'answer' && enquiry.mergedInto && <Alert type="info" title={say('composer.is-merged')} />}
      {kind === 'answer' && view.merged.length > 0 && (
        <Alert
          type="info"
          title={say('composer.also-to', { numbers: view.merged.map(({ number }) => number).join(', ') })}
        />
      )}
      <Input.TextArea
        ref={(one) => {
          area.current = one?.resizableTextArea?.textArea ?? null
        }}
        aria-label={say(`composer.${kind}`)}
        aria-describedby="composer-hint"
        rows={5}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={keys}
      />
      <p className="hint" id="composer-hint">
        {say(`composer.${kind}-hint`, { channel: say(`channel.${enquiry.channel}`) })}
      </p>
      <div className="composer-foot">
        <Attach enquiry={enquiry.id} files={files} onChange={setFiles} />
        {kind === 'answer' && <Button onClick={() => setPicking(true)}>{say('composer.canned')}</Button>}
        <Button type="primary" loading={sending.busy} disabled={text.trim() === ''} onClick={submit}>
          {say(sending.conflict ? 'composer.send-anyway' : `composer.send-${kind}`)}
        </Button>
      </div>
      {picking && (
        <CannedPicker
          view={view}
          onPick={(more) => {
            setPicking(false)
            add(more)
            requestAnimationFrame(() => area.current?.focus())
          }}
          onClose={() => setPicking(false)}
        />
      )}
    </section>
  )
}

type Written = { type: Kind; text: string; files: string[] }

/** Sends what was written once, however often it has to be tried; on a conflict it looks again and shows what came between. */
function useSending(view: EnquiryView, path: string, put: (view: EnquiryView) => void) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Refused>()
  const [conflict, setConflict] = useState<EnquiryView['entries']>()
  const keyOf = useAttempt()
  /** the version that the officer has seen: what arrives meanwhile must not be passed over in silence */
  const seen = useRef(view.enquiry.version)
  const known = useRef(new Set(view.entries.map(({ id }) => id)))
  const accept = (next: EnquiryView) => {
    seen.current = next.enquiry.version
    known.current = new Set(next.entries.map(({ id }) => id))
    put(next)
  }
  const sendIt = async (act: Written): Promise<boolean> => {
    setBusy(true)
    setError(undefined)
    try {
      const version = seen.current
      const id = keyOf([act, version])
      accept(await send<EnquiryView>('POST', `${path}/acts`, { id, version, act }))
      setConflict(undefined)
      return true
    } catch (failure) {
      await handle(asRefused(failure))
      return false
    } finally {
      setBusy(false)
    }
  }
  const handle = async (refused: Refused) => {
    if (refused.status !== 409) return setError(refused)
    try {
      const now = await read<EnquiryView>(path)
      setConflict(now.entries.filter(({ id }) => !known.current.has(id)))
      accept(now)
    } catch (failure) {
      setError(asRefused(failure))
    }
  }
  return { busy, error, conflict, send: sendIt }
}
