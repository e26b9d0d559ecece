import { Button } from 'antd'
import { useState } from 'react'
import { useLoad } from '../data/cache.ts'
import { query, send } from '../data/client.ts'
import { go, rewrite, usePlace } from '../data/router.tsx'
import type { List, Programme, WireClarification } from '../data/wire.ts'
import { useLanguage } from '../data/words.tsx'
import { useProgramme } from '../office/programme-choice.tsx'
import { Switch } from '../parts/field.tsx'
import { Empty, Shown } from '../parts/states.tsx'
import { PlainText } from '../parts/text.tsx'
import { tellDone } from '../parts/toast.tsx'
import { When } from '../parts/when.tsx'
import { useTitle } from '../shell/title.ts'
import { DecideDialog, type Decision } from './decide-dialog.tsx'

const STATUSES = ['proposed', 'published', 'declined', 'withdrawn'] as const
type Status = (typeof STATUSES)[number]

/** Answers given once for all: what waits for a second officer, what is published, what was declined or taken back. */
export default function Clarifications() {
  const { say } = useLanguage()
  const { programme, choice } = useProgramme()
  const { search } = usePlace()
  const status = STATUSES.find((one) => one === search.get('status')) ?? 'proposed'
  useTitle(say('room.clarification'))
  return (
    <>
      <div className="page-head">
        <h1>{say('room.clarification')}</h1>
        {programme?.may.clarify && (
          <Button type="primary" onClick={() => go('/clarifications/new')}>
            {say('clarification.propose')}
          </Button>
        )}
      </div>
      <p className="page-about">{say('clarification.about')}</p>
      {choice}
      {programme && (
        <ListOf
          programme={programme}
          status={status}
          onStatus={(next) => rewrite(`/clarifications${query({ status: next })}`)}
        />
      )}
    </>
  )
}

interface ListProps {
  programme: Programme
  status: Status
  onStatus: (status: Status) => void
}

function ListOf({ programme, status, onStatus }: ListProps) {
  const { say } = useLanguage()
  const loaded = useLoad<List<WireClarification>>(`/clarifications${query({ programme: programme.id })}`)
  const [deciding, setDeciding] = useState<{ on: WireClarification; decision: Decision }>()
  const decide = async (reason: string) => {
    if (!deciding) return
    const { on, decision } = deciding
    const body = { version: on.version, decision, ...(reason ? { reason } : {}) }
    await send('POST', `/clarifications/${on.id}/decision`, body)
    setDeciding(undefined)
    tellDone(say(`clarification.${decision}-done`))
    await loaded.reload()
  }
  return (
    <Shown of={loaded}>
      {({ items }) => {
        const shown = items.filter((one) => one.status === status)
        const count = (one: Status) => items.filter((item) => item.status === one).length
        return (
          <>
            <Switch
              label={say('clarification.statuses')}
              value={status}
              onChange={onStatus}
              tabs={STATUSES.map((one) => ({
                value: one,
                label: say('clarification.status-n', { status: say(`clarification.${one}`), n: count(one) }),
              }))}
            />
            {shown.length === 0 && <Empty title={say(`clarification.none-${status}`)} />}
            <ul className="cards">
              {shown.map((one) => (
                <Card
                  key={one.id}
                  one={one}
                  programme={programme}
                  onDecide={(decision) => setDeciding({ on: one, decision })}
                />
              ))}
            </ul>
            {deciding && (
              <DecideDialog
                decision={deciding.decision}
                of={deciding.on}
                onDecide={decide}
                onClose={() => setDeciding(undefined)}
              />
            )}
          </>
        )
      }}
    </Shown>
  )
}

interface CardProps {
  one: WireClarification
  programme: Programme
  onDecide: (decision: Decision) => void
}

function Card({ one, programme, onDecide }: CardProps) {
  const { say, code } = useLanguage()
  const [locale, words] =
    Object.entries(one.words).find(([language]) => language.split('-')[0] === code.split('-')[0]) ??
    Object.entries(one.words)[0] ??
    []
  const who = say('clarification.proposed-by', { name: one.proposedBy })
  return (
    <li className="card clarification">
      <p className="meta">
        {one.number !== null && <b>{say('clarification.number', { n: one.number })}</b>}
        <span>{who}</span>
        <When at={one.proposedAt} programme={programme.id} />
        {one.decidedBy && one.decidedAt && (
          <span>
            {say(`clarification.${one.status}-by`, { name: one.decidedBy })}{' '}
            <When at={one.decidedAt} programme={programme.id} />
          </span>
        )}
      </p>
      <h2 lang={locale}>{words?.question}</h2>
      {words && <PlainText lang={locale}>{words.answer}</PlainText>}
      {one.reason && <p className="remark">{say('entry.reason', { reason: one.reason })}</p>}
      <p className="meta">
        {one.clauses.length > 0 && (
          <span>{say('clarification.clauses-are', { clauses: one.clauses.join(', ') })}</span>
        )}
        {one.enquiries.length > 0 && (
          <span>{say('clarification.tells', { numbers: one.enquiries.join(', ') })}</span>
        )}
      </p>
      <p className="card-tools">
        {one.may.includes('decide') && (
          <>
            <Button type="primary" onClick={() => onDecide('publish')}>
              {say('clarification.publish')}
            </Button>
            <Button onClick={() => onDecide('decline')}>{say('clarification.decline')}</Button>
          </>
        )}
        {one.status === 'proposed' && !one.may.includes('decide') && (
          <span className="hint">{say('clarification.second')}</span>
        )}
        {one.may.includes('edit') && (
          <Button onClick={() => go(`/clarifications/${one.id}`)}>{say('edit')}</Button>
        )}
        {one.may.includes('withdraw') && (
          <Button danger onClick={() => onDecide('withdraw')}>
            {say('clarification.withdraw')}
          </Button>
        )}
        {one.status === 'published' && (
          <a
            href={`/clarifications/${encodeURIComponent(programme.id)}?lang=${code}#${one.number}`}
            target="_blank"
            rel="noopener"
          >
            {say('clarification.public')}
          </a>
        )}
      </p>
    </li>
  )
}
