import { Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useSay } from '../data/words.tsx'
import { Icon } from './icon.tsx'

interface SearchProps {
  label: string
  value: string
  onChange: (q: string) => void
}

/** Looks while it is typed, but not in the middle of a word that an input method still composes. */
export function Search({ label, value, onChange }: SearchProps) {
  const say = useSay()
  const [text, setText] = useState(value)
  const composing = useRef(false)
  const timer = useRef(0)
  useEffect(() => setText(value), [value])
  const look = (next: string) => {
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => onChange(next.trim()), 300)
  }
  return (
    <Input
      className="search"
      type="text"
      role="searchbox"
      aria-label={label}
      placeholder={label}
      value={text}
      // a place of its own even when empty: else the field would be made anew while somebody types
      suffix={
        text ? (
          <button
            type="button"
            className="clear"
            aria-label={say('filter.clear-search')}
            onClick={() => {
              setText('')
              onChange('')
            }}
          >
            <Icon name="close" />
          </button>
        ) : (
          <span />
        )
      }
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={(event) => {
        composing.current = false
        look(event.currentTarget.value)
      }}
      onChange={(event) => {
        setText(event.target.value)
        if (!composing.current) look(event.target.value)
      }}
    />
  )
}
