import { Button, Input } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import { asRefused, useLoad } from '../data/cache.ts'
import { type Refused, send } from '../data/client.ts'
import type { Ways } from '../data/wire.ts'
import { languages, useLanguage } from '../data/words.tsx'
import { Field } from '../parts/field.tsx'
import { Failed, Shown } from '../parts/states.tsx'
import { useTitle } from '../shell/title.ts'

/** The ways in that this house offers. */
export function SignIn() {
  const { say } = useLanguage()
  const ways = useLoad<Ways>('/sign-in')
  useTitle(say('sign-in.title'))
  return (
    <DoorPage title={say('sign-in.title')}>
      <Shown of={ways}>
        {({ oidc, mail }) => (
          <>
            {oidc && (
              <Button type="primary" size="large" block href="/api/desk/oidc">
                {say('sign-in.with', { name: oidc })}
              </Button>
            )}
            {oidc && mail && <p className="or">{say('sign-in.or')}</p>}
            {mail && <MailLink />}
            {!oidc && !mail && <p className="no-way">{say('sign-in.no-way')}</p>}
          </>
        )}
      </Shown>
    </DoorPage>
  )
}

function MailLink() {
  const { say } = useLanguage()
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState(false)
  const [error, setError] = useState<Refused>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setError(undefined)
    try {
      await send('POST', '/sign-in', { email })
      setSent(true)
    } catch (failure) {
      setError(asRefused(failure))
    }
  }
  if (sent)
    return (
      <p className="sent" role="status">
        {say('sign-in.sent', { email })}
      </p>
    )
  return (
    <form onSubmit={submit}>
      {error && <Failed error={error} />}
      <Field label={say('sign-in.email')} hint={say('sign-in.email-hint')}>
        <Input
          type="email"
          size="large"
          required
          autoComplete="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Button size="large" block htmlType="submit">
        {say('sign-in.send')}
      </Button>
    </form>
  )
}

/** The frame of the pages in front of the console. */
export function DoorPage({ title, children }: { title: string; children: ReactNode }) {
  const { say, code, change } = useLanguage()
  return (
    <main className="door">
      <div className="door-card">
        <p className="brand">
          <span className="seal" aria-hidden="true" lang="zh-CN">
            {say('brand.mark')}
          </span>
          {say('brand.name')}
        </p>
        <h1>{title}</h1>
        {children}
      </div>
      <p className="door-languages">
        {languages.map((one) => (
          <button
            key={one.code}
            type="button"
            lang={one.code}
            aria-pressed={one.code === code}
            onClick={() => change(one.code)}
          >
            {one.name}
          </button>
        ))}
      </p>
    </main>
  )
}
