import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks'
import type { Assistant } from '../assistant.ts'
import { learn, wordsOf } from '../words.ts'
import { Provider, surroundingsOf, useSurroundings } from './context.ts'
import { Icon } from './icons.tsx'
import { Window, type WindowProps } from './window.tsx'

export interface RootProps {
  assistant: Assistant
  server: string
  mode: 'page' | 'panel'
  large: boolean
  onLarge: (large: boolean) => void
}

/** The whole widget in either of its layouts. */
export function Root({ assistant, server, mode, large, onLarge }: RootProps) {
  const [turn, draw] = useReducer<number, void>((n) => n + 1, 0)
  useLayoutEffect(() => assistant.subscribe(() => draw()), [assistant])
  const { locale } = assistant.state
  useEffect(() => learn(locale, server, draw), [locale])
  const surroundings = useMemo(() => surroundingsOf(assistant, server), [assistant, locale, wordsOf(locale)])
  const Layout = mode === 'page' ? Page : Panel
  return (
    <Provider value={surroundings}>
      <div class={`root ${mode}${large ? ' large' : ''}`} lang={surroundings.locale}>
        <Layout large={large} onLarge={onLarge} turn={turn} />
      </div>
    </Provider>
  )
}

// `turn` only makes the layouts draw again when the conversation has changed.
type LayoutProps = WindowProps & { turn: number }

function Page({ large, onLarge }: LayoutProps) {
  const { assistant } = useSurroundings()
  useEffect(() => void assistant.start(), [assistant])
  return (
    <section class="frame" aria-labelledby="title">
      <Window large={large} onLarge={onLarge} />
    </section>
  )
}

const NARROW = '(max-width: 480px)'

function Panel({ large, onLarge }: LayoutProps) {
  const { assistant, say } = useSurroundings()
  const [open, setOpen] = useState(false)
  const dialog = useRef<HTMLDialogElement>(null)
  const launcher = useRef<HTMLButtonElement>(null)
  const show = () => {
    setOpen(true)
    void assistant.start()
    // On a small screen the panel covers the page, so the page must not be reachable behind it.
    if (matchMedia(NARROW).matches) dialog.current?.showModal()
    else dialog.current?.show()
  }
  useLayoutEffect(() => {
    if (open) dialog.current?.querySelector<HTMLElement>('#words')?.focus()
  }, [open])
  const close = () => {
    dialog.current?.close()
    setOpen(false)
    launcher.current?.focus()
  }
  return (
    <>
      <button
        type="button"
        class="launcher"
        ref={launcher}
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={open ? close : show}
      >
        <Icon name="chat" />
        <span>{say(open ? 'close' : 'title')}</span>
      </button>
      <dialog
        class="frame"
        ref={dialog}
        aria-labelledby="title"
        onCancel={(event) => {
          event.preventDefault()
          close()
        }}
      >
        {open && <Window large={large} onLarge={onLarge} onClose={close} />}
      </dialog>
    </>
  )
}
