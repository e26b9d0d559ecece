import { useEffect, useSyncExternalStore } from 'react'

let said: { text: string; at: number } = { text: '', at: 0 }
const hearers = new Set<() => void>()

/** Says in passing that something was done; read out once, gone after a while. */
export function tellDone(text: string): void {
  said = { text, at: said.at + 1 }
  for (const one of hearers) one()
}

const subscribe = (then: () => void) => {
  hearers.add(then)
  return () => {
    hearers.delete(then)
  }
}

const STAYS = 5000

/** Where it is said. */
export function Toast() {
  const { text, at } = useSyncExternalStore(subscribe, () => said)
  // a later message starts the time anew, even with the same words
  useEffect(() => {
    if (text === '') return
    const timer = setTimeout(() => tellDone(''), STAYS)
    return () => clearTimeout(timer)
  }, [text, at])
  return (
    <div className="toast" role="status">
      {text && <p>{text}</p>}
    </div>
  )
}
