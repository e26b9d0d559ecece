/**
 * Where antd puts its styles: as rules of the console's own sheet, before those of the console. Style elements would
 * need an exception in the Content-Security-Policy, rules that a script adds to a sheet of the site need none. Takes the
 * place of `dynamicCSS` of antd's own helpers (see ../vite.config.ts).
 */

interface Options {
  prepend?: boolean | 'queue'
  priority?: number
}

interface Block {
  key: string
  css: string
  priority: number
  /** rules that it has in the sheet */
  count: number
  /** what the caller marks; it is never part of the page */
  element: HTMLStyleElement
}

/** Before the console's own rules, the less important first; and behind all of them. */
const before: Block[] = []
const behind: Block[] = []

const rulesOf = (blocks: readonly Block[]): number => blocks.reduce((sum, { count }) => sum + count, 0)

function home(): CSSStyleSheet {
  const [sheet] = document.styleSheets
  if (!sheet) throw new Error('The page has no style sheet to add rules to')
  return sheet
}

/** Adds the rules, or puts them in the place of those with this key. */
export function updateCSS(css: string, key: string, options: Options = {}): HTMLStyleElement {
  const known = [...before, ...behind].find((block) => block.key === key)
  if (known?.css === css) return known.element
  removeCSS(key)
  return add({ key, css, priority: options.priority ?? 0 }, options)
}

export const injectCSS = (css: string, options: Options = {}): HTMLStyleElement =>
  add({ key: '', css, priority: options.priority ?? 0 }, options)

export function removeCSS(key: string): void {
  for (const blocks of [before, behind]) {
    const at = blocks.findIndex((block) => block.key === key)
    const block = blocks[at]
    if (!block) continue
    const start = startOf(blocks, at)
    for (let i = 0; i < block.count; i++) home().deleteRule(start)
    blocks.splice(at, 1)
  }
}

/** Nothing is kept of other documents. */
export function clearContainerCache(): void {}

function add(wanted: Pick<Block, 'key' | 'css' | 'priority'>, { prepend }: Options): HTMLStyleElement {
  const blocks = prepend ? before : behind
  const at = prepend ? placeOf(wanted.priority, prepend) : blocks.length
  const count = insert(wanted.css, startOf(blocks, at))
  const block = { ...wanted, count, element: document.createElement('style') }
  blocks.splice(at, 0, block)
  return block.element
}

/** Behind the last that is not more important. */
const placeOf = (priority: number, prepend: boolean | 'queue'): number =>
  prepend === 'queue' ? before.findLastIndex((block) => block.priority <= priority) + 1 : 0

/** Where in the sheet the rules of a block begin. */
function startOf(blocks: readonly Block[], at: number): number {
  const ahead = blocks === before ? 0 : home().cssRules.length - rulesOf(behind)
  return ahead + rulesOf(blocks.slice(0, at))
}

/** @returns how many rules that were; those that this browser does not know are left out, as in any sheet */
function insert(css: string, start: number): number {
  let count = 0
  for (const rule of split(css))
    try {
      home().insertRule(rule, start + count)
      count += 1
    } catch {}
  return count
}

/** The rules of a text, each with its braces. */
function split(css: string): string[] {
  const rules: string[] = []
  let [depth, from] = [0, 0]
  for (const { 0: sign, index } of css.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{}]/g)) {
    if (sign === '{') depth += 1
    if (sign !== '}') continue
    depth -= 1
    if (depth > 0) continue
    rules.push(css.slice(from, index + 1))
    from = index + 1
  }
  return rules
}
