import { Alert, Input, Radio } from 'antd'
import { useDesk } from '../data/desk.tsx'
import { houseNow, isoDay } from '../data/times.ts'
import { type Say, useLanguage } from '../data/words.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { tellDone } from '../parts/toast.tsx'
import { ACTS, type ActType, type Asked, actOf, LONGEST, proposalIn, type Span, spanOf } from './acts.ts'
import { dayInWords } from './days.tsx'
import { Record } from './record.tsx'
import { useActing } from './use-acting.ts'
import { useGiven } from './use-given.ts'
import type { ProjectView } from './wire.ts'
import { Wish } from './wish.tsx'

interface ActDialogProps {
  type: ActType
  view: ProjectView
  path: string
  put: (view: ProjectView) => void
  onClose: () => void
}

/** Asks what an act needs, and says beforehand what follows from it and who is told. */
export function ActDialog({ type, view, path, put, onClose }: ActDialogProps) {
  const { say } = useLanguage()
  const { zoneOf } = useDesk()
  const { seen, between, act } = useActing(view, path, put)
  const span = spanOf(type, seen, isoDay(houseNow(), zoneOf(view.project.programmeId)))
  const given = useGiven(`${view.project.id}:${type}`, presetOf(type, seen))
  const ready = actOf(type, given.all, span)
  const still = seen.project.may.includes(type)
  const name = nameOf(type, seen, say)
  const doIt = async () => {
    const done = ready && (await act(ready))
    if (!done) return
    given.forget()
    tellDone(say(done.project.awaiting ? 'decide.proposed-done' : `decide.${type}-done`))
    onClose()
  }
  return (
    <Dialog
      title={say('decide.title', { act: name, number: view.project.number })}
      doIt={still ? say(between ? 'decide.still' : 'decide.do', { act: name }) : undefined}
      danger={ACTS[type].grave}
      wide={type === 'evaluate' || between !== undefined}
      ready={ready !== null}
      onDo={doIt}
      onClose={onClose}
    >
      {between && <Moved between={between} view={seen} still={still} />}
      <Consequences type={type} view={seen} />
      {ACTS[type].asks.map((asked) => (
        <Ask
          key={asked}
          asked={asked}
          type={type}
          span={span}
          value={given.all[asked] ?? ''}
          onChange={(value) => given.set(asked, value)}
        />
      ))}
    </Dialog>
  )
}

/** Refusing is named after what is refused. */
export const nameOf = (type: ActType, { project }: ProjectView, say: Say) =>
  say(type === 'refuse' ? `decide.refuse.${project.state}` : `decide.${type}`)

/** What the applicant wished for stands there already. */
const presetOf = (type: ActType, { extension }: ProjectView) =>
  type === 'grant' && extension ? { until: extension.until } : {}

/** What somebody else did while the officer was deciding. */
function Moved({
  between,
  view,
  still,
}: {
  between: ProjectView['events']
  view: ProjectView
  still: boolean
}) {
  const { say } = useLanguage()
  return (
    <Alert
      className="conflict"
      type="warning"
      title={say('decide.moved')}
      description={
        <>
          <Record events={between} programme={view.project.programmeId} />
          <p>{say(still ? 'decide.moved-still' : 'decide.moved-over')}</p>
        </>
      }
    />
  )
}

function Consequences({ type, view }: { type: ActType; view: ProjectView }) {
  const { say, code } = useLanguage()
  const { project, extension } = view
  const proposal = proposalIn(view)
  const awaited = project.awaiting
  const named = {
    certificate: view.nextCertificate ?? '',
    ends: dayInWords(project.endsOn, code),
    by: awaited?.by ?? '',
    act: awaited ? say(`decide.${awaited.act}`) : '',
  }
  const guarantor = project.body ? 'with' : 'without'
  return (
    <div className="consequences">
      <p>{say(type === 'refuse' ? `decide.refuse-about.${project.state}` : `decide.${type}-about`, named)}</p>
      <p className="tells">
        {say(`tells.${ACTS[type].tells}.${guarantor}`, { name: project.body?.label ?? '' })}
      </p>
      {(type === 'grant' || type === 'refuse') && extension && <Wish extension={extension} />}
      {(type === 'confirm' || type === 'object') && proposal && (
        <Record events={[proposal]} programme={project.programmeId} />
      )}
    </div>
  )
}

interface AskProps {
  asked: Asked
  type: ActType
  span: Span
  value: string
  onChange: (value: string) => void
}

function Ask({ asked, type, span, value, onChange }: AskProps) {
  const { say, code } = useLanguage()
  if (asked === 'passed') return <Outcome value={value} onChange={onChange} />
  if (asked === 'until') {
    const [from, to] = [dayInWords(span.from, code), span.to && dayInWords(span.to, code)]
    const isOut = value !== '' && (value < span.from || (span.to !== null && value > span.to))
    const bounds = to ? say('ask.until-between', { from, to }) : say('ask.until-from', { from })
    return (
      <Field label={say(`ask.until.${type}`)} hint={bounds} error={isOut ? say('ask.until-out') : undefined}>
        <Input
          type="date"
          className="day"
          value={value}
          min={span.from}
          max={span.to ?? undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
    )
  }
  const excess = value.trim().length - LONGEST[asked]
  const ties = {
    label: say(`ask.${asked}`),
    hint: say(`ask.${asked}-hint.${asked === 'document' ? type : ACTS[type].tells}`),
    error: excess > 0 ? say('ask.too-long', { most: LONGEST[asked], n: excess }) : undefined,
  }
  return (
    <Field {...ties}>
      {asked === 'document' ? (
        <Input value={value} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input.TextArea
          rows={asked === 'opinion' ? 6 : 4}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

function Outcome({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { say } = useLanguage()
  return (
    <fieldset className="outcome">
      <legend>{say('ask.passed')}</legend>
      <Radio.Group value={value} onChange={(event) => onChange(event.target.value)}>
        <Radio value="yes">{say('ask.passed-yes')}</Radio>
        <Radio value="no">{say('ask.passed-no')}</Radio>
      </Radio.Group>
      {value && <p className="hint">{say(`ask.passed-${value}-hint`)}</p>}
    </fieldset>
  )
}
