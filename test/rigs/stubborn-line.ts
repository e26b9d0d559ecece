/** A line that behaves as a good client on a bad day: it retries with the same key, and sometimes sends twice at once. */
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { type Choice, turnResponseSchema, type WireActivity } from '../../src/contract/conversation.ts'
import { type Answer, Applicant, type Ask, type Line } from './applicant.ts'
import type { Fault, History } from './history.ts'

/** What all lines of a run share. */
export interface Weather {
  /** the server as it can be reached now */
  line: Line
  /** resolves as soon as traffic may flow */
  open(): Promise<void>
  /** true: no new activity is begun */
  closing: boolean
  acknowledged: number
  retries: number
  duplicates: number
  faults: Fault[]
}

/** Nothing happened yet. */
export function fairWeather(line: Line, open: () => Promise<void> = async () => {}): Weather {
  return { line, open, closing: false, acknowledged: 0, retries: 0, duplicates: 0, faults: [] }
}

/** Thrown instead of a new activity once the run is closing. */
export class Closing extends Error {}

const DUPLICATES = 0.25

/** An applicant whose activities arrive whatever happens, and the history of all it sent. */
export async function stubbornApplicant(
  weather: Weather,
): Promise<{ applicant: Applicant; history: History }> {
  const started = await persist(weather, { path: '/api/conversations', body: {} }, 201)
  const { id, locale, replies } = started.body
  const history: History = { id, locale, greeting: replies, sent: [] }
  const line: Line = (ask) => (ask.method === 'GET' ? weather.line(ask) : sendOnce(weather, history, ask))
  // the first request has been made already: this line only hands its answer on
  const applicant = await Applicant.start(async (ask) =>
    ask.path === '/api/conversations' ? started : line(ask),
  )
  return { applicant, history }
}

/** Sends one activity until it is acknowledged. */
async function sendOnce(weather: Weather, history: History, ask: Ask): Promise<Answer> {
  if (weather.closing) throw new Closing()
  const activity = ask.body as WireActivity
  const sent: History['sent'][number] = { activity, said: saidBy(activity, history), replies: null }
  history.sent.push(sent)
  const twice = Math.random() < DUPLICATES
  const answers = await Promise.all([1, ...(twice ? [2] : [])].map(() => persist(weather, ask, 200)))
  const [first, second] = answers as [Answer, Answer?]
  if (second && !isDeepStrictEqual(second.body, first.body))
    weather.faults.push({
      kind: 'altered',
      conversation: history.id,
      detail: `two answers to ${activity.id}`,
    })
  sent.replies = turnResponseSchema.parse(first.body).replies
  weather.acknowledged++
  if (twice) weather.duplicates++
  return first
}

/** A balancer's own answers: the node behind it went away or did not answer in time. */
const AGAIN = new Set([502, 503, 504])

/** Asks again and again until the answer has the status of success. @throws when it is refused for good */
export async function persist(weather: Weather, ask: Ask, success: number): Promise<Answer> {
  for (let tries = 0; ; tries++) {
    await weather.open()
    const answer = await weather.line(ask).catch(() => null)
    if (answer?.status === success) return answer
    if (answer && !AGAIN.has(answer.status))
      throw new Error(`refused: ${answer.status} ${JSON.stringify(answer.body)}`)
    weather.retries++
    // soon at first, for a server that is killed and started again; not without pause while all of them are away
    await pause((5 + Math.random() * 30) * Math.min(1 + tries / 4, 20))
  }
}

/** What the transcript will show: buttons by the label of the last reply, forms by their values. */
function saidBy({ text, choice, form }: WireActivity, { sent, greeting }: History): string {
  if (text !== undefined) return text
  if (form) return Object.values(form.values).flat().filter(Boolean).join('\n')
  const offered: Choice[] = (sent.at(-1)?.replies ?? greeting).at(-1)?.choices ?? []
  return offered.find(({ value }) => value === choice)?.label ?? choice ?? ''
}
