import type { ReactNode } from 'react'
import { useDesk } from '../data/desk.tsx'
import { Link } from '../data/router.tsx'
import type { ApplicationView } from '../data/wire.ts'
import { useSay } from '../data/words.tsx'
import { When } from '../parts/when.tsx'
import { Due, Paper, Stage, Turn } from './stage.tsx'

/** What it is, how far it is, and where its print lies. */
export function Head({ view }: { view: ApplicationView }) {
  const say = useSay()
  const { programme } = useDesk()
  const { application, versions, project } = view
  const facts = factsOf(view).filter(([, value]) => value)
  const version = versions.at(-1)
  return (
    <header className="thread-head">
      <p className="meta">
        <span className="number">{application.number}</span>
        <Stage state={application.state} />
        <span>{programme(application.programmeId)?.title}</span>
      </p>
      <h1>{application.title}</h1>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{say(`case.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {version && (
        <p className="meta prints">
          <span>{say('case.version-is', { n: versions.length, number: version.number })}</span>
          <span>
            {say('case.check-code')} <b className="number">{version.checkCode}</b>
          </span>
          <a href={version.href} target="_blank" rel="noreferrer">
            {say('case.print')}
          </a>
          {project && <Link to={`/projects/${project.id}`}>{say('case.to-project')}</Link>}
        </p>
      )}
    </header>
  )
}

function factsOf({ application, call }: ApplicationView): [string, ReactNode][] {
  return [
    ['applicant', application.applicant],
    ['body', application.body?.label],
    ['areas', application.areas.map(({ label }) => label).join(' · ')],
    [application.holder ? 'holder' : 'ended', <Turn key="turn" row={application} />],
    ['due-is', application.due && <Due key="due" row={application} bare />],
    ['paper-is', <Paper key="paper" paper={application.paper} />],
    ['received', <When key="received" at={application.receivedAt} programme={application.programmeId} />],
    ['document', application.document],
    ['call', call && (call.number > 1 || !call.inForce) && <Call key="call" call={call} />],
  ]
}

/** Which version of the call counts here, where there have been several. */
function Call({ call: { number, inForce } }: { call: NonNullable<ApplicationView['call']> }) {
  const say = useSay()
  return say(inForce ? 'case.call-now' : 'case.call-earlier', { number })
}
