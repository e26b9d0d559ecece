import './words.ts'
import '../styles/thread.css'
import '../styles/cases.css'
import { useState } from 'react'
import { type Loaded, useLoad } from '../data/cache.ts'
import { query } from '../data/client.ts'
import { mayBeCase, useHearing } from '../data/hearing.ts'
import { Link } from '../data/router.tsx'
import type { ApplicationView } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { Switch } from '../parts/field.tsx'
import { Icon } from '../parts/icon.tsx'
import { backTo } from '../parts/rows.ts'
import { Shown } from '../parts/states.tsx'
import { useTitle } from '../shell/title.ts'
import { Acts } from './acts.tsx'
import { Form } from './form.tsx'
import { Head } from './head.tsx'
import { Side } from './side.tsx'
import { useReview } from './use-review.ts'

/** One application: the form as it was filled in, what is to be checked, what was done, and what is to be decided. */
export default function Application({ id }: { id: string }) {
  const say = useSay()
  const [compare, setCompare] = useState('')
  const path = `/applications/${encodeURIComponent(id)}`
  const loaded = useLoad<ApplicationView>(path + query({ compare }))
  useTitle(loaded.data?.application.number ?? say('case.title'))
  useHearing((event) => {
    if (mayBeCase(event, id)) void loaded.reload()
  })
  return (
    <div className="thread case-page">
      <p className="crumb">
        <Link to="/applications" onClick={backTo('applications')}>
          <Icon name="back" />
          {say('case.back')}
        </Link>
      </p>
      <Shown of={loaded}>
        {(view) => <Sheet view={view} path={path} loaded={loaded} onCompare={setCompare} />}
      </Shown>
    </div>
  )
}

interface SheetProps {
  view: ApplicationView
  path: string
  loaded: Loaded<ApplicationView>
  onCompare: (number: string) => void
}

const FACES = ['form', 'side'] as const

function Sheet({ view, path, loaded, onCompare }: SheetProps) {
  const say = useSay()
  const [face, setFace] = useState<(typeof FACES)[number]>('form')
  const review = useReview(view, path, loaded)
  const showField = (field: string) => {
    setFace('form')
    requestAnimationFrame(() => {
      const place = document.getElementById(`field-${field}`)
      place?.scrollIntoView({ block: 'center' })
      place?.focus({ preventScroll: true })
    })
  }
  return (
    <>
      <Head view={view} />
      <Acts view={view} path={path} put={loaded.put} />
      <Switch
        label={say('case.faces')}
        value={face}
        onChange={setFace}
        tabs={FACES.map((one) => ({ value: one, label: say(`case.face.${one}`) }))}
      />
      <div className="thread-columns" data-face={face === 'form' ? 'talk' : 'help'}>
        <Form view={view} review={review} onCompare={onCompare} />
        <Side view={view} path={path} review={review} reload={loaded.reload} onField={showField} />
      </div>
    </>
  )
}
