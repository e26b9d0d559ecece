import { useMemo } from 'react'
import { useSay } from '../data/words.tsx'
import { diffText, type Stretch } from './diff-text.ts'

/** What an answer was and what it is now; what went and what came is struck out and underlined, and said in words. */
export function ChangedText({ was, is }: { was: string; is: string }) {
  const say = useSay()
  const stretches = useMemo(() => diffText(was, is), [was, is])
  return (
    <div className="changed-text">
      <p>
        <b>{say('case.was')}</b> <Version text={was} without="come" stretches={stretches} />
      </p>
      <p>
        <b>{say('case.is')}</b> <Version text={is} without="gone" stretches={stretches} />
      </p>
    </div>
  )
}

interface VersionProps {
  text: string
  without: Stretch['kind']
  stretches: Stretch[]
}

function Version({ text, without, stretches }: VersionProps) {
  const say = useSay()
  if (text === '') return <span className="none">{say('case.blank')}</span>
  const seen = stretches.filter(({ kind }) => kind !== without)
  return (
    <span className="plain-text">
      {seen.map(({ kind, text }, at) =>
        kind === 'gone' ? <del key={at}>{text}</del> : kind === 'come' ? <ins key={at}>{text}</ins> : text,
      )}
    </span>
  )
}
