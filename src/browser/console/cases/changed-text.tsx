import { useSay } from '../data/words.tsx'

/** What an answer was and what it is now; what went and what came is struck out and underlined, and said in words. */
export function ChangedText({ was, is }: { was: string; is: string }) {
  const say = useSay()
  const { head, gone, come, tail } = partsOf(was, is)
  const blank = <span className="none">{say('case.blank')}</span>
  return (
    <div className="changed-text">
      <p>
        <b>{say('case.was')}</b>{' '}
        <span className="plain-text">{was === '' ? blank : [head, <del key="gone">{gone}</del>, tail]}</span>
      </p>
      <p>
        <b>{say('case.is')}</b>{' '}
        <span className="plain-text">{is === '' ? blank : [head, <ins key="come">{come}</ins>, tail]}</span>
      </p>
    </div>
  )
}

/** What both have at the beginning and at the end, and what lies between in each. */
export function partsOf(was: string, is: string) {
  const [before, after] = [[...was], [...is]]
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  const middle = (all: string[]) => all.slice(start, all.length - end).join('')
  return {
    head: before.slice(0, start).join(''),
    gone: middle(before),
    come: middle(after),
    tail: before.slice(before.length - end).join(''),
  }
}
