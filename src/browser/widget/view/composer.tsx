import { useEffect, useRef, useState } from 'preact/hooks'
import { useSurroundings } from './context.ts'
import { UploadLine } from './file-field.tsx'
import { Icon } from './icons.tsx'
import { useUploads } from './use-uploads.ts'

/** The box for plain words, which always works, whatever card is open above it. */
export function Composer() {
  const { assistant, say } = useSurroundings()
  const [text, setText] = useState('')
  const box = useRef<HTMLTextAreaElement>(null)
  useGrowing(box, text)
  const send = () => {
    const words = text.trim()
    if (!words) return
    assistant.say(words)
    setText('')
    box.current?.focus()
  }
  // While an input method is composing, Enter picks a word and does not send.
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    send()
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Attachments />
      <div class="box">
        <label class="hidden" for="words">
          {say('message-label')}
        </label>
        <textarea
          id="words"
          ref={box}
          rows={1}
          value={text}
          placeholder={say('message-placeholder')}
          title={say('composer-hint')}
          enterkeyhint="send"
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKey}
        />
        <button type="submit" class="primary round" aria-label={say('send')} title={say('send')}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  )
}

function Attachments() {
  const { assistant, say } = useSurroundings()
  const picker = useRef<HTMLInputElement>(null)
  const { uploads, busy, add, remove, retry, clear } = useUploads(undefined, () => {})
  useEffect(() => {
    if (busy || uploads.length === 0 || uploads.some((one) => one.error)) return
    const names = uploads.map((one) => one.file.name).join(say('list-mark'))
    assistant.send({ file: uploads.flatMap((one) => one.id ?? []) }, say('files-sent', { names }))
    clear()
  }, [busy, uploads])
  return (
    <>
      {uploads.length > 0 && (
        <ul class="uploads">
          {uploads.map((one) => (
            <UploadLine
              key={one.key}
              upload={one}
              onRetry={() => retry(one)}
              onRemove={() => remove(one.key)}
            />
          ))}
        </ul>
      )}
      <button
        type="button"
        class="round attach"
        aria-label={say('attach')}
        title={say('attach')}
        onClick={() => picker.current?.click()}
      >
        <Icon name="attach" />
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={say('attach')}
        onChange={(event) => {
          add(event.currentTarget.files ?? [])
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}

function useGrowing(box: { current: HTMLTextAreaElement | null }, text: string): void {
  useEffect(() => {
    if (!box.current) return
    box.current.style.height = 'auto'
    // empty it is as high as a line, whatever the size of the type
    if (text) box.current.style.height = `${box.current.scrollHeight}px`
  }, [text])
}
