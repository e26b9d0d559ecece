/** Makes the whole form livelier where scripts run: saves as one goes, counts, uploads with progress, follows the chat. */
import './form.css'
import { answerIn } from './answers.ts'
import { countCharacters } from './counts.ts'
import { followDraft } from './follow.ts'
import { Ledger } from './ledger.ts'
import { Saver } from './saver.ts'
import { sayStatus } from './status.ts'
import { addSums } from './sums.ts'
import { uploadOnChoice } from './uploads.ts'
import { refresh } from './view.ts'

const main = document.getElementById('main')
const draft = main?.dataset.draft

document.documentElement.classList.add('scripted')
if (location.hash === '#problems') document.getElementById('problems')?.focus()
if (main && draft) enliven(main, draft)

function enliven(page: HTMLElement, id: string): void {
  const form = page.querySelector<HTMLFormElement>('form[enctype]')
  const ledger = new Ledger(Number(page.dataset.revision))
  const saver = new Saver(id, ledger)
  if (form) {
    for (const field of form.querySelectorAll<HTMLElement>('[data-field]'))
      ledger.note(field.dataset.field ?? '', answerIn(field))
    countCharacters(form)
    addSums(form)
    uploadOnChoice(form, id, saver)
    saver.listen(form)
  }
  let status = page.dataset.status
  followDraft(id, async (revision, now) => {
    // one's own changes are known once their answer is here
    await saver.settled()
    if (revision <= ledger.revision && now === status) return
    status = now
    if (await refresh(ledger)) sayStatus('changed-live')
    ledger.revision = Math.max(ledger.revision, revision)
  })
}
