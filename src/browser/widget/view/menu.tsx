import { useEffect, useState } from 'preact/hooks'
import { Refused } from '../client.ts'
import { languages, nearest } from '../words.ts'
import { useSurroundings } from './context.ts'

const CODE = /^[0-9A-Z]{4}-?[0-9A-Z]{4}$/

/** Language, large type, and the ways to leave, continue or begin again. */
export function Menu(props: { large: boolean; onLarge: (large: boolean) => void; onDone: () => void }) {
  const { assistant } = useSurroundings()
  useEffect(() => void assistant.refreshResume(), [])
  return (
    <div class="menu" id="menu">
      <Languages />
      <Large {...props} />
      <MyCode />
      <EnterCode onDone={props.onDone} />
      <StartOver onDone={props.onDone} />
    </div>
  )
}

function Languages() {
  const { assistant, say, locale } = useSurroundings()
  return (
    <fieldset class="row">
      <legend>{say('languages')}</legend>
      {languages.map(({ code, name }) => (
        <button
          type="button"
          class="switch"
          lang={code}
          aria-pressed={nearest(locale) === code}
          onClick={() => assistant.switchLanguage(code, name)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}

function Large({ large, onLarge }: { large: boolean; onLarge: (large: boolean) => void }) {
  const { say } = useSurroundings()
  return (
    <div class="row">
      <button type="button" class="switch" aria-pressed={large} onClick={() => onLarge(!large)}>
        {say('large-type')} · {say(large ? 'large-on' : 'large-off')}
      </button>
    </div>
  )
}

function MyCode() {
  const { assistant, say, locale } = useSurroundings()
  const [copied, setCopied] = useState(false)
  const { resume } = assistant.state
  if (!resume) return null
  const copy = () =>
    navigator.clipboard?.writeText(resume.link).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <div class="row">
      <p>
        <a
          class="switch"
          href={`${resume.link.replace('/?', '/form?')}&lang=${nearest(locale)}`}
          target="_blank"
          rel="noreferrer"
        >
          {say('whole-form')}
        </a>
      </p>
      <p>
        {say('my-code')} <b class="code">{resume.code}</b>
      </p>
      <p class="hint">{say('my-code-hint')}</p>
      <p class="hint address">{resume.link}</p>
      <button type="button" class="switch" onClick={copy}>
        {say(copied ? 'copied' : 'copy')}
      </button>
    </div>
  )
}

function EnterCode({ onDone }: { onDone: () => void }) {
  const { assistant, say } = useSurroundings()
  const [code, setCode] = useState('')
  const [error, setError] = useState('')
  const go = async (event: Event) => {
    event.preventDefault()
    const clean = code.trim().toUpperCase()
    if (!CODE.test(clean)) return setError(say('code-wrong'))
    const failure = await assistant.continueWith(clean).then(
      () => null,
      (reason: unknown) => reason,
    )
    if (!failure) return onDone()
    setError(failure instanceof Refused ? `${failure.message} ${failure.hint}` : say('code-failed'))
  }
  return (
    <form class="row" onSubmit={go} noValidate>
      <label class="label" for="code">
        {say('code-heading')}
      </label>
      <p class="hint" id="code-hint">
        {say('code-hint')}
      </p>
      {error && (
        <p class="error" id="code-error" role="alert">
          {error}
        </p>
      )}
      <span class="pair">
        <input
          id="code"
          type="text"
          autoComplete="off"
          autoCapitalize="characters"
          spellcheck={false}
          aria-describedby={error ? 'code-hint code-error' : 'code-hint'}
          aria-invalid={error ? true : undefined}
          value={code}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
        <button type="submit" class="switch">
          {say('code-go')}
        </button>
      </span>
    </form>
  )
}

function StartOver({ onDone }: { onDone: () => void }) {
  const { assistant, say } = useSurroundings()
  const [sure, setSure] = useState(false)
  const go = () => {
    void assistant.startOver()
    onDone()
  }
  return (
    <div class="row">
      {!sure && (
        <button type="button" class="switch" onClick={() => setSure(true)}>
          {say('start-over')}
        </button>
      )}
      {sure && (
        <>
          <p class="hint">{say('start-over-hint')}</p>
          <button type="button" class="switch" onClick={go}>
            {say('start-over-yes')}
          </button>
          <button type="button" class="switch" onClick={() => setSure(false)}>
            {say('cancel')}
          </button>
        </>
      )}
    </div>
  )
}
