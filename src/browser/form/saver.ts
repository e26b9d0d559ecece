/** Saves each field when one leaves it; what cannot be sent is tried again, what met another change is shown. */
import type { DraftForm, WireAnswer } from '../../contract/draft.ts'
import { answerIn, answerOf, canonical } from './answers.ts'
import type { Ledger } from './ledger.ts'
import { say, sayStatus } from './status.ts'
import { fieldOf, findField, refresh, showProblem } from './view.ts'

interface Answered {
  status: number
  body: Partial<DraftForm> & {
    draft?: DraftForm
    notices?: { field?: string; text: string }[]
    error?: { message: string; hint: string }
  }
}

const RETRY_MS = 3000
const MOST_TRIES = 5
const MOST_KEPT_ALIVE = 15_000

export class Saver {
  readonly ledger: Ledger
  readonly #draft: string
  #queue: Promise<void> = Promise.resolve()
  #isLeaving = false
  /** something could not be sent yet */
  #isWaiting = false

  constructor(draft: string, ledger: Ledger) {
    this.#draft = draft
    this.ledger = ledger
  }

  /** Saves from now on what changes in this form. */
  listen(form: HTMLFormElement): void {
    form.addEventListener('change', ({ target }) => {
      const field = fieldOf(target)
      if (field && !['rows', 'files'].includes(field.dataset.type ?? '')) void this.save(field)
    })
    // Half a row is not wrong yet: rows are saved when one leaves the row.
    form.addEventListener('focusout', ({ target, relatedTarget }) => {
      const row = (target as Element).closest('[data-row]')
      if (row && !row.contains(relatedTarget as Node | null)) void this.save(fieldOf(row))
    })
    form.addEventListener('submit', (event) => this.#press(event, form))
    addEventListener('online', () => {
      void this.#saveAll(form)
    })
  }

  /** Once everything that is being saved has been. */
  settled(): Promise<void> {
    return this.#queue
  }

  #saveAll(form: HTMLFormElement): Promise<void> {
    for (const field of form.querySelectorAll<HTMLElement>('[data-field]')) void this.save(field)
    return this.#queue
  }

  /** Saves a field if it holds anything new, after what is being saved now. */
  save(field: HTMLElement | null): Promise<void> {
    const id = field?.dataset.field ?? ''
    this.#queue = this.#queue.then(() => {
      const now = findField(id)
      return now && this.ledger.isDirty(now) ? this.#send(id, answerIn(now)) : undefined
    })
    return this.#queue
  }

  /** Saves this answer of a field, whatever its inputs hold. */
  saveAs(id: string, answer: WireAnswer): Promise<void> {
    this.#queue = this.#queue.then(() => this.#send(id, answer))
    return this.#queue
  }

  async #send(id: string, answer: WireAnswer, tries = 1): Promise<void> {
    sayStatus('saving')
    const answered = await this.#patch({ [id]: answer }).catch(() => null)
    if (!answered || answered.status >= 500) return this.#later(id)
    this.#isWaiting = false
    const { status, body } = answered
    if (status === 409 && body.draft) return this.#meet(id, answer, body.draft, tries)
    if (status !== 200) return showProblem(id, `${body.error?.message ?? ''} ${body.error?.hint ?? ''}`)
    this.ledger.note(id, heldIn(body as DraftForm, id), answer)
    this.ledger.news.delete(id)
    this.ledger.revision = body.revision ?? this.ledger.revision
    sayStatus('saved-now')
    await refresh(this.ledger)
    for (const { field = id, text } of body.notices ?? []) showProblem(field, text)
  }

  /** The draft moved on. Another field is no matter; of the same field both answers are shown, and the next save decides. */
  #meet(id: string, answer: WireAnswer, draft: DraftForm, tries: number): Promise<void> | undefined {
    const held = heldIn(draft, id)
    this.ledger.revision = draft.revision
    if (!this.ledger.isNews(id, held) && tries < MOST_TRIES) return this.#send(id, answer, tries + 1)
    this.ledger.note(id, held)
    if (canonical(held) === canonical(answer)) return sayStatus('saved-now') as undefined
    sayStatus('changed-live')
    const field = draft.sections.flatMap(({ fields }) => fields).find((one) => one.id === id)
    showProblem(id, say('changed-meanwhile', { value: field?.words ?? '' }))
  }

  #later(id: string): void {
    this.#isWaiting = true
    sayStatus('save-failed')
    setTimeout(() => void this.save(findField(id)), RETRY_MS)
  }

  async #patch(set: Record<string, WireAnswer>): Promise<Answered> {
    const body = JSON.stringify({ id: randomKey(), revision: this.ledger.revision, set })
    const response = await fetch(`/api/drafts/${this.#draft}?locale=${document.documentElement.lang}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body,
      // outlives the page when one leaves it by a link; browsers allow that for small bodies only
      keepalive: body.length < MOST_KEPT_ALIVE,
    })
    return { status: response.status, body: await response.json() }
  }

  /** Buttons of rows and files act on the page; all others leave it as they do without a script, once all is saved. */
  #press(event: SubmitEvent, form: HTMLFormElement): void {
    if (this.#isLeaving) return
    event.preventDefault()
    const [what = '', id = '', which = ''] =
      (event.submitter as HTMLButtonElement | null)?.value.split(':') ?? []
    const field = findField(id)
    if (!field || !['add', 'drop', 'unfile'].includes(what)) return this.#leave(event, form)
    if (what === 'drop') field.querySelector(`[data-row="${CSS.escape(which)}"]`)?.remove()
    if (what === 'unfile') field.querySelector(`[data-file="${CSS.escape(which)}"]`)?.remove()
    void this.save(field).then(() => refresh(this.ledger, { field: id, add: what === 'add' }))
  }

  #leave({ submitter }: SubmitEvent, form: HTMLFormElement): void {
    void this.#saveAll(form).then(() => {
      // what could not be sent would be lost with the page
      if (this.#isWaiting) return
      this.#isLeaving = true
      // a browser ignores this while it is still dispatching the first press
      setTimeout(() => form.requestSubmit(submitter))
    })
  }
}

function heldIn(draft: DraftForm, id: string): WireAnswer {
  const field = draft.sections.flatMap(({ fields }) => fields).find((one) => one.id === id)
  return field ? answerOf(field) : null
}

// crypto.randomUUID exists only on secure pages.
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
