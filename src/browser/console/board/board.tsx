import '../projects/words.ts'
import '../styles/project.css'
import '../styles/board.css'
import { Button } from 'antd'
import { useLoad } from '../data/cache.ts'
import { query } from '../data/client.ts'
import { mayBeCase, useHearing } from '../data/hearing.ts'
import { go, usePlace } from '../data/router.tsx'
import { useSay } from '../data/words.tsx'
import { useProgramme } from '../office/programme-choice.tsx'
import { NoScreen, Shown } from '../parts/states.tsx'
import type { Board } from '../projects/wire.ts'
import { useTitle } from '../shell/title.ts'
import { Bars } from './bars.tsx'
import { Ending, Waiting } from './lists.tsx'
import { Stages, ToDo } from './tallies.tsx'

/** How the whole call stands: what is to be decided, how much there is at each stage, and what runs out next. */
export default function BoardPage() {
  const say = useSay()
  const wanted = usePlace().search.get('programme') ?? undefined
  const { programme, choice } = useProgramme(({ may }) => may.oversee, wanted)
  const asked = programme && query({ programme: programme.id })
  const board = useLoad<Board>(asked ? `/board${asked}` : null)
  useTitle(say('room.board'))
  useHearing((event) => {
    if (mayBeCase(event)) void board.reload()
  })
  if (!programme) return <NoScreen why="forbidden" />
  return (
    <div className="board">
      <div className="page-head">
        <h1>{say('room.board')}</h1>
        <Button type="primary" onClick={() => go(`/board/approve${asked}`)}>
          {say('approve.open')}
        </Button>
      </div>
      {choice}
      <Shown of={board}>{(data) => <Whole board={data} programme={programme.id} />}</Shown>
      <Downloads asked={asked ?? ''} />
    </div>
  )
}

function Whole({ board, programme }: { board: Board; programme: string }) {
  return (
    <>
      <ToDo board={board} programme={programme} />
      <Stages board={board} programme={programme} />
      <div className="board-columns">
        <Waiting board={board} programme={programme} />
        <Ending board={board} programme={programme} />
      </div>
      <Bars board={board} programme={programme} />
    </>
  )
}

const DOWNLOADS = ['applications.xlsx', 'projects.xlsx', 'national.xlsx', 'archive.zip']

function Downloads({ asked }: { asked: string }) {
  const say = useSay()
  return (
    <section className="board-part" aria-label={say('downloads.title')}>
      <h2>{say('downloads.title')}</h2>
      <ul className="download-list">
        {DOWNLOADS.map((file) => (
          <li key={file}>
            <a href={`/api/desk/${file}${asked}`} download>
              {say(`downloads.${file}`)}
            </a>
            <small>{say(`downloads.${file}-about`)}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
