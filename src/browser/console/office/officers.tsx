import { Button } from 'antd'
import { useState } from 'react'
import { asRefused, useLoad } from '../data/cache.ts'
import { type Refused, send } from '../data/client.ts'
import { useDesk } from '../data/desk.tsx'
import type { List, Officer, OneTimeLink } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Failed, NoScreen, Shown } from '../parts/states.tsx'
import { tellDone } from '../parts/toast.tsx'
import { useTitle } from '../shell/title.ts'
import { LinkDialog } from './link-dialog.tsx'
import { grantInWords, OfficerDialog } from './officer-dialog.tsx'

type Open =
  | { kind: 'edit'; officer?: Officer }
  | { kind: 'withdraw'; officer: Officer }
  | { kind: 'link'; link: OneTimeLink; name: string }

/** Accounts and what each may do. */
export default function Officers() {
  const say = useSay()
  const { me } = useDesk()
  const officers = useLoad<List<Officer>>(me.may.officers ? '/officers' : null)
  const [open, setOpen] = useState<Open>()
  const [error, setError] = useState<Refused>()
  useTitle(say('room.officers'))
  if (!me.may.officers) return <NoScreen why="forbidden" />
  const change = async (officer: Officer, active: boolean) => {
    await send('PATCH', `/officers/${officer.id}`, { active })
    setOpen(undefined)
    tellDone(say(active ? 'officers.restored' : 'officers.withdrawn'))
    await officers.reload()
  }
  const makeLink = async (officer: Officer) => {
    const link = await send<OneTimeLink>('POST', `/officers/${officer.id}/link`, {})
    setOpen({ kind: 'link', link, name: officer.name })
  }
  const attempt = (what: Promise<unknown>) => {
    setError(undefined)
    what.catch((failure) => setError(asRefused(failure)))
  }
  return (
    <>
      <div className="page-head">
        <h1>{say('room.officers')}</h1>
        <Button type="primary" onClick={() => setOpen({ kind: 'edit' })}>
          {say('officers.add')}
        </Button>
      </div>
      <p className="page-about">{say('officers.about')}</p>
      {error && <Failed error={error} />}
      <Shown of={officers}>
        {({ items }) => (
          <ul className="people officers">
            {items.map((officer) => (
              <Account
                key={officer.id}
                officer={officer}
                onEdit={() => setOpen({ kind: 'edit', officer })}
                onLink={() => attempt(makeLink(officer))}
                onWithdraw={() => setOpen({ kind: 'withdraw', officer })}
                onRestore={() => attempt(change(officer, true))}
              />
            ))}
          </ul>
        )}
      </Shown>
      {open?.kind === 'edit' && (
        <OfficerDialog
          officer={open.officer}
          onSaved={async (link, name) => {
            tellDone(say('officers.saved'))
            setOpen(link ? { kind: 'link', link, name } : undefined)
            await officers.reload()
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open?.kind === 'withdraw' && (
        <Dialog
          danger
          title={say('officers.withdraw-of', { name: open.officer.name })}
          doIt={say('officers.withdraw')}
          onDo={() => change(open.officer, false)}
          onClose={() => setOpen(undefined)}
        >
          <p>{say('officers.withdraw-about', { n: open.officer.open })}</p>
        </Dialog>
      )}
      {open?.kind === 'link' && (
        <LinkDialog link={open.link} name={open.name} onClose={() => setOpen(undefined)} />
      )}
    </>
  )
}

interface AccountProps {
  officer: Officer
  onEdit: () => void
  onLink: () => void
  onWithdraw: () => void
  onRestore: () => void
}

function Account({ officer, onEdit, onLink, onWithdraw, onRestore }: AccountProps) {
  const say = useSay()
  const { name } = officer
  const desk = useDesk()
  return (
    <li className={`person${officer.active ? '' : ' inactive'}`}>
      <div>
        <b>{name}</b>
        <small>{officer.email}</small>
        {!officer.active && <span className="status closed">{say('officers.inactive')}</span>}
      </div>
      <div>
        <ul className="grants">
          {officer.grants.map((grant) => (
            <li key={JSON.stringify(grant)}>{grantInWords(grant, desk, say)}</li>
          ))}
          {officer.grants.length === 0 && <li>{say('officers.no-grants')}</li>}
        </ul>
        <small>
          {officer.channels.length > 0
            ? say('officers.channels', {
                channels: officer.channels.map((one) => say(`channel.${one}`)).join(' · '),
              })
            : say('officers.no-channels')}
        </small>
      </div>
      <p className="card-tools">
        {officer.active ? (
          <>
            <Button aria-label={say('edit-of', { name })} onClick={onEdit}>
              {say('edit')}
            </Button>
            <Button aria-label={say('officers.link-of', { name })} onClick={onLink}>
              {say('officers.link')}
            </Button>
            {officer.id !== desk.me.id && (
              <Button danger aria-label={say('officers.withdraw-of', { name })} onClick={onWithdraw}>
                {say('officers.withdraw')}
              </Button>
            )}
          </>
        ) : (
          <Button aria-label={say('officers.restore-of', { name })} onClick={onRestore}>
            {say('officers.restore')}
          </Button>
        )}
      </p>
    </li>
  )
}
