/** One part of the form with all its fields. */
import type { DraftForm, FormSection } from '../../contract/draft.ts'
import { isReturned } from './case.ts'
import { type FieldView, fieldBlock } from './fields.ts'
import { html, type Markup, type Piece } from './html.ts'
import { type Frame, page } from './layout.ts'
import type { Say } from './look.ts'

export interface SectionState {
  /** fields as they are to be shown; some with what was posted in place of what is stored */
  fields: readonly FieldView[]
  /** things to say above the fields, each with the field it is about */
  notices: readonly { field?: string | undefined; text: string }[]
  /** names what is wrong in the draft as well */
  summary: boolean
  /** new questions came up */
  follows: boolean
  /** after saving go back to check-your-answers */
  fromCheck: boolean
}

/** Parts of the form that this applicant has, in order. */
export const shownSections = (form: DraftForm): FormSection[] => form.sections.filter(({ shown }) => shown)

/** A part of the form as a page. */
export function sectionPage(
  frame: Frame,
  form: DraftForm,
  section: FormSection,
  state: SectionState,
): string {
  const { say } = frame
  const sections = shownSections(form)
  const at = sections.indexOf(section)
  const action = `/form/section/${section.id}${state.fromCheck ? '?from=check' : ''}`
  const prescribed = section.fields.some((field) => field.shown && field.prescribed)
  const body = html`<p class="way"><a href="/form">${say('to-list')}</a></p>
<div class="columns"><div class="part">
<p class="eyebrow">${say('part', { number: at + 1, count: sections.length })}</p>
<h1>${section.title}</h1>
${section.intro && html`<p class="lead">${section.intro}</p>`}
${isReturned(form) && html`<p class="box">${say('only-returned')}</p>`}
${problems(state, say)}
${prescribed && html`<p class="hint legend">${say('notice-legend')}</p>`}
<form method="post" action="${action}" enctype="multipart/form-data" novalidate>
<input type="hidden" name="revision" value="${form.revision}">
<div class="fields">${state.fields.map((field) => fieldBlock(field, say))}</div>
<p class="buttons"><button class="first" name="do" value="save">${say(state.fromCheck ? 'save-check' : 'save')}</button>${
    state.summary && html` <a href="${nextOf(form, section, state.fromCheck)}">${say('go-on')}</a>`
  }</p>
</form></div>
${sideList(form, section, say)}</div>
<p class="live" role="status" data-live></p>`
  return page(frame, section.title, body, scriptWords(form, say))
}

/** What the page's script needs to know; its words come from here. */
function scriptWords(form: DraftForm, say: Say): Markup {
  const words = ['saving', 'saved-now', 'save-failed', 'changed-live']
  const counts = {
    'count-max': say('count-max', { count: '{count}', max: '{max}' }),
    'count-over': say('count-over', { count: '{count}', max: '{max}', over: '{over}' }),
    sum: say('sum', { label: '{label}', sum: '{sum}' }),
    uploading: say('uploading', { name: '{name}' }),
    'changed-meanwhile': say('changed-meanwhile', { value: '{value}' }),
    'changed-from': say('changed-from', { old: '{old}', value: '{value}' }),
  }
  const all = { ...Object.fromEntries(words.map((key) => [key, say(key)])), ...counts }
  return html`${draftData(form)} data-words="${JSON.stringify(all)}"`
}

/** Which draft a page shows, and how far it was. */
export const draftData = (form: DraftForm): Markup =>
  html` data-draft="${form.id}" data-revision="${form.revision}" data-status="${standingOf(form)}"`

/** What a page is shown afresh for when it changes. */
export function standingOf({
  status: phase,
  case: kept,
  version,
}: Pick<DraftForm, 'status' | 'case' | 'version'>): string {
  const status = version && version.number > 1 ? `${phase} ${version.number}` : phase
  return kept ? `${status} ${kept.state}` : status
}

/** The next part, or the check after the last one or when one came from there. */
export function nextOf(form: DraftForm, section: FormSection, fromCheck: boolean): string {
  const sections = shownSections(form)
  const next = sections[sections.findIndex(({ id }) => id === section.id) + 1]
  return fromCheck || !next ? '/form/check' : `/form/section/${next.id}`
}

function problems({ fields, notices, summary, follows }: SectionState, say: Say): Piece {
  const wrong = summary ? fields.filter((field) => field.shown && field.error) : []
  const items = [...notices, ...wrong.map((field) => ({ field: field.id, text: problemOf(field, say) }))]
  if (items.length === 0)
    return (
      follows &&
      html`<div class="box" id="problems" tabindex="-1" role="alert"><p>${say('follows')}</p></div>`
    )
  return html`<div class="box bad" id="problems" tabindex="-1" role="alert" aria-labelledby="problems-title"><h2 id="problems-title">${say('problems')}</h2>
<ul>${items.map(({ field, text }) => html`<li>${field ? html`<a href="#f-${field}">${text}</a>` : text}</li>`)}</ul>
<p>${say('problems-kept')}</p></div>`
}

/** An error often names its field already. */
function problemOf({ label, error = '' }: FieldView, say: Say): string {
  return error.includes(label) ? error : say('problem', { label, error })
}

function sideList(form: DraftForm, current: FormSection, say: Say): Markup {
  return html`<nav class="parts" aria-label="${say('to-list')}" data-parts><ol>${shownSections(form).map(
    (section) =>
      html`<li><a href="/form/section/${section.id}"${section.id === current.id && html` aria-current="page"`}>${section.title}</a> ${stateMark(section, say)}</li>`,
  )}</ol></nav>`
}

/** The state of a part in words. */
export function stateMark({ state, optional }: FormSection, say: Say): Markup {
  const key = state === 'not-started' && optional ? 'optional' : state
  return html`<span class="state ${key}">${say(`state-${key}`)}</span>`
}
