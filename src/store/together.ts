/** Gathers what is wanted while a statement is under way, so that the next one serves all of it. */

export interface Gathering<Item, Result> {
  /** served by one statement at most */
  most: number
  /** statements under way at most */
  atOnce: number
  /** Items that have one of these in common are never served by the same statement. */
  apart(item: Item): readonly string[]
  /** Serves these; a result that is a promise keeps nobody waiting but its own item. */
  serve(items: Item[]): Promise<(Result | Promise<Result>)[]>
}

interface Waiting<Item, Result> {
  item: Item
  resolve(result: Result | Promise<Result>): void
  reject(error: unknown): void
}

/** What is wanted alone is served at once; under load statements become larger by themselves. */
export function together<Item, Result>(how: Gathering<Item, Result>): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = []
  let underWay = 0
  let woken = false

  /** At the end of this round of the event loop: whatever arrived in it goes together. */
  function wake(): void {
    if (woken || underWay >= how.atOnce || waiting.length === 0) return
    woken = true
    setImmediate(() => {
      woken = false
      void serveNext()
    })
  }

  async function serveNext(): Promise<void> {
    const [next, rest] = choose(waiting, how)
    waiting = rest
    underWay += 1
    wake()
    await answer(next)
    underWay -= 1
    wake()
  }

  async function answer(next: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await how.serve(next.map(({ item }) => item))
      for (const [at, { resolve }] of next.entries()) resolve(results[at] as Result | Promise<Result>)
    } catch (error) {
      for (const { reject } of next) reject(error)
    }
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      wake()
    })
}

/** Those who go next, in the order they came, and those who have to wait on. */
function choose<Item, Result>(
  waiting: Waiting<Item, Result>[],
  { most, apart }: Gathering<Item, Result>,
): [next: Waiting<Item, Result>[], rest: Waiting<Item, Result>[]] {
  const next: Waiting<Item, Result>[] = []
  const rest: Waiting<Item, Result>[] = []
  const taken = new Set<string>()
  for (const one of waiting) {
    const keys = apart(one.item)
    // who has to wait keeps the place before whoever would come after
    const goes = next.length < most && !keys.some((key) => taken.has(key))
    for (const key of keys) taken.add(key)
    ;(goes ? next : rest).push(one)
  }
  return [next, rest]
}
