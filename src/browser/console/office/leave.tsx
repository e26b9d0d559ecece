import { Button, Input } from 'antd'
import { useState } from 'react'
import { useLoad } from '../data/cache.ts'
import { send } from '../data/client.ts'
import { useDesk } from '../data/desk.tsx'
import { dayOf, houseNow, isoDay } from '../data/times.ts'
import type { List, Officer } from '../data/wire.ts'
import { useLanguage } from '../data/words.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Choose, Field } from '../parts/field.tsx'
import { Shown } from '../parts/states.tsx'
import { tellDone } from '../parts/toast.tsx'
import { useTitle } from '../shell/title.ts'

/** Who is away, until when, and who stands in. */
export default function Leave() {
  const { say } = useLanguage()
  const { me } = useDesk()
  const officers = useLoad<List<Officer>>('/officers')
  const [editing, setEditing] = useState<Officer>()
  useTitle(say('room.leave'))
  const end = async (officer: Officer) => {
    await send('PUT', `/officers/${officer.id}/leave`, null)
    tellDone(say('leave.ended'))
    await officers.reload()
  }
  return (
    <>
      <h1>{say('room.leave')}</h1>
      <p className="page-about">{say('leave.about')}</p>
      <Shown of={officers}>
        {({ items }) => (
          <ul className="people">
            {[...items]
              .filter(({ active }) => active)
              .sort((a, b) => Number(b.id === me.id) - Number(a.id === me.id))
              .map((officer) => (
                <Person
                  key={officer.id}
                  officer={officer}
                  all={items}
                  onEdit={() => setEditing(officer)}
                  onEnd={() => end(officer)}
                />
              ))}
          </ul>
        )}
      </Shown>
      {editing && (
        <LeaveDialog
          officer={editing}
          all={officers.data?.items ?? []}
          onSaved={async () => {
            setEditing(undefined)
            tellDone(say('leave.saved'))
            await officers.reload()
          }}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  )
}

interface PersonProps {
  officer: Officer
  all: Officer[]
  onEdit: () => void
  onEnd: () => Promise<void>
}

function Person({ officer, all, onEdit, onEnd }: PersonProps) {
  const { say, code } = useLanguage()
  const { me, zone } = useDesk()
  const { leave } = officer
  const mayChange = officer.id === me.id || me.may.anyonesLeave
  const deputy = all.find(({ id }) => id === leave?.deputy)?.name
  const name = officer.id === me.id ? say('holder.me', { name: officer.name }) : officer.name
  return (
    <li className="person">
      <div>
        <b>{name}</b>
        <small>{say('leave.open', { n: officer.open })}</small>
      </div>
      <div className={leave ? 'away' : 'present'}>
        {leave
          ? say('leave.from-to', {
              from: dayOf(leave.from, code, zone),
              // the last day is the one that the end still belongs to
              to: dayOf(Date.parse(leave.until) - 1, code, zone),
            })
          : say('leave.none')}
        {leave && <small>{deputy ? say('holder.deputy', { name: deputy }) : say('leave.no-deputy')}</small>}
      </div>
      {mayChange && (
        <p className="card-tools">
          <Button aria-label={say('leave.set-of', { name: officer.name })} onClick={onEdit}>
            {say(leave ? 'edit' : 'leave.set')}
          </Button>
          {leave && (
            <Button aria-label={say('leave.end-of', { name: officer.name })} onClick={onEnd}>
              {say('leave.end')}
            </Button>
          )}
        </p>
      )}
    </li>
  )
}

interface LeaveDialogProps {
  officer: Officer
  all: Officer[]
  onSaved: () => Promise<void>
  onClose: () => void
}

function LeaveDialog({ officer, all, onSaved, onClose }: LeaveDialogProps) {
  const { say } = useLanguage()
  const { zone } = useDesk()
  const today = isoDay(houseNow(), zone)
  const { leave } = officer
  const [from, setFrom] = useState(leave ? isoDay(leave.from, zone) : today)
  const [to, setTo] = useState(leave ? isoDay(Date.parse(leave.until) - 1, zone) : today)
  const [deputy, setDeputy] = useState(leave?.deputy ?? '')
  const wrongOrder = from !== '' && to !== '' && to < from
  const others = all.filter(({ id, active }) => active && id !== officer.id)
  const save = async () => {
    await send('PUT', `/officers/${officer.id}/leave`, { from, to, deputy: deputy || null })
    await onSaved()
  }
  return (
    <Dialog
      title={say('leave.set-of', { name: officer.name })}
      doIt={say('save')}
      ready={from !== '' && to !== '' && !wrongOrder}
      onDo={save}
      onClose={onClose}
    >
      <p className="dialog-about">{say('leave.dialog-about')}</p>
      <div className="side-by-side">
        <Field label={say('leave.first-day')}>
          <Input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </Field>
        <Field label={say('leave.last-day')} error={wrongOrder ? say('leave.wrong-order') : undefined}>
          <Input type="date" value={to} onChange={(event) => setTo(event.target.value)} />
        </Field>
      </div>
      <Field label={say('leave.deputy')} hint={say('leave.deputy-hint')}>
        <Choose
          value={deputy}
          none={say('leave.no-deputy')}
          onChange={setDeputy}
          options={others.map(({ id, name, leave: theirs }) => ({
            value: id,
            label: theirs ? say('act.away', { name }) : name,
          }))}
        />
      </Field>
    </Dialog>
  )
}
