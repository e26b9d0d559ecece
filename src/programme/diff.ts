/** What differs between two programmes: two versions of one, or a call and that of the year before. */
import { type Item, itemsOf, PARTS, type Part } from './diff-items.ts'
import { likeness, movedAmong } from './likeness.ts'
import type { Programme } from './schema.ts'

/** One property with another value. A side without the key has nothing there. */
export interface AspectChange {
  /** dotted, such as `max`, `rules.<id>.holds` or `words.en.label` */
  path: string
  old?: unknown
  new?: unknown
}

/** One thing that came, went, changed or stands elsewhere. */
export interface ItemChange {
  part: Part
  kind: 'added' | 'removed' | 'changed' | 'renamed'
  /** now; of what was removed, before */
  id: string
  /** its former id, where it is taken to be the same thing under another: a guess by likeness, never a fact */
  guessedFrom?: string
  /** 0 … 1, of a guess */
  likeness?: number
  /** what it is called, by language */
  name: Readonly<Record<string, string>>
  /** it stands elsewhere among the others */
  moved: boolean
  aspects: AspectChange[]
}

export interface ProgrammeDiff {
  old: { id: string; hash: string }
  new: { id: string; hash: string }
  changes: ItemChange[]
}

/** Order tells a reader something. */
const ORDERED: ReadonlySet<Part> = new Set(['condition', 'area', 'topic', 'section', 'field', 'form'])
/** Ids of these are chosen by authors, so that another year may have other ones. */
const GUESSED: ReadonlySet<Part> = new Set([
  'condition',
  'area',
  'topic',
  'section',
  'field',
  'answer',
  'notice',
])
/** Less than this is another thing. */
const ALIKE = 0.6

/** Compares by ids; what has no partner is compared by likeness. Same content, no changes. */
export function diffProgrammes(before: Programme, after: Programme): ProgrammeDiff {
  const [old, now] = [itemsOf(before), itemsOf(after)]
  const of = (items: Item[], part: Part) => items.filter((one) => one.part === part)
  return {
    old: { id: before.id, hash: before.hash },
    new: { id: after.id, hash: after.hash },
    changes: PARTS.flatMap((part) => diffPart(part, of(old, part), of(now, part))).filter(isOwn),
  }
}

/** A clause that holds others has their text too, and changes with them: the one that changed is told. */
const isOwn = ({ part, kind, id, aspects }: ItemChange, _: number, all: ItemChange[]): boolean =>
  part !== 'notice' ||
  kind !== 'changed' ||
  aspects.length === 0 ||
  !all.some((other) => other.part === part && other.id.startsWith(`${id}.`))

function diffPart(part: Part, old: Item[], now: Item[]): ItemChange[] {
  const partners = new Map(old.map((one) => [one.id, one]))
  const gone = old.filter(({ id }) => !now.some((one) => one.id === id))
  const come = now.filter(({ id }) => !partners.has(id))
  const guesses = GUESSED.has(part) ? guess(gone, come) : new Map<string, Guess>()
  const taken = new Set([...guesses.values()].map(({ from }) => from.id))
  const moved = ORDERED.has(part) ? movedAmong(old.map(idOf), now.map(idOf)) : new Set<string>()
  return [
    ...now.flatMap((one) => changeOf(one, partners.get(one.id), guesses.get(one.id), moved.has(one.id))),
    ...gone.filter(({ id }) => !taken.has(id)).map((one) => lone('removed', one)),
  ]
}

const idOf = ({ id }: Item): string => id

interface Guess {
  from: Item
  likeness: number
}

function changeOf(
  now: Item,
  before: Item | undefined,
  guess: Guess | undefined,
  moved: boolean,
): ItemChange[] {
  const { part, id, name } = now
  if (before) {
    const aspects = diffAspects(before.aspects, now.aspects)
    return aspects.length > 0 || moved ? [{ part, kind: 'changed', id, name, moved, aspects }] : []
  }
  if (!guess) return [lone('added', now)]
  const { from, likeness: alike } = guess
  const likeness = Math.round(alike * 100) / 100
  const aspects = diffAspects(from.aspects, now.aspects)
  return [{ part, kind: 'renamed', id, guessedFrom: from.id, likeness, name, moved: false, aspects }]
}

const lone = (kind: 'added' | 'removed', { part, id, name, aspects }: Item): ItemChange => ({
  ...{ part, kind, id, name, moved: false },
  aspects: [...aspects].map(([path, value]) => ({ path, [kind === 'added' ? 'new' : 'old']: value })),
})

function diffAspects(old: Item['aspects'], now: Item['aspects']): AspectChange[] {
  const paths = new Set([...now.keys(), ...old.keys()])
  return [...paths]
    .filter((path) => JSON.stringify(old.get(path)) !== JSON.stringify(now.get(path)))
    .map((path) => ({
      path,
      ...(old.has(path) ? { old: old.get(path) } : {}),
      ...(now.has(path) ? { new: now.get(path) } : {}),
    }))
}

/** The most alike pairs first; each thing has one partner at most. */
function guess(gone: readonly Item[], come: readonly Item[]): Map<string, Guess> {
  const pairs = gone
    .flatMap((from) => come.map((to) => ({ from, to, likeness: likenessOf(from, to) })))
    .filter((pair) => pair.likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
  const guesses = new Map<string, Guess>()
  const taken = new Set<Item>()
  for (const { from, to, likeness } of pairs) {
    if (taken.has(from) || guesses.has(to.id)) continue
    taken.add(from)
    guesses.set(to.id, { from, likeness })
  }
  return guesses
}

/** By all the words of both; where there are none, by what they are. */
function likenessOf(a: Item, b: Item): number {
  const isForm = (id: string) => id.split('/').length > 1
  return isForm(a.id) === isForm(b.id) ? likeness(saidOf(a), saidOf(b)) : 0
}

function saidOf({ aspects }: Item): string {
  const said = [...aspects].filter(([path]) => path === 'text' || path.startsWith('words.'))
  return JSON.stringify((said.length > 0 ? said : [...aspects]).map(([, value]) => value))
}
