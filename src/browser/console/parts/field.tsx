import { cloneElement, type ReactElement, type ReactNode, useId } from 'react'

interface FieldProps {
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  lang?: string
  className?: string
  children: ReactElement<Record<string, unknown>>
}

/** A control with its label above, and what helps or is wrong below, all tied to it. */
export function Field({ label, hint, error, lang, className = '', children }: FieldProps) {
  const id = useId()
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  const ties = { id, lang, 'aria-describedby': about || undefined, 'aria-invalid': error ? true : undefined }
  return (
    <div className={`field ${className}`}>
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, ties)}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="wrong" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}

interface ChooseProps {
  value: string
  onChange: (value: string) => void
  options: { value: string; label: string; disabled?: boolean }[]
  /** what stands for no choice */
  none?: string
  id?: string
}

/** One of several: the list of the system itself, which every keyboard and phone knows. */
export function Choose({ value, onChange, options, none, ...rest }: ChooseProps & Record<string, unknown>) {
  return (
    <select className="choose" value={value} onChange={(event) => onChange(event.target.value)} {...rest}>
      {none !== undefined && <option value="">{none}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

export interface Tab<T extends string> {
  value: T
  label: ReactNode
}

/** A few faces of one screen, as buttons that stay pressed. */
export function Switch<T extends string>({
  label,
  value,
  onChange,
  tabs,
}: {
  label: string
  value: T
  onChange: (value: T) => void
  tabs: Tab<T>[]
}) {
  return (
    <fieldset className="switch" aria-label={label}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          aria-pressed={tab.value === value}
          onClick={() => onChange(tab.value)}
        >
          {tab.label}
        </button>
      ))}
    </fieldset>
  )
}
