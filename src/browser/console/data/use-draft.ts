import { useEffect, useState } from 'react'

/** What is being written, kept in this window until it is sent, so that no way out loses it. */
export function useDraft(key: string): [string, (text: string) => void] {
  const [draft, setDraft] = useState({ key, text: sessionStorage.getItem(key) ?? '' })
  const current = draft.key === key ? draft : { key, text: sessionStorage.getItem(key) ?? '' }
  useEffect(() => {
    if (draft.key !== key) setDraft({ key, text: sessionStorage.getItem(key) ?? '' })
  }, [draft.key, key])
  const change = (text: string) => {
    if (text === '') sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, text)
    setDraft({ key, text })
  }
  return [current.text, change]
}
