import { h, render } from 'preact'
import { Assistant } from './assistant.ts'
import { createClient } from './client.ts'
import { createMemory, taste } from './session.ts'
import { sheets } from './sheets.ts'
import { Root } from './view/root.tsx'
import { languages, nearest } from './words.ts'

/** What a page is told when the person changes the look from within the widget. */
export interface ShenbaoChange {
  locale: string
  large: boolean
}

// Only what looks like one of ours: pages use `code` for other things too, such as signing in.
const CODE = /^[0-9A-Z]{4}-[0-9A-Z]{4}$/i

let ownServer = location.origin

/** Tells which server is meant where an element names none. */
export function setOwnServer(server: string): void {
  ownServer = server
}

/**
 * `<shenbao-assistant server programme locale mode="panel | page" large>`.
 * Emits `shenbao-change`; `say(text)` speaks for the person.
 */
export class ShenbaoElement extends HTMLElement {
  static observedAttributes = ['locale', 'large', 'mode']
  #assistant: Assistant | null = null
  #told = ''

  connectedCallback(): void {
    if (!this.shadowRoot) {
      const root = this.attachShadow({ mode: 'open' })
      root.adoptedStyleSheets = sheets()
    }
    if (!this.hasAttribute('large') && taste.large()) this.setAttribute('large', '')
    this.#assistant ??= this.#create()
    this.#draw()
  }

  attributeChangedCallback(name: string, _: string | null, value: string | null): void {
    if (!this.#assistant) return
    if (name === 'locale' && value && nearest(value) !== nearest(this.#assistant.state.locale)) {
      const code = nearest(value)
      this.#assistant.switchLanguage(code, languages.find((one) => one.code === code)?.name ?? code)
    }
    this.#draw()
  }

  /** Says a text as if the person had typed it. */
  say(text: string): void {
    this.#assistant?.say(text)
  }

  #create(): Assistant {
    const server = new URL(this.getAttribute('server') || ownServer, location.href).href.replace(/\/$/, '')
    const programme = this.getAttribute('programme') || this.#addressed()
    const assistant = new Assistant({
      client: createClient(server),
      memory: createMemory(programme ?? 'default'),
      server,
      programme,
      locale: this.getAttribute('locale') || taste.locale() || navigator.language,
      code: takeCode(),
    })
    assistant.subscribe(() => this.#tell())
    return assistant
  }

  // Where the assistant is the page, the page's address says which call it is about.
  #addressed(): string | undefined {
    if (this.getAttribute('mode') !== 'page') return undefined
    return new URLSearchParams(location.search).get('programme') || undefined
  }

  #draw(): void {
    const assistant = this.#assistant
    if (!this.shadowRoot || !assistant) return
    const large = this.hasAttribute('large')
    const onLarge = (on: boolean) => {
      taste.keepLarge(on)
      this.toggleAttribute('large', on)
      this.#tell()
    }
    const mode = this.getAttribute('mode') === 'page' ? 'page' : 'panel'
    const server = new URL(this.getAttribute('server') || ownServer, location.href).origin
    render(h(Root, { assistant, server, mode, large, onLarge }), this.shadowRoot)
  }

  #tell(): void {
    const locale = nearest(this.#assistant?.state.locale ?? '')
    const detail: ShenbaoChange = { locale, large: this.hasAttribute('large') }
    const now = JSON.stringify(detail)
    if (now === this.#told) return
    this.#told = now
    taste.keepLocale(locale)
    this.dispatchEvent(new CustomEvent('shenbao-change', { detail, bubbles: true, composed: true }))
  }
}

// A code is used once; leaving it in the address would open the draft anew at every reload.
function takeCode(): string | undefined {
  const url = new URL(location.href)
  const code = url.searchParams.get('code')
  if (!code || !CODE.test(code)) return undefined
  url.searchParams.delete('code')
  history.replaceState(history.state, '', url)
  return code.toUpperCase()
}
