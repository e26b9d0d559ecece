import type { ReactNode } from 'react'

const ADDRESS = /https?:\/\/[^\s<>"\u3002\uff0c\uff1b\uff09\u300d\u300b]+/g

/** What a person wrote: plain text with its line breaks. An address in it can be copied; it is no link to be followed blindly. */
export function PlainText({ children, lang }: { children: string; lang?: string }) {
  return (
    <div className="plain-text" lang={lang}>
      {withAddresses(children)}
    </div>
  )
}

function withAddresses(text: string): ReactNode[] {
  const parts: ReactNode[] = []
  let from = 0
  for (const match of text.matchAll(ADDRESS)) {
    parts.push(text.slice(from, match.index))
    parts.push(<code key={match.index}>{match[0]}</code>)
    from = match.index + match[0].length
  }
  return [...parts, text.slice(from)]
}
