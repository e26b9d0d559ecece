import { useEffect, useRef, useState } from 'preact/hooks'
import type { Values } from '../types.ts'
import type { FormCard as Form, Input } from '../wire.ts'
import type { Say } from '../words.ts'
import { useSurroundings } from './context.ts'
import { focusField, idOf } from './field.tsx'
import { InputField } from './inputs.tsx'

/** A card of inputs under the question that is open. */
export function FormCard({ form }: { form: Form }) {
  const { assistant, say } = useSurroundings()
  const [values, setValues] = useState(() => firstValues(form, assistant.typed[form.step]))
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())
  const [waited, setWaited] = useState(false)
  const names = useRef<Record<string, string>>({})
  const set = (name: string, value: string | string[]) =>
    setValues((before) => {
      const next = { ...before, [name]: value }
      assistant.keepTyped(form.step, next)
      return next
    })
  const submit = (event: Event) => {
    event.preventDefault()
    setWaited(busy.size > 0)
    if (busy.size > 0) return
    assistant.keepTyped(form.step, values)
    assistant.answer(form, values, summary(form, values, names.current, say))
  }
  return (
    <form class="card" noValidate onSubmit={submit} aria-label={form.title} aria-live="off">
      <Problems form={form} />
      {!onlyRepeats(form) && <h3>{form.title}</h3>}
      {form.inputs.map((input) => (
        <InputField
          key={input.name}
          id={idOf(form.step, input.name)}
          input={input}
          value={values[input.name] ?? ''}
          onValue={(value) => set(input.name, value)}
          onName={(id, name) => {
            names.current[id] = name
          }}
          onBusy={(is) => setBusy((before) => toggled(before, input.name, is))}
        />
      ))}
      {waited && busy.size > 0 && (
        <p class="error" role="alert">
          {say('wait-upload')}
        </p>
      )}
      <button type="submit" class="primary">
        {form.submit || say('submit')}
      </button>
    </form>
  )
}

function Problems({ form }: { form: Form }) {
  const { say } = useSurroundings()
  const box = useRef<HTMLDivElement>(null)
  const wrong = form.inputs.filter((input) => input.error)
  useEffect(() => {
    // Only somebody who was filling in is taken there; whoever types in the box below stays there.
    const root = box.current?.getRootNode() as ShadowRoot | undefined
    if (!root?.activeElement?.closest('.composer')) box.current?.focus({ preventScroll: true })
  }, [])
  if (wrong.length === 0) return null
  return (
    <div class="problems" ref={box} tabIndex={-1} role="alert">
      <b>{say('problems')}</b>
      <ul>
        {wrong.map((input) => (
          <li>
            <button type="button" class="link" onClick={(event) => focusField(event, form.step, input.name)}>
              {input.error}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function firstValues(form: Form, typed: Values | undefined): Values {
  return Object.fromEntries(
    form.inputs.map((input) => [input.name, typed?.[input.name] ?? input.value ?? empty(input)]),
  )
}

function empty(input: Input): string | string[] {
  return input.kind === 'choices' || input.kind === 'files' ? [] : ''
}

// A card of one input usually bears the input's own name; saying it twice helps nobody.
function onlyRepeats(form: Form): boolean {
  return form.inputs.length === 1 && form.inputs[0]?.label === form.title
}

function toggled(set: ReadonlySet<string>, name: string, on: boolean): ReadonlySet<string> {
  const next = new Set(set)
  if (on) next.add(name)
  else next.delete(name)
  return next
}

function summary(form: Form, values: Values, files: Record<string, string>, say: Say): string {
  const show = (input: Input, value: string) =>
    input.options?.find((option) => option.value === value)?.label ??
    files[value] ??
    (input.kind === 'yes-no' || input.kind === 'acknowledge'
      ? { yes: say('yes'), no: say('no') }[value]
      : undefined) ??
    value
  const lines = form.inputs.flatMap((input) => {
    const all = [values[input.name] ?? []].flat().filter(Boolean)
    const shown = all.map((value) => show(input, value)).join(say('list-mark'))
    return shown
      ? [form.inputs.length > 1 ? say('labelled', { label: input.label, value: shown }) : shown]
      : []
  })
  return lines.join('\n') || form.title
}
