/** A person with a keyboard and nothing else, who has to see where the focus is. */
import type { Page } from 'playwright-core'

/** What has the focus, as far as a person can tell it from anything else. */
export interface Focus {
  /** `BODY` when nothing has it */
  tag: string
  id: string
  name: string
  value: string
  /** what it is called or says */
  text: string
  /** id of the group of inputs it belongs to */
  within: string
  /** `type` of a button, `problems` for the list of them */
  kind: string
  /** `aria-expanded`; null where there is nothing to open */
  expanded: string | null
  /** an outline is drawn around it and some of it is in the window */
  seen: boolean
}

/** more stops than any page has between two things */
const MOST_STOPS = 250

export class Keyboard {
  readonly page: Page
  /** how many stops were looked at; each was seen */
  stops = 0

  constructor(page: Page) {
    this.page = page
  }

  focus(): Promise<Focus> {
    return this.page.evaluate(readFocus)
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  /** Goes on with Tab, or back with Shift+Tab, until it is there. @throws when it never comes, or one stop cannot be seen */
  async reach(what: string, is: (focus: Focus) => boolean, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<Focus> {
    const passed: string[] = []
    while (passed.length < MOST_STOPS) {
      await this.press(key)
      const focus = await this.focus()
      // past the last stop the browser's own window comes, then the page again
      if (focus.tag !== 'BODY' && !focus.seen) throw new Error(`not seen: ${JSON.stringify(focus)}`)
      this.stops++
      if (is(focus)) return focus
      passed.push(`${focus.tag} ${focus.id} ${focus.text.slice(0, 20)}`)
    }
    throw new Error(`${what} is not reached by ${key}; passed:\n${[...new Set(passed)].join('\n')}`)
  }

  /** Comes to a button or link by its words and presses it. */
  async use(words: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.reach(words, ({ tag, text }) => ['BUTTON', 'A'].includes(tag) && text === words, key)
    await this.press('Enter')
  }

  /** Writes over what a text input holds. */
  async write(text: string): Promise<void> {
    await this.press('Control+a')
    await this.page.keyboard.insertText(text)
  }

  /** Answers the input that has this id, or the ticks below the group that has it. */
  async answer(id: string, given: string | string[]): Promise<void> {
    const first = await this.reach(id, (focus) => focus.id === id || focus.within === id)
    if (first.tag === 'SELECT') return this.choose(given as string)
    if (first.tag === 'RADIO') return this.moveTo(given as string)
    if (first.tag === 'CHECKBOX') return this.tick(first, [given].flat())
    if (first.tag === 'DATE') return this.date(given as string)
    await this.write(given as string)
  }

  /** Arrows move within a group of radio buttons and choose. */
  private async moveTo(value: string): Promise<void> {
    for (let step = 0; (await this.focus()).value !== value; step++) {
      if (step > MOST_STOPS) throw new Error(`no arrow leads to ${value}`)
      await this.press('ArrowDown')
    }
    await this.press('Space')
  }

  private async choose(value: string): Promise<void> {
    for (let step = 0; (await this.focus()).value !== value; step++) {
      if (step > MOST_STOPS) throw new Error(`no arrow leads to ${value}`)
      await this.press('ArrowDown')
    }
  }

  private async tick(first: Focus, values: string[]): Promise<void> {
    for (const value of values) {
      const isIt = (focus: Focus) => focus.tag === 'CHECKBOX' && focus.value === value
      // a single box to tick has no value of its own
      if (first.value !== 'on' && !isIt(await this.focus())) await this.reach(value, isIt)
      await this.press('Space')
    }
  }

  /** Its three parts stand in the order of the browser's own language, which only trying tells. */
  private async date(value: string): Promise<void> {
    const [year = '', month = '', day = ''] = value.split('-')
    for (const parts of [
      [month, day, year],
      [year, month, day],
    ]) {
      await this.press('ArrowLeft', 'ArrowLeft')
      for (const part of parts) {
        await this.page.keyboard.type(part)
        // a year may have more than four figures, so it does not end by itself
        if (part === year) await this.press('ArrowRight')
      }
      if ((await this.focus()).value === value) return
    }
    throw new Error(`no order of its parts makes ${value}`)
  }
}

function readFocus(): Focus {
  let at = document.activeElement
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
  const input = at as HTMLInputElement | null
  const kind = at?.tagName === 'INPUT' && ['radio', 'checkbox', 'date'].includes(input?.type ?? '')
  const outlined = (element: Element | null | undefined): boolean => {
    if (!element) return false
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0
  }
  const box = at?.getBoundingClientRect()
  const inWindow = box !== undefined && box.bottom > 0 && box.top < innerHeight && box.right > 0
  return {
    tag: (kind ? input?.type.toUpperCase() : at?.tagName) ?? 'BODY',
    id: at?.id ?? '',
    name: input?.name ?? '',
    value: input?.value ?? '',
    text: (at?.getAttribute('aria-label') ?? at?.textContent ?? '').trim(),
    within: at?.closest('fieldset[id]')?.id ?? '',
    kind: at?.className === 'problems' ? 'problems' : at?.tagName === 'BUTTON' ? (input?.type ?? '') : '',
    expanded: at?.getAttribute('aria-expanded') ?? null,
    // the box around the words stands for them
    seen: inWindow && (outlined(at) || outlined(at?.closest('.box'))),
  }
}
