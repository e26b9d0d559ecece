/** The box that says that the call was amended, what that changes here, and what can be done about it. */
import type { DraftForm } from '../../contract/draft.ts'
import { showDate } from '../../language/dates.ts'
import { html, type Piece } from './html.ts'
import type { Frame } from './layout.ts'

/** Nothing where the draft goes by the version in force, or stays with its own for ever. */
export function versionBox({ newerVersion, revision, locale }: DraftForm, { version: words }: Frame): Piece {
  if (!newerVersion) return ''
  const { number, required, stays, changes } = newerVersion
  const since = showDate(newerVersion.since, locale)
  const button = (what: 'move' | 'stay', look: string): Piece =>
    html`<form method="post" action="/form/version/${what}"><input type="hidden" name="revision" value="${revision}"><button class="${look}">${words(`buttons.${what}`)}</button></form>`
  if (stays && !required)
    return html`<details class="box"><summary>${words('form.stays', { date: since })}</summary>${list(changes, words)}${button('move', 'second')}</details>`
  return html`<section class="box" aria-labelledby="amended"><h2 id="amended">${words('form.title')}</h2>
<p>${words('amended', { date: since, number })}</p>
${list(changes, words)}
<p>${words(required ? 'form.must' : 'form.may')}</p>
<div class="buttons">${button('move', 'first')}${required ? '' : button('stay', 'second')}</div></section>`
}

function list(changes: readonly string[], words: Frame['version']): Piece {
  if (changes.length === 0) return html`<p>${words('changes-nothing')}</p>`
  return html`<p>${words('changes')}</p><ul>${changes.map((line) => html`<li>${line}</li>`)}</ul>`
}
