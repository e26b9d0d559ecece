import { Button } from 'antd'
import { useState } from 'react'
import { asRefused, useLoad } from '../data/cache.ts'
import { type Refused, send } from '../data/client.ts'
import { useDesk } from '../data/desk.tsx'
import { houseNow, useNow } from '../data/times.ts'
import type { BindingCode, Me } from '../data/wire.ts'
import { languages, useLanguage } from '../data/words.tsx'
import { Choose, Field } from '../parts/field.tsx'
import { Failed } from '../parts/states.tsx'
import { tellDone } from '../parts/toast.tsx'
import { useTitle } from '../shell/title.ts'
import { grantInWords } from './officer-dialog.tsx'

/** The officer's own account: language, what one may do, and the chats that are bound to it. */
export default function Account({ onLanguage }: { onLanguage: (code: string) => void }) {
  const { say, code } = useLanguage()
  const desk = useDesk()
  useTitle(say('room.account'))
  return (
    <div className="account">
      <h1>{say('room.account')}</h1>
      <dl className="facts">
        <div>
          <dt>{say('officers.name')}</dt>
          <dd>{desk.me.name}</dd>
        </div>
        <div>
          <dt>{say('officers.email')}</dt>
          <dd>{desk.me.email}</dd>
        </div>
        <div>
          <dt>{say('officers.grants')}</dt>
          <dd>
            {desk.me.grants.map((grant) => (
              <div key={JSON.stringify(grant)}>{grantInWords(grant, desk, say)}</div>
            ))}
          </dd>
        </div>
      </dl>
      <Field className="short" label={say('account.language')}>
        <Choose
          value={code}
          onChange={onLanguage}
          options={languages.map((one) => ({ value: one.code, label: one.name }))}
        />
      </Field>
      <Channels />
    </div>
  )
}

/** Chats and mailboxes where news arrive and from which one may answer. */
function Channels() {
  const { say } = useLanguage()
  const me = useLoad<Me>('/me')
  const [binding, setBinding] = useState<BindingCode>()
  const [error, setError] = useState<Refused>()
  const attempt = async (what: () => Promise<void>) => {
    setError(undefined)
    await what().catch((failure) => setError(asRefused(failure)))
  }
  const begin = () => attempt(async () => setBinding(await send<BindingCode>('POST', '/me/codes', {})))
  const unbind = (id: string) =>
    attempt(async () => {
      await send('DELETE', `/me/channels/${id}`)
      tellDone(say('account.unbound'))
      await me.reload()
    })
  const bindable = (me.data?.bindable ?? []).map((one) => say(`channel.${one}`)).join(' · ')
  return (
    <section>
      <h2>{say('account.channels')}</h2>
      <p className="page-about">{say('account.channels-about')}</p>
      {error && <Failed error={error} />}
      <ul className="people">
        {me.data?.channels.map((one) => (
          <li className="person" key={one.id}>
            <div>
              <b>{say(`channel.${one.channel}`)}</b>
              <small>{one.address}</small>
            </div>
            <p className="card-tools">
              <Button
                aria-label={say('account.unbind-of', {
                  name: `${say(`channel.${one.channel}`)} ${one.address}`,
                })}
                onClick={() => unbind(one.id)}
              >
                {say('account.unbind')}
              </Button>
            </p>
          </li>
        ))}
        {me.data?.channels.length === 0 && <li className="hint">{say('account.no-channels')}</li>}
      </ul>
      {bindable === '' ? (
        <p className="hint">{say('account.nothing-bindable')}</p>
      ) : (
        <Button onClick={begin}>{say('account.bind')}</Button>
      )}
      <div role="status">{binding && <Code binding={binding} channels={bindable} onAgain={begin} />}</div>
    </section>
  )
}

interface CodeProps {
  binding: BindingCode
  channels: string
  onAgain: () => void
}

function Code({ binding, channels, onAgain }: CodeProps) {
  const { say } = useLanguage()
  useNow()
  const minutes = Math.ceil((Date.parse(binding.expiresAt) - houseNow()) / 60_000)
  if (minutes <= 0)
    return (
      <p>
        {say('account.code-over')} <Button onClick={onAgain}>{say('account.code-again')}</Button>
      </p>
    )
  return (
    <div className="code-card">
      <p>{say('account.code-say', { channels })}</p>
      <p className="code">
        <code>/desk {binding.code}</code>
      </p>
      <p className="hint">{say('account.code-left', { n: minutes })}</p>
    </div>
  )
}
