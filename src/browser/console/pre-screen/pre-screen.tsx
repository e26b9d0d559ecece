import '../cases/words.ts'
import '../styles/cases.css'
import { Button } from 'antd'
import { type ChangeEvent, useRef, useState } from 'react'
import { asRefused } from '../data/cache.ts'
import { exchange, query, type Refused, send } from '../data/client.ts'
import type { PreScreen } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { useProgramme } from '../office/programme-choice.tsx'
import { Icon } from '../parts/icon.tsx'
import { Failed, NoScreen } from '../parts/states.tsx'
import { useTitle } from '../shell/title.ts'
import { Verdicts } from './verdicts.tsx'

/** Many units at once: a spreadsheet goes in, the conditions of the notice are held against each row, nothing is kept. */
export default function PreScreenPage() {
  const say = useSay()
  const { programme, choice } = useProgramme(({ may }) => may.preScreen)
  useTitle(say('room.pre-screen'))
  if (!programme) return <NoScreen why="forbidden" />
  return (
    <div className="pre-screen">
      <h1>{say('room.pre-screen')}</h1>
      <p className="page-about">{say('pre-screen.about')}</p>
      {choice}
      <Screening key={programme.id} programme={programme.id} />
    </div>
  )
}

function Screening({ programme }: { programme: string }) {
  const say = useSay()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File>()
  const [found, setFound] = useState<PreScreen>()
  const [busy, setBusy] = useState<'reading' | 'writing'>()
  const [error, setError] = useState<Refused>()
  const attempt = async (kind: 'reading' | 'writing', what: () => Promise<void>) => {
    setBusy(kind)
    setError(undefined)
    await what().catch((failure) => setError(asRefused(failure)))
    setBusy(undefined)
  }
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const chosen = target.files?.[0]
    target.value = ''
    if (!chosen) return
    setFile(chosen)
    setFound(undefined)
    const path = `/pre-screen${query({ programme })}`
    void attempt('reading', async () => setFound(await send<PreScreen>('POST', path, formOf(chosen))))
  }
  const download = () =>
    attempt('writing', async () => {
      if (!file) return
      const result = await exchange(`/pre-screen${query({ programme, format: 'xlsx' })}`, formOf(file))
      save(result, say('pre-screen.result-name', { name: file.name.replace(/\.\w+$/, '') }))
    })
  return (
    <>
      <div className="card drop">
        <p className="card-tools">
          <input
            ref={input}
            type="file"
            hidden
            accept=".xlsx,.csv"
            aria-label={say('pre-screen.choose')}
            onChange={choose}
          />
          <Button
            type="primary"
            icon={<Icon name="file" />}
            loading={busy === 'reading'}
            onClick={() => input.current?.click()}
          >
            {say(file ? 'pre-screen.choose-other' : 'pre-screen.choose')}
          </Button>
          <a href={`/api/desk/pre-screen/template.xlsx${query({ programme })}`} download>
            {say('pre-screen.template')}
          </a>
          {found && (
            <Button loading={busy === 'writing'} onClick={() => void download()}>
              {say('pre-screen.result')}
            </Button>
          )}
        </p>
        <p className="hint">{file ? say('pre-screen.file', { name: file.name }) : say('pre-screen.hint')}</p>
      </div>
      {error && <Failed error={error} />}
      <div role="status">{busy === 'reading' && say('state.loading')}</div>
      {found && <Verdicts found={found} />}
    </>
  )
}

function formOf(file: File): FormData {
  const form = new FormData()
  form.append('file', file)
  return form
}

/** Hands a file to the browser to be kept. */
function save(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
