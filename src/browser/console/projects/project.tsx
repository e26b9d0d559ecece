import './words.ts'
import '../styles/project.css'
import { Alert, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useLoad } from '../data/cache.ts'
import { useDesk } from '../data/desk.tsx'
import { mayBeCase, useHearing } from '../data/hearing.ts'
import { Link } from '../data/router.tsx'
import { dayOf } from '../data/times.ts'
import { useLanguage, useSay } from '../data/words.tsx'
import { Icon } from '../parts/icon.tsx'
import { backTo } from '../parts/rows.ts'
import { Shown } from '../parts/states.tsx'
import { useTitle } from '../shell/title.ts'
import { ActDialog, nameOf } from './act-dialog.tsx'
import { ACTS, type ActType, offered } from './acts.ts'
import { Dates } from './dates.tsx'
import { TermOf } from './days.tsx'
import { Evidence, Forms, Issued } from './papers.tsx'
import { Record } from './record.tsx'
import { Stage } from './stage.tsx'
import type { ProjectView } from './wire.ts'
import { Wish } from './wish.tsx'

/** One project: its term and dates, what was done, its papers, and what can be decided now. */
export default function Project({ id }: { id: string }) {
  const say = useSay()
  const path = `/projects/${encodeURIComponent(id)}`
  const loaded = useLoad<ProjectView>(path)
  useTitle(loaded.data?.project.number ?? say('room.projects'))
  useHearing((event) => {
    if (mayBeCase(event, id)) void loaded.reload()
  })
  return (
    <div className="project">
      <p className="crumb">
        <Link to="/projects" onClick={backTo('projects')}>
          <Icon name="back" />
          {say('project.back')}
        </Link>
      </p>
      <Shown of={loaded}>
        {(view) => <Loaded view={view} path={path} put={loaded.put} reload={loaded.reload} />}
      </Shown>
    </div>
  )
}

interface LoadedProps {
  view: ProjectView
  path: string
  put: (view: ProjectView) => void
  reload: () => Promise<void>
}

function Loaded({ view, path, put, reload }: LoadedProps) {
  const say = useSay()
  const [acting, setActing] = useState<ActType>()
  return (
    <>
      <Head view={view} />
      <Asks view={view} />
      <Actions view={view} onAct={setActing} />
      <div className="project-columns">
        <Part title={say('project.dates')} className="of-dates">
          <Dates dates={view.dates} />
        </Part>
        <Part title={say('project.papers')} className="of-papers">
          <Issued view={view} />
        </Part>
        <Part title={say('project.forms')} className="of-forms">
          <Forms view={view} />
        </Part>
        <Part title={say('project.evidence')} className="of-evidence">
          <Evidence view={view} path={path} reload={reload} />
        </Part>
        <Part title={say('project.record')} className="of-record">
          <Record events={view.events} programme={view.project.programmeId} />
        </Part>
      </div>
      {acting && (
        <ActDialog type={acting} view={view} path={path} put={put} onClose={() => setActing(undefined)} />
      )}
    </>
  )
}

function Part({ title, className, children }: { title: string; className: string; children: ReactNode }) {
  return (
    <section className={`project-part ${className}`} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Head({ view: { project } }: { view: ProjectView }) {
  const { say, code } = useLanguage()
  const { programme, zoneOf } = useDesk()
  const known = programme(project.programmeId)
  const facts: [string, ReactNode][] = [
    ['term', <TermOf key="term" row={project} />],
    [
      'applicant',
      <span key="applicant" lang={known?.languages[0]}>
        {project.applicant}
      </span>,
    ],
    ['guarantor', project.body?.label ?? say('project.no-guarantor')],
    ['areas', project.areas.map(({ label }) => label).join(say('list.comma'))],
    ['document', project.document ?? say('project.no-document')],
    ['certificate', project.certificate ?? say('register.no-certificate')],
  ]
  return (
    <header className="thread-head">
      <p className="meta">
        <span className="number">{project.number}</span>
        <Stage of="project" state={project.state} />
        <span>{known?.title}</span>
      </p>
      <h1 lang={known?.languages[0]}>{project.title}</h1>
      <p className="held">
        {project.holder
          ? say('project.with', {
              holder: project.holder,
              day: dayOf(project.since, code, zoneOf(project.programmeId)),
            })
          : say('project.with-nobody')}{' '}
        <Link to={`/applications/${encodeURIComponent(project.applicationId)}`}>
          {say('project.application')}
        </Link>
      </p>
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{say(`project.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </header>
  )
}

/** What waits for somebody: a second officer, or an answer to what was asked for. */
function Asks({ view: { project, extension } }: { view: ProjectView }) {
  const { say } = useLanguage()
  const { awaiting } = project
  return (
    <>
      {awaiting && (
        <Alert
          className="waits"
          type="warning"
          title={say('project.second', { act: say(`decide.${awaiting.act}`), by: awaiting.by })}
          description={say(awaiting.mine ? 'project.second-you' : 'project.second-other')}
        />
      )}
      {extension && (
        <Alert
          className="waits"
          type="info"
          title={say('extension.asked')}
          description={<Wish extension={extension} />}
        />
      )}
    </>
  )
}

/** What can be decided now; what ends a project stands apart. */
function Actions({ view, onAct }: { view: ProjectView; onAct: (act: ActType) => void }) {
  const say = useSay()
  const acts = offered(view)
  if (acts.length === 0) return null
  const [first] = acts
  return (
    <div className="actions project-actions">
      {acts.map((act) => (
        <Button
          key={act}
          type={act === first && !ACTS[act].grave ? 'primary' : 'default'}
          danger={ACTS[act].grave}
          onClick={() => onAct(act)}
        >
          {nameOf(act, view, say)}
        </Button>
      ))}
    </div>
  )
}
