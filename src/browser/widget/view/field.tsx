import type { ComponentChildren } from 'preact'
import type { Input } from '../wire.ts'
import { useSurroundings } from './context.ts'

export interface FieldProps {
  id: string
  input: Input
  value: string | string[]
  onValue: (value: string | string[]) => void
  /** what a file is called, so that the answer can be shown in words */
  onName: (id: string, name: string) => void
  /** an upload is under way */
  onBusy: (busy: boolean) => void
}

/** The id of an input's element, unique within the widget. */
export function idOf(step: string, name: string): string {
  return `f-${step}-${name}`.replace(/[^\w-]/g, '_')
}

/** The ids of all that explains an input, for aria-describedby. */
export function explained(id: string, input: Input, more: string[] = []): string | undefined {
  const ids = [...(input.hint ? [`${id}-hint`] : []), ...(input.error ? [`${id}-error`] : []), ...more]
  return ids.join(' ') || undefined
}

/** Moves to an input from the list of problems. */
export function focusField(event: Event, step: string, name: string): void {
  const root = (event.currentTarget as Element).getRootNode() as ShadowRoot
  const field = root.getElementById(idOf(step, name))
  const target = field?.matches('fieldset') ? field.querySelector('input,select') : field
  ;(target as HTMLElement | null)?.focus()
}

/** Label, hint, input, error, in that order. */
export function Labelled({ id, input, children }: { id: string; input: Input; children: ComponentChildren }) {
  return (
    <div class={input.error ? 'field wrong' : 'field'}>
      <label class="label" id={`${id}-label`} for={id}>
        <LabelWords input={input} />
      </label>
      <Notes id={id} input={input} />
      {children}
    </div>
  )
}

/** The same for inputs made of several. */
export function Grouped({ id, input, children }: { id: string; input: Input; children: ComponentChildren }) {
  return (
    <fieldset id={id} class={input.error ? 'field wrong' : 'field'} aria-describedby={explained(id, input)}>
      <legend class="label">
        <LabelWords input={input} />
      </legend>
      <Notes id={id} input={input} />
      {children}
    </fieldset>
  )
}

function LabelWords({ input }: { input: Input }) {
  const { say } = useSurroundings()
  return (
    <>
      {input.label} <small class="mark">{say(input.required ? 'required' : 'optional')}</small>
    </>
  )
}

function Notes({ id, input }: { id: string; input: Input }) {
  return (
    <>
      {input.hint && (
        <p class="hint" id={`${id}-hint`}>
          {input.hint}
        </p>
      )}
      {input.error && (
        <p class="error" id={`${id}-error`}>
          {input.error}
        </p>
      )}
    </>
  )
}
