import { Button, Drawer } from 'antd'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { forgetAll, refresh } from '../data/cache.ts'
import { send } from '../data/client.ts'
import { useDesk } from '../data/desk.tsx'
import { type LineState, listenToDesk } from '../data/events.ts'
import { hearing, isOfCase } from '../data/hearing.ts'
import { usePlace } from '../data/router.tsx'
import { exactly, houseNow } from '../data/times.ts'
import { useLanguage } from '../data/words.tsx'
import { Inbox } from '../inbox/inbox.tsx'
import { Icon } from '../parts/icon.tsx'
import { Loading, NoScreen } from '../parts/states.tsx'
import { Navigation } from './navigation.tsx'
import { ShortcutList, useShortcuts } from './shortcuts.tsx'

const Thread = lazy(() => import('../thread/thread.tsx'))
const Applications = lazy(() => import('../cases/applications.tsx'))
const Application = lazy(() => import('../cases/application.tsx'))
const Projects = lazy(() => import('../projects/projects.tsx'))
const Project = lazy(() => import('../projects/project.tsx'))
const BoardPage = lazy(() => import('../board/board.tsx'))
const ApprovePage = lazy(() => import('../board/approve.tsx'))
const PreScreenPage = lazy(() => import('../pre-screen/pre-screen.tsx'))
const Clarifications = lazy(() => import('../clarifications/clarifications.tsx'))
const Proposal = lazy(() => import('../clarifications/proposal.tsx'))
const CannedAnswers = lazy(() => import('../office/canned.tsx'))
const Leave = lazy(() => import('../office/leave.tsx'))
const UnansweredPage = lazy(() => import('../office/unanswered.tsx'))
const Figures = lazy(() => import('../office/figures.tsx'))
const Officers = lazy(() => import('../office/officers.tsx'))
const Account = lazy(() => import('../office/account.tsx'))

/** What is around every screen: where one is, where one can go, and whether the line to the server stands. */
export function Shell({ onLanguage }: { onLanguage: (code: string) => void }) {
  const { say } = useLanguage()
  const [menu, setMenu] = useState(false)
  const [help, setHelp] = useState(false)
  const line = useLine()
  useShortcuts(() => setHelp(true))
  const main = useFocusOnArrival(() => setMenu(false))
  const navigation = <Navigation onLanguage={onLanguage} onHelp={() => setHelp(true)} onSignOut={signOut} />
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {say('skip')}
      </a>
      <header className="phone-top">
        <Button type="text" icon={<Icon name="menu" />} aria-expanded={menu} onClick={() => setMenu(true)}>
          {say('menu')}
        </Button>
        <b>{say('brand.name')}</b>
      </header>
      <div className="side">{navigation}</div>
      <Drawer
        open={menu}
        placement="left"
        size={280}
        title={say('menu')}
        onClose={() => setMenu(false)}
        getContainer={overlays}
        closable={{ 'aria-label': say('close') }}
      >
        {navigation}
      </Drawer>
      <div className="page">
        <Notices line={line} />
        <main id="main" ref={main} tabIndex={-1}>
          <Suspense fallback={<Loading />}>
            <Screen onLanguage={onLanguage} />
          </Suspense>
        </main>
      </div>
      {help && <ShortcutList onClose={() => setHelp(false)} />}
    </div>
  )
}

const overlays = () => document.getElementById('overlays') ?? document.body

function Screen({ onLanguage }: { onLanguage: (code: string) => void }) {
  const { parts } = usePlace()
  const [room = '', id] = parts
  if (room === '') return <Inbox />
  if (room === 'enquiries' && id) return <Thread key={id} id={id} />
  if (room === 'applications') return id ? <Application key={id} id={id} /> : <Applications />
  if (room === 'projects') return id ? <Project key={id} id={id} /> : <Projects />
  if (room === 'board') return id === 'approve' ? <ApprovePage /> : <BoardPage />
  if (room === 'pre-screen') return <PreScreenPage />
  if (room === 'clarifications') return id ? <Proposal key={id} id={id} /> : <Clarifications />
  if (room === 'canned') return <CannedAnswers />
  if (room === 'leave') return <Leave />
  if (room === 'unanswered') return <UnansweredPage />
  if (room === 'figures') return <Figures />
  if (room === 'officers') return <Officers />
  if (room === 'account') return <Account onLanguage={onLanguage} />
  return <NoScreen why="missing" />
}

/** What holds for every screen just now: a clock that was set, a line that is lost. */
function Notices({ line }: { line: LineState }) {
  const { say, code } = useLanguage()
  const { me, zone } = useDesk()
  const time = exactly(new Date(houseNow()).toISOString(), code, zone, true)
  return (
    <>
      {me.demonstration && <p className="banner">{say('demonstration', { time })}</p>}
      <div role="status">{line === 'lost' && <p className="banner lost">{say('state.line-lost')}</p>}</div>
    </>
  )
}

async function signOut(): Promise<void> {
  const left = await send<{ location?: string } | undefined>('POST', '/sign-out').catch(() => undefined)
  forgetAll()
  location.assign(left?.location ?? '/desk')
}

/** Keeps the line to the server and passes on what it says. */
function useLine(): LineState {
  const [state, setState] = useState<LineState>('live')
  useEffect(() => {
    let lostTimer = 0
    const stop = listenToDesk(
      (event) => {
        if (event.clarification || (!event.enquiry && !isOfCase(event))) refresh('/clarifications')
        hearing.tell(event)
      },
      (next) => {
        window.clearTimeout(lostTimer)
        // a line that comes back at once is not worth a word
        if (next === 'lost') lostTimer = window.setTimeout(() => setState('lost'), 2500)
        else setState('live')
      },
    )
    return () => {
      window.clearTimeout(lostTimer)
      stop()
    }
  }, [])
  return state
}

/** After going to another screen the keyboard stands at its beginning. */
function useFocusOnArrival(then: () => void) {
  const { parts } = usePlace()
  const main = useRef<HTMLElement>(null)
  const where = parts.join('/')
  const last = useRef(where)
  useEffect(() => {
    if (last.current === where) return
    last.current = where
    then()
    main.current?.focus({ preventScroll: true })
  })
  return main
}
