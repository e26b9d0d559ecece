/** The other pages of the form: start, list of parts, check, receipt, copy. */
import type { DraftForm, FormField } from '../../contract/draft.ts'
import { caseBox, isReturned } from './case.ts'
import { html, type Markup, type Piece } from './html.ts'
import { type Frame, page } from './layout.ts'
import type { Say } from './look.ts'
import { draftData, shownSections, stateMark } from './section-page.ts'
import { versionBox } from './version.ts'

/** Where a form is begun or gone on with. */
export function startPage(frame: Frame, problem: string | null, programme = ''): string {
  const { say } = frame
  const body = html`<h1>${say('start-title')}</h1>
<p class="source">${frame.call}</p>
<p class="lead">${say('start-lead')}</p>
<div class="doors">
<form method="post" action="/form/start"><input type="hidden" name="programme" value="${programme}"><button class="first">${say('start-new')}</button></form>
<form method="post" action="/form/open"${problem && html` class="wrong"`}>
<label for="code"><span class="label">${say('start-code')}</span></label>
<p class="hint" id="code-hint">${say('start-code-hint')}</p>
${problem && html`<p class="error" id="code-error" role="alert"><span class="hidden">${say('error-prefix')}: </span>${problem}</p>`}
<p class="pair"><input id="code" name="code" type="text" class="narrow" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="code-hint${problem && ' code-error'}"${problem && html` aria-invalid="true"`}><button class="second">${say('start-code-go')}</button></p>
</form></div>`
  return page(frame, say('start-title'), body)
}

/** Asks whoever comes from elsewhere by a link whether this is their application. */
export function openPage(frame: Frame, code: string): string {
  const { say } = frame
  const body = html`<h1>${say('open-title')}</h1>
<p class="lead">${say('open-lead', { code })}</p>
<form method="post" action="/form/open"><input type="hidden" name="code" value="${code}"><button class="first">${say('open-go')}</button></form>`
  return page(frame, say('open-title'), body)
}

/** Every part with its state, and the way to the check. */
export function listPage(frame: Frame, form: DraftForm, recalled: boolean): string {
  const { say } = frame
  const sections = shownSections(form)
  const done = sections.filter(({ state }) => state === 'complete').length
  const body = html`<h1>${say('tasks-title')}</h1>
<p class="source">${form.title}</p>
${recalled && html`<p class="box" role="status">${say('recalled')}</p>`}
${submittedBox(form, say)}
${caseBox(form, say)}
${versionBox(form, frame)}
<div class="columns"><div class="part">
<p class="lead">${say('tasks-progress', { done, all: sections.length })}</p>
<ol class="tasks" data-tasks>${sections.map(
    (section) =>
      html`<li><a href="/form/section/${section.id}">${section.title}</a> ${stateMark(section, say)}</li>`,
  )}</ol>
<p>${say('tasks-open', { count: form.open.length })}</p>
<p class="buttons"><a class="first" href="/form/check">${say(isReturned(form) ? 'resubmit-check' : 'tasks-check')}</a></p>
</div>${codeBox(form, say)}</div>`
  return page(frame, say('tasks-title'), body, draftData(form))
}

function submittedBox({ submission }: DraftForm, say: Say): Piece {
  if (!submission) return ''
  return html`<p class="box">${say('submitted-at', { number: submission.number })} <a href="/form/receipt">${say('see-receipt')}</a></p>`
}

function codeBox({ resume }: DraftForm, say: Say): Markup {
  return html`<aside class="aside" aria-label="${say('your-code')}"><h2>${say('your-code')}</h2><p class="code">${resume.code}</p><p class="hint">${say('code-keep')}</p>
<ul class="ways"><li><a href="/?code=${resume.code}">${say('to-chat')}</a></li><li><a href="/form/copy">${say('print')}</a></li></ul>
<form method="post" action="/form/leave"><button class="quiet">${say('leave')}</button></form></aside>`
}

/** Every answer with a way to change it, what is open, and the button. */
export function checkPage(frame: Frame, form: DraftForm, problem: string | null): string {
  const { say } = frame
  const body = html`<p class="way"><a href="/form">${say('to-list')}</a></p>
<h1>${say('check-title')}</h1>
${problem && html`<div class="box bad" id="problems" tabindex="-1" role="alert"><p>${problem}</p></div>`}
${submittedBox(form, say)}
${caseBox(form, say)}
${versionBox(form, frame)}
${openBox(form, say)}
${answers(form, say, true)}
${submitForm(form, say)}`
  return page(frame, say('check-title'), body, draftData(form))
}

function openBox({ open }: DraftForm, say: Say): Piece {
  if (open.length === 0) return ''
  return html`<div class="box bad" role="group" aria-labelledby="open-title"><h2 id="open-title">${say('check-open', { count: open.length })}</h2>
<ul>${open.map(({ field, section, text }) => html`<li><a href="/form/section/${section}?from=check#f-${field}">${text.replace(/^· /, '')}</a></li>`)}</ul></div>`
}

function submitForm(form: DraftForm, say: Say): Piece {
  if (isReturned(form)) return form.open.length > 0 ? '' : resubmitForm(form, say)
  if (form.status === 'submitted') return ''
  if (form.window !== 'open') return html`<p class="box">${say(form.window)}</p>`
  if (form.open.length > 0) return ''
  return html`<form class="hand-in" method="post" action="/form/submit"><p class="lead">${say('check-ready')}</p><p class="hint">${say('submit-hint')}</p>
<input type="hidden" name="revision" value="${form.revision}"><p class="buttons"><button class="first">${say('submit')}</button></p></form>`
}

function resubmitForm({ revision }: DraftForm, say: Say): Markup {
  return html`<form class="hand-in" method="post" action="/form/submit"><p class="lead">${say('resubmit-ready')}</p><p class="hint">${say('resubmit-hint')}</p>
<input type="hidden" name="revision" value="${revision}"><p class="buttons"><button class="first">${say('resubmit')}</button></p></form>`
}

function answers(form: DraftForm, say: Say, withChange: boolean): Markup[] {
  return shownSections(form).map(
    (section) =>
      html`<section class="answers"><h2>${section.title}</h2><dl>${section.fields
        .filter((field) => field.shown)
        .map((field) => answer(field, section.id, say, withChange))}</dl></section>`,
  )
}

function answer(field: FormField, section: string, say: Say, withChange: boolean): Markup {
  const { id, label, error, comment, editable } = field
  const change =
    withChange &&
    editable &&
    html`<dd class="change"><a href="/form/section/${section}?from=check#f-${id}" aria-label="${say('change-field', { label })}">${say('change')}</a></dd>`
  return html`<div id="a-${id}" class="answer${error && ' wrong'}"><dt>${label}</dt><dd class="value">${shown(field, say)}${
    error && html`<span class="error">${error}</span>`
  }${comment && withChange && html`<span class="comment">${say('comment', { comment })}</span>`}</dd>${change}</div>`
}

function shown({ type, state, words, rows = [] }: FormField, say: Say): Piece {
  const isEmpty = type === 'rows' ? rows.length === 0 : state === 'open' || state === 'skipped'
  if (isEmpty && type !== 'constant') return html`<span class="soft">${say('not-filled')}</span>`
  return words
}

/** The number, the paper, and the way back. */
export function receiptPage(frame: Frame, form: DraftForm, paper: { at: string; copies: number }): string {
  const { say } = frame
  const { number = '', checkCode = '', href = '' } = form.submission ?? {}
  const body = html`<div class="receipt"><h1>${say('receipt-title')}</h1>
<dl><div><dt>${say('receipt-number')}</dt><dd>${number}</dd></div><div><dt>${say('receipt-at')}</dt><dd>${paper.at}</dd></div><div><dt>${say('receipt-code')}</dt><dd>${checkCode}</dd></div></dl></div>
${caseBox(form, say)}
<h2>${say('receipt-next')}</h2>
<p>${say('receipt-paper', { copies: paper.copies })}</p>
<p class="buttons"><a class="first" href="${href}">${say('receipt-pdf')}</a> <a href="/form/copy">${say('print')}</a></p>
${mayRecall(form) && recallForm(form, say)}
<p class="way"><a href="/form">${say('to-list')}</a></p>`
  return page(frame, say('receipt-title'), body)
}

/** Applications that were handed in before their lives were kept can be taken back as before. */
const mayRecall = ({ case: kept }: DraftForm): boolean => kept === undefined || kept.may.includes('recall')

function recallForm({ window }: DraftForm, say: Say): Markup {
  return html`<h2>${say('receipt-recall')}</h2>
<p>${say(window === 'open' ? 'receipt-recall-lead' : 'receipt-recall-late')}</p>
<form method="post" action="/form/recall">
<p><label class="option"><input type="checkbox" name="sure" value="yes" required><span>${say('receipt-recall-sure')}</span></label></p>
<p class="buttons"><button class="second">${say('receipt-recall')}</button></p></form>`
}

/** Every answer for printing. */
export function copyPage(frame: Frame, form: DraftForm, at: string): string {
  const { say } = frame
  const { submission, revision } = form
  const body = html`<p class="way"><a href="/form">${say('to-list')}</a></p>
<h1>${say('copy-title')}</h1>
<p class="source">${form.title}</p>
<p>${submission ? say('submitted-at', { number: submission.number }) : say('copy-draft')} · ${say('copy-made', { at, revision: String(revision) })}</p>
<p class="hint no-print">${say('print-hint')}</p>
${answers(form, say, false)}`
  return page(frame, say('copy-title'), body)
}

/** Something went wrong: what, and what to do. */
export function failurePage(frame: Frame, problem: { message: string; hint: string }): string {
  const body = html`<h1>${problem.message}</h1><p class="lead">${problem.hint}</p><p class="way"><a href="/form">${frame.say('to-list')}</a></p>`
  return page(frame, problem.message, body)
}
