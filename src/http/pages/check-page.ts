/** The page that the QR code of a print or a paper opens: what it is worth, in words anyone understands. */
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
<p class="note">${say(found?.of === 'paper' ? 'paper-limits' : 'limits')}</p>`,
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
  good: 'M6.5 12.5 10.5 16.5 17.5 8',
  unknown: 'M9 9.2a3 3 0 1 1 3 4V15m0 3v.1',
  other: 'M7 12h10',
}

const isGood = (state: Outcome['state']): boolean => state === 'current' || state === 'valid'

function icon(state: Outcome['state']): Html {
  const shape = SHAPES[isGood(state) ? 'good' : state === 'unknown' ? 'unknown' : 'other']
  return html`<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="12"/><path d="${shape}"/></svg>`
}

function facts(found: CheckResponse, phrases: Phrases): Html {
  const told = found.of === 'paper' ? factsOfPaper(found, phrases) : factsOfPrint(found, phrases)
  const rows = [...told, ['code', found.checkCode] as const]
  return html`<dl class="facts">
${rows.map(([key, value]) => html`<div><dt>${sayer(phrases)(`fact.${key}`)}</dt><dd>${value}</dd></div>\n`)}</dl>`
}

type Facts = (readonly [string, string])[]

function factsOfPrint({ programme, printed }: CheckResponse & { of: 'submission' }, phrases: Phrases): Facts {
  return [
    ['programme', programme.title],
    ['number', printed.number],
    ['version', phrases.say('check-page.version', { version: printed.version })],
    ['submitted', showInstant(new Date(printed.submittedAt), phrases.language, programme.timezone)],
  ]
}

/** What the paper does not say is not listed. */
function factsOfPaper({ programme, paper }: CheckResponse & { of: 'paper' }, phrases: Phrases): Facts {
  const shown = (at: string) => showInstant(new Date(at), phrases.language, programme.timezone)
  const told: Facts = [
    ['kind', paper.name],
    ['programme', programme.title],
    [`paper-number.${paper.kind}`, paper.number ?? ''],
    ['title', paper.title ?? ''],
    ['applicant', paper.applicant ?? ''],
    ['issued', shown(paper.issuedAt)],
    ['withdrawn', paper.withdrawnAt ? shown(paper.withdrawnAt) : ''],
  ]
  return told.filter(([, value]) => value !== '')
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
