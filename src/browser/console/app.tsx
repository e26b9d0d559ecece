import { ConfigProvider } from 'antd'
import en from 'antd/locale/en_US'
import zh from 'antd/locale/zh_CN'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { forgetAll, useLoad } from './data/cache.ts'
import { send, speak, whenSignedOut } from './data/client.ts'
import { DeskContext, deskOf } from './data/desk.tsx'
import { usePlace } from './data/router.tsx'
import { setClock } from './data/times.ts'
import type { Me } from './data/wire.ts'
import {
  firstLanguage,
  type Language,
  LanguageContext,
  nearest,
  rememberLanguage,
  useLanguage,
  wordsFor,
} from './data/words.tsx'
import { Failed, Loading } from './parts/states.tsx'
import { Toast } from './parts/toast.tsx'
import { Shell } from './shell/shell.tsx'
import { Enter } from './sign-in/enter.tsx'
import { SignIn } from './sign-in/sign-in.tsx'
import { theme } from './theme.ts'

/** The whole console: the language, then who is signed in, then the screen that the address names. */
export function App() {
  const [code, setCode] = useState(firstLanguage)
  const change = useCallback((next: string) => {
    rememberLanguage(nearest(next))
    setCode(nearest(next))
  }, [])
  speak(code)
  useEffect(() => {
    document.documentElement.lang = code
  }, [code])
  const language: Language = useMemo(() => ({ code, say: wordsFor(code), change }), [code, change])
  return (
    <ConfigProvider locale={code === 'en' ? en : zh} theme={theme} button={{ autoInsertSpace: false }}>
      <LanguageContext value={language}>
        <Door />
        <Toast />
      </LanguageContext>
    </ConfigProvider>
  )
}

/** Shows the way in to whoever is not signed in. */
function Door() {
  const { parts } = usePlace()
  return parts[0] === 'enter' ? <Enter /> : <Inside />
}

function Inside() {
  const me = useLoad<Me>('/me')
  const [isOut, setOut] = useState(false)
  const language = useLanguageOf(me.data)
  useEffect(() => {
    whenSignedOut(() => {
      forgetAll()
      setOut(true)
    })
  }, [])
  const desk = useMemo(() => me.data && deskOf(me.data), [me.data])
  if (isOut || me.error?.status === 401) return <SignIn />
  if (desk)
    return (
      <DeskContext value={desk}>
        <Shell onLanguage={language} />
      </DeskContext>
    )
  return (
    <main className="door">{me.error ? <Failed error={me.error} again={me.reload} /> : <Loading />}</main>
  )
}

/** The officer's own language comes with the account; choosing another is told to the account. */
function useLanguageOf(me: Me | undefined): (code: string) => void {
  const [code, setCode] = useState<string>()
  if (me && code === undefined) {
    setClock(me.now)
    setCode(me.locale)
  }
  return useChangeLanguage(code)
}

function useChangeLanguage(own: string | undefined): (code: string) => void {
  const { change } = useLanguage()
  useEffect(() => {
    if (own) change(own)
  }, [own, change])
  return useCallback(
    (next: string) => {
      change(next)
      // the screen has changed already; the account hears of it when it can
      send('PATCH', '/me', { locale: next }).catch(() => {})
    },
    [change],
  )
}
