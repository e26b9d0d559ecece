import { useLayoutEffect, useRef } from 'preact/hooks'
import { openQuestion } from '../questions.ts'
import type { Item } from '../types.ts'
import { useSurroundings } from './context.ts'
import { Message } from './message.tsx'

/** The conversation, announced as it grows. */
export function Log() {
  const { assistant, say, locale } = useSurroundings()
  const { items, started } = assistant.state
  const box = useRef<HTMLDivElement>(null)
  const open = openQuestion(items)
  const waiting = items.some((item) => item.delivery === 'sending')
  useFollowing(box, items)
  return (
    <div
      class="log"
      role="log"
      aria-live="polite"
      aria-relevant="additions"
      aria-label={say('conversation')}
      aria-busy={!started}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      ref={box}
    >
      {!started && items.length === 0 && <p class="starting">{say('starting')}</p>}
      {items.map((item) => (
        <Message
          key={item.key}
          item={item}
          locale={locale}
          open={item.key === open.card}
          current={item.key === open.choices}
        />
      ))}
      {waiting && (
        <p class="thinking">
          <i />
          <i />
          <i />
          <span class="hidden">{say('thinking')}</span>
        </p>
      )}
    </div>
  )
}

// Shows the beginning of what is new: a card that does not fit is read from its top, not from its button.
function useFollowing(box: { current: HTMLDivElement | null }, items: readonly Item[]): void {
  const seen = useRef(new Set<string>())
  useLayoutEffect(() => {
    const fresh = items.filter((item) => !seen.current.has(item.key))
    for (const item of fresh) seen.current.add(item.key)
    const log = box.current
    // what cannot be sent grows a line, under a notice that takes its place from the conversation
    const first = fresh[0] ?? items.findLast(({ delivery }) => delivery === 'waiting')
    if (!log || !first) return
    const refocus = hadFocusInCard(log)
    const target = fresh.find((item) => item.reply?.form) ?? first
    bringUp(log, target, fresh.length === items.length && !target.reply?.form)
    if (refocus && target.from === 'bot') elementOf(log, target.key)?.focus({ preventScroll: true })
  }, [items])
}

function bringUp(log: HTMLElement, target: Item, wholeHistory: boolean): void {
  const element = elementOf(log, target.key)
  if (!element) return
  const top = element.offsetTop - 12
  const fits = log.scrollHeight - top <= log.clientHeight
  log.scrollTop = fits || (wholeHistory && log.childElementCount > 3) ? log.scrollHeight : top
}

function elementOf(log: HTMLElement, key: string): HTMLElement | null {
  return log.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
}

// When the card that held the focus has gone, the focus falls to nowhere; the next message takes it.
function hadFocusInCard(log: HTMLElement): boolean {
  const root = log.getRootNode() as ShadowRoot
  return root.activeElement === null && document.activeElement === document.body
}
