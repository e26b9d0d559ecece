/** Everything that was answered once for everybody, for anybody to read, cite and print. */

import type { Phrases } from '../../language/phrases.ts'
import type {
  PublicClarification,
  PublicClarifications,
} from '../../service/clarifications/describe-public.ts'
import { type Html, html } from './html.ts'
import { inFrame, type PageFrame } from './page-frame.ts'

export interface ClarificationsPage extends PageFrame {
  told: PublicClarifications
}

/** The whole page, newest first. */
export function clarificationsPage(page: ClarificationsPage): string {
  const { phrases, told } = page
  const say = sayer(phrases)
  const title = `${say('title')} · ${told.title}`
  return inFrame(
    { ...page, title, style: '/clarifications.css', listed: true },
    html`<hgroup>
<h1>${say('title')}</h1>
<p class="source"><span>${told.title}</span><span>${told.document}</span></p>
</hgroup>
<p class="note">${say('about')}</p>
${told.items.length === 0 ? html`<p>${say('none')}</p>` : told.items.map((item) => entry(item, phrases))}`,
  )
}

const sayer = (phrases: Phrases) => (key: string, params?: Record<string, string | number>) =>
  phrases.say(`clarifications-page.${key}`, params)

function entry(item: PublicClarification, phrases: Phrases): Html {
  const say = sayer(phrases)
  const id = `clarification-${item.number}`
  const { withdrawn } = item
  return html`<article id="${id}"${withdrawn && html` class="withdrawn"`} aria-labelledby="${id}-name">
<h2 id="${id}-name"><a href="#${id}">${say('number', { number: item.number })}</a></h2>
<p class="when">${say('published', { date: item.date })}</p>
${withdrawn && html`<p class="gone"><b>${say('withdrawn', { date: withdrawn.date })}</b> ${withdrawn.reason}</p>`}
<p class="question">${item.question}</p>
<div class="answer">${item.answer.split(/\n+/).map((line) => html`<p>${line}</p>`)}</div>
${item.quotes.length > 0 && quotes(item, phrases)}
</article>
`
}

/** Words of the notice stay in the language and script they were printed in. */
function quotes({ quotes }: PublicClarification, phrases: Phrases): Html {
  return html`<div class="clauses">${quotes.map(
    ({ clause, quote, language }) =>
      html`<blockquote><p class="clause">${sayer(phrases)('clause', { clause })}</p><p lang="${language}">${quote}</p></blockquote>`,
  )}</div>`
}
