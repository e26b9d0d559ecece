import { Button } from 'antd'
import { useDesk } from '../data/desk.tsx'
import type { Programme } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Choose, Field } from '../parts/field.tsx'
import { FilterLine } from '../parts/list.tsx'
import { downloadAddress, type Filters, setOnes } from './filters.ts'

interface FilterBarProps {
  filters: Filters
  programmes: Programme[]
  /** nothing to take away */
  isEmpty: boolean
  onChange: (more: Partial<Filters>) => void
}

/** Search, what narrows the list, and the list itself as files. */
export function FilterBar({ filters, programmes, isEmpty, onChange }: FilterBarProps) {
  const say = useSay()
  return (
    <FilterLine
      label={say('applications.search')}
      words={filters.q}
      onSearch={(q) => onChange({ q })}
      count={setOnes(filters)}
      more={<More filters={filters} programmes={programmes} onChange={onChange} />}
    >
      {!isEmpty && (
        <span className="downloads">
          <a href={downloadAddress('xlsx', filters)} download>
            {say('applications.sheet')}
          </a>
          <a href={downloadAddress('zip', filters)} download>
            {say('applications.bundle')}
          </a>
        </span>
      )}
    </FilterLine>
  )
}

function More({ filters, programmes, onChange }: Omit<FilterBarProps, 'isEmpty'>) {
  const say = useSay()
  const { programme } = useDesk()
  const here = programme(filters.programme)
  const options = (all: { id: string; label: string }[] = []) =>
    all.map(({ id, label }) => ({ value: id, label }))
  return (
    <div className="more-filters">
      {programmes.length > 1 && (
        <Field label={say('filter.programme')}>
          <Choose
            value={filters.programme}
            options={programmes.map(({ id, title }) => ({ value: id, label: title }))}
            onChange={(id) => onChange({ programme: id, body: '', area: '' })}
          />
        </Field>
      )}
      {here && here.bodies.length > 1 && (
        <Field label={say('case.body')}>
          <Choose
            value={filters.body}
            none={say('filter.any')}
            options={options(here.bodies)}
            onChange={(body) => onChange({ body })}
          />
        </Field>
      )}
      {here && here.areas.length > 0 && (
        <Field label={say('fact.area')}>
          <Choose
            value={filters.area}
            none={say('filter.any')}
            options={options(here.areas)}
            onChange={(area) => onChange({ area })}
          />
        </Field>
      )}
      <label className="check-filter">
        <input
          type="checkbox"
          checked={filters.overdue}
          onChange={(event) =>
            onChange({ overdue: event.target.checked, ...(event.target.checked ? { view: 'returned' } : {}) })
          }
        />
        {say('applications.overdue')}
      </label>
      {setOnes(filters) > 0 && (
        <Button type="link" onClick={() => onChange({ body: '', area: '', overdue: false })}>
          {say('filter.none')}
        </Button>
      )}
    </div>
  )
}
