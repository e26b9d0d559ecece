import { useEffect, useRef } from 'react'
import { go } from '../data/router.tsx'
import { useSay } from '../data/words.tsx'
import { Dialog } from '../parts/dialog.tsx'

/** key → the word that tells what it does */
const KEYS: readonly (readonly [string, string])[] = [
  ['?', 'shortcuts.help'],
  ['g i', 'shortcuts.inbox'],
  ['g a', 'shortcuts.applications'],
  ['g p', 'shortcuts.projects'],
  ['g b', 'shortcuts.board'],
  ['g c', 'shortcuts.clarifications'],
  ['/', 'shortcuts.search'],
  ['j / k', 'shortcuts.rows'],
  ['x', 'shortcuts.select'],
  ['r', 'shortcuts.answer'],
  ['n', 'shortcuts.note'],
  ['Ctrl + Enter', 'shortcuts.send'],
  ['Esc', 'shortcuts.leave'],
]

/** Calls what a key stands for, unless somebody is writing or a dialog is open. */
export function useKeys(keys: Record<string, () => void>): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
      const then = latest.current[event.key]
      if (!then || document.querySelector('[role=dialog]')) return
      event.preventDefault()
      then()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [])
}

const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]')

/** The keys that work on every screen. */
export function useShortcuts(help: () => void): void {
  const waiting = useRef(0)
  const after = (then: () => void) => () => {
    if (performance.now() - waiting.current < 1500) then()
    waiting.current = 0
  }
  useKeys({
    '?': help,
    g: () => {
      waiting.current = performance.now()
    },
    i: after(() => go('')),
    a: after(() => go('/applications')),
    p: after(() => go('/projects')),
    b: after(() => go('/board')),
    c: after(() => go('/clarifications')),
  })
}

export function ShortcutList({ onClose }: { onClose: () => void }) {
  const say = useSay()
  return (
    <Dialog title={say('shortcuts.title')} onClose={onClose}>
      <dl className="shortcuts">
        {KEYS.map(([key, word]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{say(word)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
