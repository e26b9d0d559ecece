import { useRef, useState } from 'preact/hooks'
import { Composer } from './composer.tsx'
import { useSurroundings } from './context.ts'
import { Icon } from './icons.tsx'
import { Log } from './log.tsx'
import { Menu } from './menu.tsx'

export interface WindowProps {
  large: boolean
  onLarge: (large: boolean) => void
  /** absent where there is nothing to close */
  onClose?: () => void
}

/** Title bar, conversation and composer. */
export function Window({ large, onLarge, onClose }: WindowProps) {
  const [menu, setMenu] = useState(false)
  const toggle = useRef<HTMLButtonElement>(null)
  const closeMenu = () => {
    setMenu(false)
    toggle.current?.focus()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing || (!menu && !onClose)) return
    event.preventDefault()
    event.stopPropagation()
    if (menu) closeMenu()
    else onClose?.()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what is open, wherever the focus is inside
    <div class="window" onKeyDown={onKey}>
      <Bar menu={menu} toggle={toggle} onMenu={() => setMenu(!menu)} onClose={onClose} />
      <Notice />
      {menu && <Menu large={large} onLarge={onLarge} onDone={closeMenu} />}
      <Log />
      <Composer />
    </div>
  )
}

function Bar(props: {
  menu: boolean
  toggle: { current: HTMLButtonElement | null }
  onMenu: () => void
  onClose: (() => void) | undefined
}) {
  const { say } = useSurroundings()
  const menuWords = say(props.menu ? 'close-menu' : 'menu')
  return (
    <header class="bar">
      <h2 id="title">{say(props.onClose ? 'title' : 'conversation')}</h2>
      <button
        type="button"
        class="round"
        ref={props.toggle}
        aria-expanded={props.menu}
        aria-controls={props.menu ? 'menu' : undefined}
        aria-label={menuWords}
        title={menuWords}
        onClick={props.onMenu}
      >
        <Icon name={props.menu ? 'close' : 'menu'} />
      </button>
      {props.onClose && (
        <button
          type="button"
          class="round"
          aria-label={say('close')}
          title={say('close')}
          onClick={props.onClose}
        >
          <Icon name="fold" />
        </button>
      )}
    </header>
  )
}

function Notice() {
  const { assistant, say, server } = useSurroundings()
  const { trouble } = assistant.state
  return (
    <div role="status">
      {trouble && (
        <div class="notice">
          <Icon name="alert" />
          <p>{say(trouble, { server })}</p>
          {trouble === 'lost' && (
            <button type="button" class="switch" onClick={() => void assistant.startOver()}>
              {say('start-over')}
            </button>
          )}
        </div>
      )}
    </div>
  )
}
