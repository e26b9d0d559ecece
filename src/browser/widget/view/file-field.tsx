import { useEffect, useRef } from 'preact/hooks'
import { useSurroundings } from './context.ts'
import { explained, type FieldProps, Labelled } from './field.tsx'
import { Icon } from './icons.tsx'
import { sizeOf, type Upload, useUploads } from './use-uploads.ts'

// The browser would word its own control in its own language, so a button of ours stands for it.
/** Choosing files, each uploaded at once with its progress; the answer holds their ids. */
export function FileField(props: FieldProps) {
  const { say } = useSurroundings()
  const { id, input, onValue, onName, onBusy } = props
  const picker = useRef<HTMLInputElement>(null)
  const value = [props.value].flat().filter(Boolean)
  const { uploads, busy, add, remove, retry } = useUploads(input.maxBytes, onName)
  const fresh = uploads.flatMap((one) => one.id ?? [])
  const earlier = value.filter((one) => !fresh.includes(one))
  useEffect(() => onBusy(busy), [busy])
  useEffect(() => {
    if (fresh.some((one) => !value.includes(one))) onValue([...earlier, ...fresh])
  }, [fresh.join()])
  const drop = (gone: string | undefined) => onValue(value.filter((one) => one !== gone))
  const limits = [
    input.accept?.length && say('file-types', { types: input.accept.join(', ') }),
    input.max && say('files-max', { max: input.max }),
    input.maxBytes && say('file-size', { size: sizeOf(input.maxBytes) }),
  ].filter(Boolean)
  return (
    <Labelled id={id} input={input}>
      {limits.length > 0 && (
        <p class="hint" id={`${id}-limits`}>
          {limits.join(' · ')}
        </p>
      )}
      <button
        type="button"
        class="switch"
        id={id}
        aria-labelledby={`${id}-label ${id}`}
        aria-describedby={explained(id, input, limits.length ? [`${id}-limits`] : [])}
        onClick={() => picker.current?.click()}
      >
        {say('add-file')}
      </button>
      <input
        ref={picker}
        type="file"
        hidden
        aria-labelledby={`${id}-label`}
        multiple={(input.max ?? 2) > 1}
        accept={input.accept?.map((type) => (/[./]/.test(type) ? type : `.${type}`)).join(',')}
        onChange={(event) => {
          add(event.currentTarget.files ?? [])
          event.currentTarget.value = ''
        }}
      />
      <ul class="uploads">
        {earlier.map((one) => (
          <FileLine
            name={input.options?.find((option) => option.value === one)?.label ?? one}
            onRemove={() => drop(one)}
          />
        ))}
        {uploads.map((one) => (
          <UploadLine
            key={one.key}
            upload={one}
            onRetry={() => retry(one)}
            onRemove={() => {
              remove(one.key)
              drop(one.id)
            }}
          />
        ))}
      </ul>
    </Labelled>
  )
}

/** One file on its way, with how far it has come. */
export function UploadLine(props: { upload: Upload; onRetry: () => void; onRemove: () => void }) {
  const { say } = useSurroundings()
  const { upload, onRetry, onRemove } = props
  const { name } = upload.file
  const moving = !upload.id && !upload.error
  return (
    <FileLine name={name} onRemove={onRemove}>
      {moving && <progress aria-label={say('uploading', { name })} value={upload.share} max={1} />}
      {upload.id && <small>{say('uploaded')}</small>}
      {upload.error && (
        <small class="error" role="alert">
          {upload.error}{' '}
          <button type="button" class="link" onClick={onRetry} aria-label={say('retry-file', { name })}>
            {say('retry')}
          </button>
        </small>
      )}
    </FileLine>
  )
}

function FileLine(props: { name: string; onRemove: () => void; children?: preact.ComponentChildren }) {
  const { say } = useSurroundings()
  const label = say('remove-file', { name: props.name })
  return (
    <li>
      <Icon name="file" />
      <span class="about">
        <span>{props.name}</span>
        {props.children}
      </span>
      <button type="button" class="round" aria-label={label} title={label} onClick={props.onRemove}>
        <Icon name="close" />
      </button>
    </li>
  )
}
