/** The page that the QR code of a print opens: what the print is worth, in words anyone understands. */
import type { CheckResponse } from '../../contract/check.ts'
import { showInstant } from '../../language/dates.ts'
import type { Phrases } from '../../language/phrases.ts'
import { type Html, html } from './html.ts'
import { inFrame, type PageFrame } from './page-frame.ts'

export interface CheckPage extends PageFrame {
  /** the code as it was typed; empty before anything was */
  typed: string
  /** null: nothing was typed, or no such code was ever given out */
  found: CheckResponse | null
}

/** The whole page. */
export function checkPage(page: CheckPage): string {
  const { phrases, typed, found } = page
  const say = sayer(phrases)
  const outcome = found ?? (typed === '' ? null : unknown(phrases))
  const title = [outcome?.message, say('title')].filter(Boolean).join(' · ')
  return inFrame(
    { ...page, title, style: '/check.css', listed: false },
    html`<h1>${say('title')}</h1>
${outcome && status(outcome)}
${found && facts(found, phrases)}
${form(page)}
<p class="note">${say('limits')}</p>`,
  )
}

const sayer = (phrases: Phrases) => (key: string) => phrases.say(`check-page.${key}`)

type Outcome = { state: CheckResponse['state'] | 'unknown'; message: string; hint: string }

const unknown = (phrases: Phrases): Outcome => ({
  state: 'unknown',
  message: phrases.say('failures.unknown-check-code.message'),
  hint: phrases.say('failures.unknown-check-code.hint'),
})

const status = ({ state, message, hint }: Outcome): Html =>
  html`<section class="status ${state}" aria-labelledby="state">
${icon(state)}
<div><h2 id="state">${message}</h2><p>${hint}</p></div>
</section>`

/** A tick for what counts, a question mark for what is not known, a bar for what does not count. */
const SHAPES = {
  current: 'M6.5 12.5 10.5 16.5 17.5 8',
  unknown: 'M9 9.2a3 3 0 1 1 3 4V15m0 3v.1',
  other: 'M7 12h10',
}

function icon(state: Outcome['state']): Html {
  const shape = state === 'current' || state === 'unknown' ? SHAPES[state] : SHAPES.other
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="12"/><path d="${shape}"/></svg>`
}

function facts({ programme, printed, checkCode }: CheckResponse, phrases: Phrases): Html {
  const say = sayer(phrases)
  const told = {
    programme: programme.title,
    number: printed.number,
    version: phrases.say('check-page.version', { version: printed.version }),
    submitted: showInstant(new Date(printed.submittedAt), phrases.language, programme.timezone),
    code: checkCode,
  }
  return html`<dl class="facts">
${Object.entries(told).map(([key, value]) => html`<div><dt>${say(`fact.${key}`)}</dt><dd>${value}</dd></div>\n`)}</dl>`
}

function form({ phrases, typed, found }: CheckPage): Html {
  const say = sayer(phrases)
  return html`<form action="/check">
<input type="hidden" name="lang" value="${phrases.language}">
<label for="code">${say(found ? 'another' : 'code')}</label>
<p id="code-hint">${say('code-hint')}</p>
<div><input id="code" name="code" required maxlength="200" autocomplete="off" autocapitalize="characters"
 spellcheck="false" aria-describedby="code-hint" value="${found ? '' : typed}"><button>${say('check')}</button></div>
</form>`
}
