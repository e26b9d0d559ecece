import { Button } from 'antd'
import { useState } from 'react'
import { asRefused } from '../data/cache.ts'
import { type Refused, send } from '../data/client.ts'
import { Link, usePlace } from '../data/router.tsx'
import { useSay } from '../data/words.tsx'
import { Failed } from '../parts/states.tsx'
import { useTitle } from '../shell/title.ts'
import { DoorPage } from './sign-in.tsx'

/** Where a one-time link leads: only the button spends it, so that whatever opens links unasked cannot. */
export function Enter() {
  const say = useSay()
  const ticket = usePlace().search.get('ticket') ?? location.hash.replace(/^#(ticket=)?/, '')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Refused>()
  useTitle(say('enter.title'))
  const enter = async () => {
    setBusy(true)
    setError(undefined)
    try {
      await send('POST', '/enter', { ticket })
      location.replace('/desk')
    } catch (failure) {
      setError(asRefused(failure))
      setBusy(false)
    }
  }
  const spent = error?.status === 401 || error?.status === 400 || ticket === ''
  return (
    <DoorPage title={say('enter.title')}>
      {spent ? (
        <div role="alert">
          <p>{say('enter.spent')}</p>
          <p>
            <Link to="">{say('enter.another')}</Link>
          </p>
        </div>
      ) : (
        <>
          {error && <Failed error={error} />}
          <p>{say('enter.about')}</p>
          <Button type="primary" size="large" block loading={busy} onClick={enter}>
            {say('enter.go')}
          </Button>
        </>
      )}
    </DoorPage>
  )
}
