/**
 * Load that does not wait for the server: people come at their own rate, each with a short dialogue, and every time is
 * counted from when something was meant to be sent. A server that stalls makes all who come meanwhile wait, and is told so.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { Applicant, type Ask, type Line } from '../test/rigs/applicant.ts'

export interface Load {
  /** new conversations a second */
  rate: number
  seconds: number
  /** between hearing and saying the next thing */
  thinkMs: number
}

export type Kind = 'start' | 'question' | 'button' | 'answer'

/** One request as its sender lived it, with everything it took until it was answered for good. */
export interface Lived {
  kind: Kind
  ms: number
  /** of the last answer; 0: none came */
  status: number
  /** how often it was told to come again */
  turnedAway: number
}

/** Everything a dialogue sends, its start included. */
export const REQUESTS = 6
/** as often as that it comes again before it gives up */
const MOST_TRIES = 20
/** so many are let in at the same time, so that a server that stands still does not fill this process */
const MOST_OPEN = 5_000

/** Resolves with the number of dialogues that could not be finished, once all have ended. */
export async function openLoop(line: Line, load: Load, heard: (lived: Lived) => void): Promise<number> {
  const began = performance.now()
  const open = new Set<Promise<void>>()
  let broken = 0
  for (let at = 0; at < Math.round(load.rate * load.seconds); at++) {
    const due = began + (at * 1000) / load.rate
    await until(due)
    if (open.size >= MOST_OPEN) {
      broken++
      continue
    }
    const talk = dialogue(line, due, load.thinkMs, heard).catch(() => void broken++)
    open.add(talk)
    void talk.then(() => open.delete(talk))
  }
  await Promise.all(open)
  return broken
}

async function dialogue(
  line: Line,
  due: number,
  thinkMs: number,
  heard: (lived: Lived) => void,
): Promise<void> {
  let meant = due
  const measured: Line = async (ask) => {
    const { answer, turnedAway } = await insist(line, ask)
    heard({ kind: kindOf(ask), ms: performance.now() - meant, status: answer?.status ?? 0, turnedAway })
    if (!answer) throw new Error('no answer')
    return answer
  }
  const one = await Applicant.start(measured)
  const think = async () => {
    meant = performance.now() + thinkMs
    await until(meant)
  }
  await think()
  await one.say('截止日期是哪天？')
  await think()
  await one.press('begin:filing')
  for (let card = 3; card < REQUESTS && one.card; card++) {
    await think()
    await one.answerCard(one.card)
  }
}

/** Comes again as a good client does, under the same key, when it is told to. */
async function insist(line: Line, ask: Ask) {
  for (let turnedAway = 0; ; turnedAway++) {
    const answer = await line(ask).catch(() => null)
    if (answer?.status !== 503 || turnedAway === MOST_TRIES) return { answer, turnedAway }
    await pause(Number(answer.headers['retry-after'] ?? 1) * 1000 * (1 + Math.random() * 0.3))
  }
}

function kindOf({ path, body }: Ask): Kind {
  if (!path.endsWith('/activities')) return 'start'
  const { text, choice } = body as { text?: string; choice?: string }
  if (text !== undefined) return 'question'
  return choice === 'begin:filing' ? 'button' : 'answer'
}

const until = async (at: number): Promise<void> => {
  const ms = at - performance.now()
  if (ms > 0) await pause(ms)
}
