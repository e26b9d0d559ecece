/** Uploads files as soon as they are chosen, and shows how far they are. */
import { answerIn } from './answers.ts'
import type { Saver } from './saver.ts'
import { say } from './status.ts'
import { fieldOf, findField, refresh, showProblem } from './view.ts'

export function uploadOnChoice(form: HTMLFormElement, draft: string, saver: Saver): void {
  form.addEventListener('change', ({ target }) => {
    const input = target as HTMLInputElement
    const field = fieldOf(input)
    if (input.type === 'file' && field) void uploadAll(field, [...(input.files ?? [])], draft, saver)
  })
}

async function uploadAll(field: HTMLElement, files: File[], draft: string, saver: Saver): Promise<void> {
  const id = field.dataset.field ?? ''
  const added: string[] = []
  const problems: string[] = []
  for (const file of files)
    await upload(file, draft, progressOf(field, file)).then(
      (fileId) => added.push(fileId),
      (error: Error) => problems.push(`${file.name}: ${error.message}`),
    )
  const before = findField(id)
  if (added.length > 0 && before) await saver.saveAs(id, [...(answerIn(before) as string[]), ...added])
  await refresh(saver.ledger, { field: id })
  if (problems.length > 0) showProblem(id, problems.join(' '))
}

function progressOf(field: HTMLElement, { name }: File): (share: number) => void {
  const line = document.createElement('p')
  const bar = document.createElement('progress')
  line.textContent = say('uploading', { name })
  bar.setAttribute('aria-label', line.textContent)
  field.querySelector('[data-progress]')?.replaceChildren(line, bar)
  return (share) => {
    bar.value = share
  }
}

// Only XMLHttpRequest tells how much of a body has gone out.
function upload(file: File, draft: string, progress: (share: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/drafts/${draft}/files?locale=${document.documentElement.lang}`)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => progress(loaded / total)
    request.onerror = () => reject(new Error(say('save-failed')))
    request.onload = () => {
      if (request.status === 201) resolve(request.response.id)
      else reject(new Error(request.response?.error?.message ?? say('save-failed')))
    }
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  })
}
