import words from 'words:page'
import { render } from 'preact'
import { loadFacts, type PageFacts } from './facts.ts'
import { Call, Side, Top } from './parts.tsx'

/** The assistant's element, as far as the page uses it. */
interface AssistantElement extends HTMLElement {
  say(text: string): void
}

const TRADITIONAL = 'zh-Hant'
const assistant = document.querySelector('shenbao-assistant') as AssistantElement
const page = { locale: firstLocale(), large: false, facts: null as PageFacts | null, failed: false }

assistant.setAttribute('locale', page.locale)
assistant.addEventListener('shenbao-change', (event) => {
  const { locale, large } = (event as CustomEvent<{ locale: string; large: boolean }>).detail
  if (page.locale !== locale) speak(locale)
  page.large = large
  draw()
})
speak(page.locale)
measureAbove()

function speak(locale: string): void {
  page.locale = words[locale] ? locale : 'zh-CN'
  document.documentElement.lang = page.locale
  if (assistant.getAttribute('locale') !== page.locale) assistant.setAttribute('locale', page.locale)
  draw()
  loadFacts(page.locale).then(
    (facts) => {
      Object.assign(page, { facts, failed: false })
      draw()
    },
    () => {
      page.failed = true
      draw()
    },
  )
}

function enlarge(large: boolean): void {
  page.large = large
  assistant.toggleAttribute('large', large)
  keep('shenbao:large', large)
  draw()
}

function draw(): void {
  const say = (key: string) => words[page.locale]?.[key] ?? key
  document.documentElement.classList.toggle('large', page.large)
  document.title = [page.facts?.programme.title, say('service')].filter(Boolean).join(' · ')
  // the languages that the page is written in, and the one made from them while it is spoken
  const languages = Object.entries(words)
    .filter(([code]) => code !== TRADITIONAL || code === page.locale)
    .map(([code, own]) => ({ code, name: own['short-language'] ?? code }))
  put('top', <Top {...page} say={say} languages={languages} onLocale={speak} onLarge={enlarge} />)
  put('call', <Call {...page} say={say} />)
  put('side', <Side areas={page.facts?.areas ?? false} say={say} onSay={ask} />)
}

// On a phone the shortcuts stand below the conversation, so pressing one leads back up to it.
function ask(text: string): void {
  assistant.say(text)
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const desk = document.getElementById('conversation')
  desk?.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' })
}

// The conversation fills what is left of the window; a banner makes the header taller, a long title what is below it.
function measureAbove(): void {
  for (const id of ['top', 'call']) {
    const part = document.getElementById(id)
    if (!part) continue
    const tell = () => document.documentElement.style.setProperty(`--${id}`, `${part.offsetHeight}px`)
    new ResizeObserver(tell).observe(part)
  }
}

function put(id: string, tree: preact.ComponentChild): void {
  const place = document.getElementById(id)
  if (place) render(tree, place)
}

function firstLocale(): string {
  const asked = new URLSearchParams(location.search).get('lang') ?? kept('shenbao:locale')
  if (asked && words[asked]) return asked
  if (/^zh-(hant|tw|hk|mo)/i.test(navigator.language)) return TRADITIONAL
  return navigator.language.startsWith('zh') ? 'zh-CN' : 'en'
}

function kept(key: string): string | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as string | null
  } catch {
    return null
  }
}

function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Without storage the choice holds for this visit only.
  }
}
