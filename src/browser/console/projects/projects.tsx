import './words.ts'
import '../styles/project.css'
import { Button } from 'antd'
import { mayBeCase } from '../data/hearing.ts'
import { rewrite, usePlace } from '../data/router.tsx'
import { usePages } from '../data/use-pages.ts'
import { useSay } from '../data/words.tsx'
import { useProgramme } from '../office/programme-choice.tsx'
import { NextPage, Unseen } from '../parts/list.tsx'
import { focusSearch, stepRows, useReturn } from '../parts/rows.ts'
import { Empty, Failed, Loading, NoScreen } from '../parts/states.tsx'
import { useKeys } from '../shell/shortcuts.tsx'
import { useTitle } from '../shell/title.ts'
import { addressOf, askedOf, countOf, type Filters, filtersOf, VIEWS } from './filters.ts'
import { ProjectLine } from './project-line.tsx'
import { RegisterFilters } from './register-filters.tsx'
import type { ProjectList, ProjectRow } from './wire.ts'

/** The register: every project with its stage, its term and its certificate. */
export default function Projects() {
  const say = useSay()
  const { search } = usePlace()
  const wanted = search.get('programme') ?? undefined
  const { programme, choice } = useProgramme(({ may }) => may.cases || may.oversee, wanted)
  useTitle(say('room.projects'))
  if (!programme) return <NoScreen why="forbidden" />
  return (
    <div className="register">
      <div className="page-head">
        <h1>{say('room.projects')}</h1>
      </div>
      {choice}
      <Register key={programme.id} programme={programme.id} oversees={programme.may.oversee} />
    </div>
  )
}

function Register({ programme, oversees }: { programme: string; oversees: boolean }) {
  const say = useSay()
  const filters = filtersOf(usePlace().search)
  const asked = askedOf(programme, filters)
  const list = usePages<ProjectRow, ProjectList['counts']>('projects', {
    path: (after) => `/projects${asked}${after ? `&after=${encodeURIComponent(after)}` : ''}`,
    concerns: (event) => mayBeCase(event),
  })
  useReturn('projects', list.rows !== undefined)
  useKeys({ j: () => stepRows(1), k: () => stepRows(-1), '/': focusSearch })
  const change = (more: Partial<Filters>) => rewrite(addressOf({ ...filters, programme, ...more }))
  return (
    <>
      <Views filters={filters} counts={list.counts} onChange={change} />
      <RegisterFilters programme={programme} filters={filters} onChange={change}>
        {oversees && (
          <Button href={`/api/desk/projects.xlsx${asked}`} download>
            {say('register.download')}
          </Button>
        )}
      </RegisterFilters>
      <Unseen
        count={list.unseen}
        words={say('register.unseen', { n: list.unseen })}
        onShow={list.showFresh}
      />
      {list.error && <Failed error={list.error} again={list.reload} />}
      {list.rows === undefined && !list.error && <Loading />}
      {list.rows?.length === 0 && <Nothing filters={filters} />}
      {list.rows && list.rows.length > 0 && <Rows rows={list.rows} />}
      <NextPage of={list} />
    </>
  )
}

interface ViewsProps {
  filters: Filters
  counts: ProjectList['counts'] | undefined
  onChange: (more: Partial<Filters>) => void
}

/** The piles of the register, each with how many lie in it. */
function Views({ filters, counts, onChange }: ViewsProps) {
  const say = useSay()
  return (
    <fieldset className="views" aria-label={say('register.views')}>
      {VIEWS.map((view) => {
        const count = countOf(view, counts)
        return (
          <button
            key={view}
            type="button"
            aria-pressed={view === filters.view}
            onClick={() => onChange({ view, state: '' })}
          >
            {say(`register.view.${view}`)}
            {count !== undefined && <b>{count}</b>}
          </button>
        )
      })}
    </fieldset>
  )
}

function Nothing({ filters }: { filters: Filters }) {
  const say = useSay()
  const isNarrow = addressOf({ ...filters, programme: '' }) !== '/projects'
  return (
    <Empty title={say(isNarrow ? 'register.none-found' : 'register.none')}>
      {isNarrow && <Button onClick={() => rewrite('/projects')}>{say('inbox.show-all')}</Button>}
    </Empty>
  )
}

function Rows({ rows }: { rows: ProjectRow[] }) {
  const say = useSay()
  return (
    <>
      <div className="project-line head" aria-hidden="true">
        {['project', 'guarantor', 'stage', 'term', 'certificate'].map((column) => (
          <span key={column}>{say(`register.${column}`)}</span>
        ))}
      </div>
      <ul className="rows">
        {rows.map((row) => (
          <ProjectLine key={row.id} row={row} />
        ))}
      </ul>
    </>
  )
}
