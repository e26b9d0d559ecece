import { Button } from 'antd'
import { type ChangeEvent, useRef, useState } from 'react'
import { asRefused } from '../data/cache.ts'
import { type Refused, upload } from '../data/client.ts'
import { sizeOf } from '../data/times.ts'
import type { WireFile } from '../data/wire.ts'
import { useLanguage } from '../data/words.tsx'
import { Icon } from './icon.tsx'
import { Failed } from './states.tsx'

/** Files, to be fetched. */
export function Files({ files, addressOf }: { files: WireFile[]; addressOf: (file: string) => string }) {
  const { code } = useLanguage()
  if (files.length === 0) return null
  return (
    <ul className="files">
      {files.map((file) => (
        <li key={file.id}>
          <a href={addressOf(file.id)} download={file.name}>
            <Icon name="file" />
            {file.name}
          </a>{' '}
          <small>{sizeOf(file.bytes, code)}</small>
        </li>
      ))}
    </ul>
  )
}

interface AttachProps {
  enquiry: string
  files: WireFile[]
  onChange: (files: WireFile[]) => void
}

/** Adds files to what is being written, and takes them away again. */
export function Attach({ enquiry, files, onChange }: AttachProps) {
  const { say } = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<Refused>()
  const add = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(target.files ?? [])]
    target.value = ''
    setBusy(true)
    setError(undefined)
    const sent: WireFile[] = []
    try {
      for (const file of chosen) sent.push(await upload(enquiry, file))
    } catch (failure) {
      setError(asRefused(failure))
    }
    setBusy(false)
    onChange([...files, ...sent])
  }
  return (
    <div className="attach">
      <input ref={input} type="file" multiple hidden aria-label={say('files.add')} onChange={add} />
      <Button loading={busy} icon={<Icon name="file" />} onClick={() => input.current?.click()}>
        {say('files.add')}
      </Button>
      {files.map((file) => (
        <span className="attached" key={file.id}>
          {file.name}
          <button
            type="button"
            aria-label={say('files.remove', { name: file.name })}
            onClick={() => onChange(files.filter(({ id }) => id !== file.id))}
          >
            <Icon name="close" />
          </button>
        </span>
      ))}
      {error && <Failed error={error} />}
    </div>
  )
}
