import { Button, Input } from 'antd'
import { useLoad } from '../data/cache.ts'
import { useDesk } from '../data/desk.tsx'
import type { List, Officer } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Choose, Field } from '../parts/field.tsx'
import { FilterLine } from '../parts/list.tsx'
import { type Filters, setOnes } from './filters.ts'

interface FilterBarProps {
  filters: Filters
  onChange: (more: Partial<Filters>) => void
}

/** Search, and what narrows the list; the rest opens on demand. */
export function FilterBar({ filters, onChange }: FilterBarProps) {
  const say = useSay()
  return (
    <FilterLine
      label={say('filter.search')}
      words={filters.q}
      onSearch={(q) => onChange({ q })}
      count={setOnes(filters)}
      more={<More filters={filters} onChange={onChange} />}
    />
  )
}

function More({ filters, onChange }: FilterBarProps) {
  const say = useSay()
  const { me } = useDesk()
  const officers = useLoad<List<Officer>>('/officers').data?.items ?? []
  const programmes = me.programmes.filter(({ id }) => !filters.programme || id === filters.programme)
  const lines = [
    ...new Map(programmes.flatMap(({ contacts }) => contacts).map(({ id, label }) => [id, label])),
  ].map(([value, label]) => ({ value, label }))
  return (
    <div className="more-filters">
      {me.programmes.length > 1 && (
        <Field label={say('filter.programme')}>
          <Choose
            value={filters.programme}
            none={say('filter.any')}
            options={me.programmes.map(({ id, title }) => ({ value: id, label: title }))}
            onChange={(programme) => onChange({ programme, contact: '' })}
          />
        </Field>
      )}
      <Field label={say('filter.line')}>
        <Choose
          value={filters.contact}
          none={say('filter.any')}
          options={lines}
          onChange={(contact) => onChange({ contact })}
        />
      </Field>
      <Field label={say('filter.holder')}>
        <Choose
          value={filters.holder}
          none={say('filter.by-view')}
          options={officers.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(holder) => onChange({ holder, ...(filters.view === 'mine' ? { view: 'open' } : {}) })}
        />
      </Field>
      <Field label={say('filter.from')}>
        <Input
          type="date"
          value={filters.from}
          onChange={(event) => onChange({ from: event.target.value })}
        />
      </Field>
      <Field label={say('filter.until')}>
        <Input
          type="date"
          value={filters.until}
          onChange={(event) => onChange({ until: event.target.value })}
        />
      </Field>
      {setOnes(filters) > 0 && (
        <Button
          type="link"
          onClick={() => onChange({ programme: '', contact: '', holder: '', from: '', until: '' })}
        >
          {say('filter.none')}
        </Button>
      )}
    </div>
  )
}
