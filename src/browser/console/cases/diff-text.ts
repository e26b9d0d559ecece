/** A stretch of text: in both versions, only in the earlier one, or only in the later one. */
export interface Stretch {
  kind: 'same' | 'gone' | 'come'
  text: string
}

/** Words and numbers whole, signs and characters one by one. */
const TOKENS = /[\p{Script=Latin}\p{N}.,]+|\s+|./gsu
/** Fewer characters than these in common between two changes are no help to the eye. */
const SHORTEST = 3
/** Above this, what is between the common beginning and end counts as changed altogether. */
const MOST = 4_000_000

/** What changed between two texts, in reading order. */
export function diffText(was: string, is: string): Stretch[] {
  const [before, after] = [was.match(TOKENS) ?? [], is.match(TOKENS) ?? []]
  const start = commonStart(before, after)
  const end = commonStart(before.slice(start).reverse(), after.slice(start).reverse())
  const middle = [before, after].map((all) => all.slice(start, all.length - end)) as [string[], string[]]
  const tail = before.slice(before.length - end)
  return tidy([...same(before.slice(0, start)), ...between(...middle), ...same(tail)])
}

const same = (tokens: string[]): Stretch[] => tokens.map((text) => ({ kind: 'same', text }))

function commonStart(a: readonly string[], b: readonly string[]): number {
  let n = 0
  while (n < a.length && n < b.length && a[n] === b[n]) n++
  return n
}

/** By the longest common subsequence. */
function between(a: string[], b: string[]): Stretch[] {
  const all = (kind: Stretch['kind'], tokens: string[]) => tokens.map((text): Stretch => ({ kind, text }))
  if (a.length === 0 || b.length === 0 || a.length * b.length > MOST)
    return [...all('gone', a), ...all('come', b)]
  const width = b.length + 1
  const lengths = new Uint32Array((a.length + 1) * width)
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const found: Stretch[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      found.push({ kind: 'same', text: a[i++] ?? '' })
      j++
    } else if (at(i + 1, j) >= at(i, j + 1)) found.push({ kind: 'gone', text: a[i++] ?? '' })
    else found.push({ kind: 'come', text: b[j++] ?? '' })
  }
  return [...found, ...all('gone', a.slice(i)), ...all('come', b.slice(j))]
}

/** Joins neighbours of a kind; a short stretch in common between two changes becomes part of them. */
function tidy(stretches: Stretch[]): Stretch[] {
  const joined = join(stretches)
  return join(
    joined.flatMap(({ kind, text }, at): Stretch[] => {
      const inside = at > 0 && at < joined.length - 1
      if (kind !== 'same' || !inside || text.length >= SHORTEST) return [{ kind, text }]
      return [
        { kind: 'gone', text },
        { kind: 'come', text },
      ]
    }),
  )
}

function join(stretches: Stretch[]): Stretch[] {
  const joined: Stretch[] = []
  let open: Record<'gone' | 'come', string> = { gone: '', come: '' }
  const close = () => {
    if (open.gone) joined.push({ kind: 'gone', text: open.gone })
    if (open.come) joined.push({ kind: 'come', text: open.come })
    open = { gone: '', come: '' }
  }
  for (const { kind, text } of stretches) {
    if (kind !== 'same') open[kind] += text
    else {
      close()
      const last = joined.at(-1)
      if (last?.kind === 'same') last.text += text
      else joined.push({ kind, text })
    }
  }
  close()
  return joined
}
