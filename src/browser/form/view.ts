/** Brings the page to what the server would show now, and leaves alone what is being typed. */
import { answerIn, canonical, wordsIn } from './answers.ts'
import type { Ledger } from './ledger.ts'
import { say } from './status.ts'

const FIELD = '[data-field]'

export const fieldOf = (target: EventTarget | null): HTMLElement | null =>
  (target as Element | null)?.closest<HTMLElement>(FIELD) ?? null

export const findField = (id: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-field="${CSS.escape(id)}"]`)

/** Says what is wrong with a field, where its errors stand. */
export function showProblem(id: string, text: string): void {
  const field = findField(id)
  const place = field?.querySelector('.messages')
  if (!field || !place) return
  const line = document.createElement('p')
  line.className = 'error'
  line.id = `f-${id}-error`
  line.textContent = text
  place.replaceChildren(line)
  field.classList.add('wrong')
}

/** Fetches this page again and takes over what changed. `field` is replaced even while it has the focus. @returns whether anything was new */
export async function refresh(
  ledger: Ledger,
  wish: { field?: string; add?: boolean } = {},
): Promise<boolean> {
  const fresh = await load(wish.add ? wish.field : undefined)
  if (!fresh) return false
  if (!fresh.querySelector('form[enctype]')) return refreshWhole(fresh)
  moveTo(ledger, fresh)
  const news = [...fresh.querySelectorAll<HTMLElement>(FIELD)].map((field) => {
    const isNews = takeOver(ledger, field, wish.field)
    showNews(ledger, field.dataset.field ?? '')
    return isNews
  })
  const [list, freshList] = [document, fresh].map((one) => one.querySelector('[data-parts]'))
  if (list && freshList && !list.contains(document.activeElement))
    list.replaceWith(document.importNode(freshList, true))
  return news.includes(true)
}

function moveTo(ledger: Ledger, fresh: Document): void {
  const [shown, now] = [document, fresh].map((one) => one.querySelector<HTMLInputElement>('[name=revision]'))
  if (!shown || !now) return
  shown.value = now.value
  ledger.revision = Number(now.value)
}

/** A page without inputs: all of it. The form page of a draft that was handed in elsewhere leads to the receipt. */
function refreshWhole(fresh: Document): boolean {
  if (document.querySelector('form[enctype]')) {
    location.assign('/form')
    return false
  }
  const [main, freshMain] = [document, fresh].map((one) => one.getElementById('main'))
  const focused = document.activeElement?.getAttribute('href')
  if (!main || !freshMain || main.textContent === freshMain.textContent) return false
  main.replaceChildren(...[...freshMain.childNodes].map((node) => document.importNode(node, true)))
  if (focused) main.querySelector<HTMLElement>(`[href="${CSS.escape(focused)}"]`)?.focus()
  return true
}

/** Only the request that parses documents by itself is allowed where scripts may not make markup. */
function load(add: string | undefined): Promise<Document | null> {
  const url = new URL(location.href)
  for (const one of ['wrong', 'follows', 'add']) url.searchParams.delete(one)
  if (add) url.searchParams.set('add', add)
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('GET', url.pathname + url.search)
    request.responseType = 'document'
    request.onload = () => resolve(request.status === 200 ? request.responseXML : null)
    request.onerror = () => resolve(null)
    request.send()
  })
}

/** One field: replaced where nobody is at work, else only its messages. @returns whether its answer was new */
function takeOver(ledger: Ledger, fresh: HTMLElement, forced: string | undefined): boolean {
  const id = fresh.dataset.field ?? ''
  const old = findField(id)
  if (!old) return false
  const theirs = answerIn(fresh)
  const isNews = ledger.isNews(id, theirs)
  if (id !== forced && ledger.isDirty(old)) return isNews && keepMine(ledger, old, fresh)
  if (id !== forced && old.contains(document.activeElement)) {
    takeMessages(old, fresh)
    if (!isNews || canonical(answerIn(old)) === canonical(theirs)) return false
  }
  const focused = old.contains(document.activeElement) ? document.activeElement?.id : undefined
  const before = wordsIn(old)
  const next = document.importNode(fresh, true)
  if (old.outerHTML !== next.outerHTML) old.replaceWith(next)
  ledger.note(id, theirs)
  // an answer that one had seen here must not turn into another one unsaid
  if (isNews && before) ledger.news.set(id, say('changed-from', { old: before, value: wordsIn(next) || '–' }))
  if (id === forced) focusIn(next)
  else if (focused) document.getElementById(focused)?.focus()
  return isNews
}

/** Says beside the field what others made of its answer, until it is saved from here. */
function showNews(ledger: Ledger, id: string): void {
  const text = ledger.news.get(id)
  const place = findField(id)?.querySelector('.messages')
  if (!text || !place) return
  const line = place.querySelector('[data-news]') ?? place.appendChild(document.createElement('p'))
  line.className = 'note news'
  line.toggleAttribute('data-news', true)
  line.textContent = text
}

/** What is being typed stays; the other's answer is named beside it. */
function keepMine(ledger: Ledger, mine: HTMLElement, theirs: HTMLElement): boolean {
  const id = mine.dataset.field ?? ''
  const held = answerIn(theirs)
  ledger.note(id, held)
  if (canonical(answerIn(mine)) === canonical(held)) return false
  showProblem(id, say('changed-meanwhile', { value: wordsIn(theirs) }))
  return true
}

function takeMessages(old: HTMLElement, fresh: HTMLElement): void {
  const [shown, next] = [old, fresh].map((one) => [...one.querySelectorAll('[data-messages]')])
  if (shown?.length !== next?.length) return
  shown?.forEach((place, i) => {
    place.replaceChildren(
      ...[...(next?.[i]?.childNodes ?? [])].map((node) => document.importNode(node, true)),
    )
  })
  old.classList.toggle('wrong', fresh.classList.contains('wrong'))
}

/** After a row was added or taken away the focus goes to the last row's first input. */
function focusIn(field: HTMLElement): void {
  const row = [...field.querySelectorAll('[data-row]')].at(-1) ?? field
  row.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')?.focus()
}
