import { useState } from 'react'
import { v4 } from 'uuid'
import { useLoad } from '../data/cache.ts'
import { send } from '../data/client.ts'
import { useDesk } from '../data/desk.tsx'
import { isOfCase, useHearing } from '../data/hearing.ts'
import { Link } from '../data/router.tsx'
import type { EnquiryView, OfficerAct } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Holder } from '../inbox/row.tsx'
import { Switch } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { backTo } from '../parts/rows.ts'
import { Shown } from '../parts/states.tsx'
import { tellDone } from '../parts/toast.tsx'
import { Promised } from '../parts/when.tsx'
import { useTitle } from '../shell/title.ts'
import { ActDialog, type Acting } from './act-dialog.tsx'
import { Actions } from './actions.tsx'
import { Composer } from './composer.tsx'
import { EntryLine } from './entry-line.tsx'
import { Side } from './side.tsx'

/** One enquiry: all that was said and done, the answer to be written, and what helps to write it. */
export default function Thread({ id }: { id: string }) {
  const say = useSay()
  const path = `/enquiries/${encodeURIComponent(id)}`
  const loaded = useLoad<EnquiryView>(path)
  useTitle(loaded.data?.enquiry.number ?? say('thread.title'))
  useHearing((event) => {
    if (event.enquiry === id || (event.enquiry === undefined && !isOfCase(event))) void loaded.reload()
  })
  return (
    <div className="thread">
      <p className="crumb">
        <Link to="" onClick={backTo('inbox')}>
          <Icon name="back" />
          {say('thread.back')}
        </Link>
      </p>
      <Shown of={loaded}>
        {(view) => <Loaded view={view} path={path} put={loaded.put} reload={loaded.reload} />}
      </Shown>
    </div>
  )
}

interface LoadedProps {
  view: EnquiryView
  path: string
  put: (view: EnquiryView) => void
  reload: () => Promise<void>
}

function Loaded({ view, path, put, reload }: LoadedProps) {
  const say = useSay()
  const { programme } = useDesk()
  const [acting, setActing] = useState<{ what: Acting; heads: EnquiryView['similar'] }>()
  const [face, setFace] = useState<'talk' | 'help'>('talk')
  const [inserted, setInserted] = useState<{ text: string; at: number }>()
  const { enquiry } = view
  const act = async (what: OfficerAct) => {
    put(await send<EnquiryView>('POST', `${path}/acts`, { id: v4(), version: enquiry.version, act: what }))
    setActing(undefined)
    tellDone(say(`act.${what.type}-done`))
  }
  const insert = (text: string) => {
    setInserted({ text, at: (inserted?.at ?? 0) + 1 })
    setFace('talk')
  }
  return (
    <>
      <Head view={view} />
      <Switch
        label={say('thread.faces')}
        value={face}
        onChange={setFace}
        tabs={[
          { value: 'talk', label: say('thread.talk') },
          { value: 'help', label: say('thread.help') },
        ]}
      />
      <div className="thread-columns" data-face={face}>
        <section className="talk" aria-label={say('thread.talk')}>
          <Actions view={view} onAct={(what) => setActing({ what, heads: view.similar })} />
          <ol className="entries">
            {view.entries.map((entry) => (
              <EntryLine key={entry.id} entry={entry} enquiry={enquiry} />
            ))}
          </ol>
          <Composer view={view} path={path} put={put} reload={reload} inserted={inserted} />
        </section>
        <Side
          view={view}
          onInsert={enquiry.may.includes('answer') ? insert : undefined}
          onMerge={(one) => setActing({ what: 'merge', heads: [{ ...one, share: 1 }] })}
        />
      </div>
      {acting && (
        <ActDialog
          acting={acting.what}
          count={1}
          lines={(programme(enquiry.programmeId)?.contacts ?? []).filter(({ id }) => id !== enquiry.contact)}
          colleagues={view.colleagues}
          heads={acting.heads}
          onAct={act}
          onClose={() => setActing(undefined)}
        />
      )}
    </>
  )
}

function Head({ view: { enquiry } }: { view: EnquiryView }) {
  const say = useSay()
  const { lineOf, areaOf, programme } = useDesk()
  const facts: [string, React.ReactNode][] = [
    ['promise', <Promised key="promise" row={enquiry} always />],
    ['holder', <Holder key="holder" row={enquiry} />],
    ['line', lineOf(enquiry.programmeId, enquiry.contact) ?? say('inbox.no-line')],
    ['area', areaOf(enquiry.programmeId, enquiry.area) ?? say('thread.no-area')],
    ['channel', say(`channel.${enquiry.channel}`)],
    ['language', say(`locale.${enquiry.locale.split('-')[0]}`)],
  ]
  return (
    <header className="thread-head">
      <p className="meta">
        <span className="number">{enquiry.number}</span>
        <span className={`status ${enquiry.status}`}>{say(`status.${enquiry.status}`)}</span>
        <span>{programme(enquiry.programmeId)?.title}</span>
      </p>
      <h1 lang={enquiry.locale}>{enquiry.question || say('inbox.erased')}</h1>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{say(`fact.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {enquiry.unpublished && (
        <p className="remark">{say('thread.unpublished', { clause: enquiry.unpublished })}</p>
      )}
    </header>
  )
}
