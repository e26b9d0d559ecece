/** How an application that was handed in has gone on, and what was returned to be changed. */
import type { DraftForm } from '../../contract/draft.ts'
import { html, type Piece } from './html.ts'
import type { Say } from './look.ts'

/** True while what was returned may be changed here. */
export const isReturned = ({ case: kept }: Pick<DraftForm, 'case'>): boolean =>
  kept?.may.includes('resubmit') ?? false

/** True for a form whose fields all stay as they are. */
export const isClosedForm = (form: DraftForm): boolean => form.status === 'submitted' && !isReturned(form)

/** The stage, who has it and what comes next, in sentences; with the returned fields, if any. */
export function caseBox(form: DraftForm, say: Say): Piece {
  const { case: kept } = form
  if (!kept) return ''
  const returned = form.sections.flatMap(({ id, fields }) =>
    fields.filter(({ comment, shown }) => comment && shown).map((field) => ({ ...field, section: id })),
  )
  const isOpen = isReturned(form) && returned.length > 0
  // what is listed with links need not be said twice
  const [first, ...more] = isOpen ? kept.words.filter((line) => !line.startsWith('· ')) : kept.words
  return html`<section class="box${isOpen && ' returned'}" aria-labelledby="case-title"><h2 id="case-title">${say('case-title')}</h2>
<p>${first}</p>
${
  isOpen &&
  html`<ul>${returned.map(
    ({ id, label, comment, section }) =>
      html`<li><a href="/form/section/${section}#f-${id}">${label}</a> ${say('comment', { comment: comment ?? '' })}</li>`,
  )}</ul>`
}${more.map((line) => html`<p>${line}</p>`)}</section>`
}
