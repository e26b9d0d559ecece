import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useDesk } from '../data/desk.tsx'
import { useSay } from '../data/words.tsx'
import { Choose, Field } from '../parts/field.tsx'
import { FilterLine } from '../parts/list.tsx'
import { type Filters, SPANS, setOnes } from './filters.ts'
import { PROJECT_STATES } from './stages.ts'

interface RegisterFiltersProps {
  programme: string
  filters: Filters
  onChange: (more: Partial<Filters>) => void
  children: ReactNode
}

/** Search, and what narrows the register; the rest opens on demand. */
export function RegisterFilters({ programme, filters, onChange, children }: RegisterFiltersProps) {
  const say = useSay()
  return (
    <FilterLine
      label={say('register.search')}
      words={filters.q}
      onSearch={(q) => onChange({ q })}
      count={setOnes(filters)}
      more={<More programme={programme} filters={filters} onChange={onChange} />}
    >
      {children}
    </FilterLine>
  )
}

function More({ programme, filters, onChange }: Omit<RegisterFiltersProps, 'children'>) {
  const say = useSay()
  const known = useDesk().programme(programme)
  const named = (all: { id: string; label: string }[] = []) =>
    all.map(({ id, label }) => ({ value: id, label }))
  const choices = {
    state: PROJECT_STATES.map((state) => ({ value: state, label: say(`stage.project.${state}`) })),
    body: named(known?.bodies),
    area: named(known?.areas),
    within: SPANS.map((days) => ({ value: days, label: say('register.within-days', { n: days }) })),
  }
  return (
    <div className="more-filters">
      {(['state', 'body', 'area', 'within'] as const)
        .filter((key) => choices[key].length > 0)
        .map((key) => (
          <Field key={key} label={say(`register.by-${key}`)}>
            <Choose
              value={filters[key]}
              none={say('filter.any')}
              options={choices[key]}
              onChange={(value) =>
                onChange({ [key]: value, ...(key === 'state' && value ? { view: 'all' } : {}) })
              }
            />
          </Field>
        ))}
      {setOnes(filters) > 0 && (
        <Button type="link" onClick={() => onChange({ state: '', body: '', area: '', within: '' })}>
          {say('filter.none')}
        </Button>
      )}
    </div>
  )
}
