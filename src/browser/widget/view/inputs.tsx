import { MOST_RADIOS } from '../questions.ts'
import type { Choice } from '../wire.ts'
import { useSurroundings } from './context.ts'
import { explained, type FieldProps, Grouped, Labelled } from './field.tsx'
import { FileField } from './file-field.tsx'
import { TextCount } from './text-count.tsx'

/** The native input that fits a kind. */
export function InputField(props: FieldProps) {
  switch (props.input.kind) {
    case 'longtext':
      return <LongText {...props} />
    case 'choice':
      return (props.input.options?.length ?? 0) > MOST_RADIOS ? <Select {...props} /> : <Radios {...props} />
    case 'yes-no':
      return <Radios {...props} />
    case 'choices':
      return <Checkboxes {...props} />
    case 'acknowledge':
      return <Acknowledge {...props} />
    case 'files':
      return <FileField {...props} />
    default:
      return <Line {...props} />
  }
}

// Preact ties `type` to `role` and `list`; a line has neither, so `text` may stand for its siblings.
interface Attributes {
  type?: 'text'
  inputMode?: 'tel' | 'email' | 'numeric' | 'decimal'
  autoComplete?: 'off'
}

const LINES: Record<string, Attributes> = {
  tel: { type: 'tel' as 'text', inputMode: 'tel' },
  email: { type: 'email' as 'text', inputMode: 'email' },
  integer: { inputMode: 'numeric', autoComplete: 'off' },
  decimal: { inputMode: 'decimal', autoComplete: 'off' },
  percent: { inputMode: 'decimal', autoComplete: 'off' },
  code: { autoComplete: 'off' },
}

const asText = (value: string | string[]) => (Array.isArray(value) ? value.join(' ') : value)

function common({ id, input }: FieldProps, more: string[] = []) {
  return {
    id,
    name: input.name,
    required: input.required,
    'aria-invalid': input.error ? true : undefined,
    'aria-describedby': explained(id, input, more),
  }
}

function Line(props: FieldProps) {
  const { id, input, onValue } = props
  const value = asText(props.value)
  const counted = input.max !== undefined && input.kind === 'text'
  // A date typed in another form than the native input knows must stay visible as it was typed.
  const date = input.kind === 'date' && (value === '' || /^\d{4}-\d\d-\d\d$/.test(value))
  return (
    <Labelled id={id} input={input}>
      <span class={`line ${input.kind}`}>
        <input
          {...common(props, counted ? [`${id}-count`] : [])}
          type={(date ? 'date' : 'text') as 'text'}
          {...LINES[input.kind]}
          spellcheck={input.kind === 'text'}
          autoCapitalize={input.kind === 'code' ? 'characters' : 'off'}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
        {input.kind === 'percent' && <span aria-hidden="true">%</span>}
      </span>
      {counted && <TextCount id={id} text={value} max={input.max} />}
    </Labelled>
  )
}

function LongText(props: FieldProps) {
  const { id, input, onValue } = props
  const value = asText(props.value)
  return (
    <Labelled id={id} input={input}>
      <textarea
        {...common(props, [`${id}-count`])}
        rows={6}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      <TextCount id={id} text={value} max={input.max} />
    </Labelled>
  )
}

function Select(props: FieldProps) {
  const { say } = useSurroundings()
  const { id, input, onValue } = props
  return (
    <Labelled id={id} input={input}>
      <select
        {...common(props)}
        value={asText(props.value)}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        <option value="">{say('choose')}</option>
        {input.options?.map(({ value, label }) => (
          <option value={value}>{label}</option>
        ))}
      </select>
    </Labelled>
  )
}

function Radios(props: FieldProps) {
  const { say } = useSurroundings()
  const { id, input, value, onValue } = props
  const yesNo = ['yes', 'no'].map((one): Choice => ({ value: one, label: say(one) }))
  return (
    <Grouped id={id} input={input}>
      {(input.options ?? yesNo).map((option) => (
        <label class="tick">
          <input
            type="radio"
            name={id}
            value={option.value}
            checked={value === option.value}
            onChange={() => onValue(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </Grouped>
  )
}

function Checkboxes(props: FieldProps) {
  const { say } = useSurroundings()
  const { id, input, onValue } = props
  const chosen = [props.value].flat().filter(Boolean)
  const toggle = (value: string, on: boolean) =>
    onValue(on ? [...chosen, value] : chosen.filter((one) => one !== value))
  return (
    <Grouped id={id} input={input}>
      <div class={(input.options?.length ?? 0) > 12 ? 'ticks long' : 'ticks'}>
        {input.options?.map((option) => (
          <label class="tick">
            <input
              type="checkbox"
              value={option.value}
              checked={chosen.includes(option.value)}
              onChange={(event) => toggle(option.value, event.currentTarget.checked)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {input.max !== undefined && (
        <p class={chosen.length > input.max ? 'count over' : 'count'} aria-live="polite">
          {say('chosen-max', { count: chosen.length, max: input.max })}
        </p>
      )}
    </Grouped>
  )
}

function Acknowledge(props: FieldProps) {
  const { say } = useSurroundings()
  const { id, input, value, onValue } = props
  return (
    <Grouped id={id} input={input}>
      <label class="tick">
        <input
          type="checkbox"
          required={input.required}
          checked={value === 'yes'}
          onChange={(event) => onValue(event.currentTarget.checked ? 'yes' : '')}
        />
        <span>{input.options?.[0]?.label ?? say('agree')}</span>
      </label>
    </Grouped>
  )
}
