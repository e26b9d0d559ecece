import { Button } from 'antd'
import { useLoad } from '../data/cache.ts'
import { query } from '../data/client.ts'
import { go } from '../data/router.tsx'
import { dayOf } from '../data/times.ts'
import type { Programme, Unanswered } from '../data/wire.ts'
import { useLanguage } from '../data/words.tsx'
import { Empty, NoScreen, Shown } from '../parts/states.tsx'
import { useTitle } from '../shell/title.ts'
import type { ProposalSeed } from '../thread/actions.tsx'
import { useProgramme } from './programme-choice.tsx'

/** What people asked the assistant and did not find: equal ones together, the most frequent first. */
export default function UnansweredPage() {
  const { say } = useLanguage()
  const { programme, choice } = useProgramme(({ may }) => may.unanswered)
  const loaded = useLoad<Unanswered>(programme ? `/unanswered${query({ programme: programme.id })}` : null)
  useTitle(say('room.unanswered'))
  if (!programme) return <NoScreen why="forbidden" />
  return (
    <>
      <h1>{say('room.unanswered')}</h1>
      <p className="page-about">{say('unanswered.about')}</p>
      {choice}
      <Shown of={loaded}>
        {({ total, groups }) =>
          groups.length === 0 ? (
            <Empty title={say('unanswered.none')} />
          ) : (
            <>
              <p>{say('unanswered.total', { total, groups: groups.length })}</p>
              <ol className="cards">
                {groups.map((group) => (
                  <Group key={group.wordings[0]?.text} group={group} programme={programme} />
                ))}
              </ol>
            </>
          )
        }
      </Shown>
    </>
  )
}

function Group({ group, programme }: { group: Unanswered['groups'][number]; programme: Programme }) {
  const { say, code } = useLanguage()
  const [first, ...others] = group.wordings
  const percent = new Intl.NumberFormat(code, { style: 'percent', maximumFractionDigits: 0 }).format(
    group.share,
  )
  return (
    <li className="card unanswered">
      <p className="figure">
        <b>{group.count}</b>
        <small>{percent}</small>
      </p>
      <div>
        <h2>{first?.text}</h2>
        {others.length > 0 && (
          <p className="wordings">
            {others.map(({ text, count }) => (
              <span key={text}>{say('unanswered.wording', { text, n: count })}</span>
            ))}
          </p>
        )}
        <p className="meta">
          <span>{say('unanswered.last', { day: dayOf(`${group.lastOn}T00:00:00Z`, code, 'UTC') })}</span>
          {group.nearest.length > 0 && (
            <span>
              {say('unanswered.nearest', { topics: group.nearest.map(({ topic }) => topic).join(' · ') })}
            </span>
          )}
        </p>
      </div>
      {programme.may.clarify && (
        <p className="card-tools">
          <Button
            aria-label={say('unanswered.propose-of', { text: first?.text ?? '' })}
            onClick={() => go('/clarifications/new', seedOf(group, programme))}
          >
            {say('thread.propose')}
          </Button>
        </p>
      )}
    </li>
  )
}

function seedOf({ wordings }: Unanswered['groups'][number], programme: Programme): ProposalSeed {
  const asked = wordings.map(({ text }) => text.slice(0, 300))
  const isLatin = /^[\p{Script=Latin}\p{P}\s\d]+$/u.test(asked[0] ?? '')
  const locale =
    (isLatin && programme.languages.find((code) => code.startsWith('en'))) || programme.languages[0] || ''
  return {
    programme: programme.id,
    locale,
    question: asked[0] ?? '',
    answer: '',
    asked,
    clauses: [],
    enquiries: [],
  }
}
