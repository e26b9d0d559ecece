/** The same twenty questions led by the real server, over HTTP. */
import { Applicant, type Line } from '../test/rigs/applicant.ts'
import type { Running } from './homes.ts'
import { type Driven, drive, type Open, type Order } from './peers/drive.ts'

/** Conversations of the server behind this line, up to their first question. */
export const openTwenty =
  (line: Line): Open =>
  async () => {
    const one = await Applicant.start(line)
    await one.press('begin:filing')
    return async (text) => (await one.say(text)).map((reply) => reply.text).join('\n')
  }

/** What twenty questions took the server. */
export interface Took extends Driven {
  cpuMsATurn: number | null
}

export const driveServer = ({ line, cpuMs }: Running, order: Order): Promise<Took> =>
  driveOpened(openTwenty(line), cpuMs, order)

/** @param cpuMs processor time that the server has used so far */
export async function driveOpened(open: Open, cpuMs: () => number | null, order: Order): Promise<Took> {
  let before: number | null = null
  const driven = await drive(open, order, () => {
    before = cpuMs()
  })
  const after = cpuMs()
  return { ...driven, cpuMsATurn: before === null || after === null ? null : (after - before) / driven.turns }
}
