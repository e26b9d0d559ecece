/** Takes so many people through the dialogue at the same time, whoever leads it, and checks every answer. */
import { LINES } from './dialogue.ts'

/** Says something in one conversation; all that is answered. */
export type Say = (text: string) => Promise<string>
/** Begins a conversation up to its first question. */
export type Open = (person: number) => Promise<Say>

export interface Driven {
  perSecond: number
  turns: number
  seconds: number
}

export interface Order {
  /** conversations at the same time */
  atOnce: number
  /** conversations in all */
  people: number
}

/** Begins all of them, and then measures the turns. @throws when one answer is not what must be heard */
export async function drive(open: Open, { atOnce, people }: Order, began: () => void): Promise<Driven> {
  await takeThrough(await open(-1))
  const waiting: Say[] = []
  await allOf(atOnce, people, async (person) => void waiting.push(await open(person)))
  began()
  const start = performance.now()
  await allOf(atOnce, people, async () => takeThrough(waiting.pop() as Say))
  const seconds = (performance.now() - start) / 1000
  const turns = people * LINES.length
  return { perSecond: turns / seconds, turns, seconds }
}

/** Does something for each of so many people, so many at a time. */
export async function allOf(
  atOnce: number,
  people: number,
  work: (person: number) => Promise<void>,
): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < people) await work(next++)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

async function takeThrough(say: Say): Promise<void> {
  for (const line of LINES) {
    const heard = await say(line.say)
    if (heard === '' || heard.includes(line.next) === line.refused)
      throw new Error(`after “${line.say}” came “${heard}”${line.refused ? '' : `, not “${line.next}”`}`)
  }
}
