/** People at terminals: `shenbao chat` on the shared database, each a process of its own, whose database may go away. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { SAYINGS } from '../channel-storm.ts'
import type { Fault } from '../history.ts'
import type { Chance } from './people.ts'

const CLI = path.join(import.meta.dirname, '../../../src/cli.ts')
const PROMPT = '\n> '
/** longer than a reply is held that was claimed as the database went away */
const PATIENCE_MS = 90_000

/** What somebody typed at one terminal, and what stood there at the end. */
export interface Seated {
  lines: string[]
  /** so many of them were answered before the next one was typed */
  answered: number
  written: string
}

/** Types a few lines, each when the one before was answered, until the process ends or the run closes. */
export async function sitDown(
  place: number,
  turns: number,
  environment: Record<string, string>,
  { chance, isClosing }: { chance: Chance; isClosing: () => boolean },
): Promise<Seated> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'shenbao-terminal-'))
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [CLI, 'chat', '--locale', 'zh-CN'], {
    env: { PATH, HOME, SHENBAO_DATA: dir, ...environment },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const screen = watched(child)
  const seated: Seated = { lines: [], answered: 0, written: '' }
  try {
    while (await screen.answered()) {
      seated.answered = seated.lines.length
      if (seated.answered >= turns || isClosing()) break
      // the first one says which terminal it is
      const said = SAYINGS[Math.floor(chance() * SAYINGS.length)] ?? ''
      const line = seated.lines.length === 0 ? `终端${place}：截止日期是哪天？` : said
      seated.lines.push(line)
      child.stdin.write(`${line}\n`)
    }
  } finally {
    child.stdin.end()
    await screen.ended
    await rm(dir, { recursive: true, force: true })
  }
  return { ...seated, written: screen.text() }
}

function watched(child: ChildProcess) {
  let text = ''
  let look = (): void => {}
  let isOver = false
  child.stdout?.on('data', (part: Buffer) => {
    text += part.toString()
    look()
  })
  child.stdin?.on('error', () => {})
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      isOver = true
      look()
      resolve()
    })
  })
  let seen = 0
  /** Something was said since, and the next line is asked for. False: the process ended first, or had to be ended. */
  const answered = (): Promise<boolean> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
      look = () => {
        const since = text.slice(seen)
        // an answer that another node has given comes behind the prompt
        const isThere = since.includes(PROMPT) && since.replaceAll(PROMPT, '').trim() !== ''
        if (!isThere && !isOver) return
        clearTimeout(timer)
        seen = text.length
        resolve(isThere)
      }
      look()
    })
  return { answered, ended, text: () => text }
}

const STORED = `
SELECT a.activity->>'text' AS said, array_remove(array_agg(m.text ORDER BY m.seq) FILTER (WHERE m.sender = 'bot'), NULL) AS replies
FROM activity a LEFT JOIN message m ON m.conversation_id = a.conversation_id AND m.activity_id = a.id
WHERE a.conversation_id = (SELECT conversation_id FROM activity WHERE activity->>'text' = $1) AND a.activity->>'kind' = 'text'
GROUP BY a.id, a.activity, a.first_seq ORDER BY a.first_seq`

/** Every answered line once and in order, at most the last one besides, and each answer on the screen once. */
export async function judgeTerminals(pool: pg.Pool, terminals: readonly Seated[]): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const { lines, answered, written } of terminals) {
    const [first = ''] = lines
    if (lines.length === 0) continue
    const { rows } = await pool.query<{ said: string; replies: string[] | null }>(STORED, [first])
    const fault = (kind: Fault['kind'], detail: string) => faults.push({ kind, conversation: first, detail })
    const stored = rows.map(({ said }) => said)
    const wanted = lines.slice(0, Math.max(answered, Math.min(stored.length, lines.length)))
    if (stored.join('\n') !== wanted.join('\n'))
      fault('lost', `${stored.join(' / ')} for ${wanted.join(' / ')}`)
    let at = 0
    // of the last one the first: the process did not wait for more
    for (const [turn, { replies }] of rows.slice(0, answered).entries())
      for (const reply of (replies ?? []).slice(0, turn === answered - 1 ? 1 : undefined)) {
        const found = written.indexOf(reply, at)
        if (found < 0) fault('unheard', `${reply.slice(0, 60)}, not behind what was said before`)
        else at = found + reply.length
      }
  }
  return faults
}
