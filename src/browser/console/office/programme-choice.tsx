import { useState } from 'react'
import { useDesk } from '../data/desk.tsx'
import type { Programme } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Choose, Field } from '../parts/field.tsx'

/** The programme that a screen speaks of; with one there is nothing to choose. @param wanted the one to begin with */
export function useProgramme(fits: (programme: Programme) => boolean = () => true, wanted?: string) {
  const say = useSay()
  const { me } = useDesk()
  const all = me.programmes.filter(fits)
  const [id, setId] = useState((all.find((one) => one.id === wanted) ?? all[0])?.id)
  const choice =
    all.length > 1 ? (
      <Field className="programme-choice" label={say('filter.programme')}>
        <Choose
          value={id ?? ''}
          onChange={setId}
          options={all.map((one) => ({ value: one.id, label: one.title }))}
        />
      </Field>
    ) : null
  return { programme: all.find((one) => one.id === id), choice }
}
