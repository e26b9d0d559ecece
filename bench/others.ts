/** The smaller measures: paper, the widget's bytes, asking, and the first answer after a start. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { over } from '../test/rigs/applicant.ts'
import { serve } from '../test/rigs/served.ts'
import { inTemp, withServer } from './homes.ts'
import { benchPrint } from './print.ts'
import { shareOf, timed } from './statistics.ts'
import type { Figure } from './table.ts'

const QUESTIONS = [
  '截止日期是哪天？',
  '需要提交几份材料？',
  '有没有资金补助？',
  '谁可以申报？',
  'When is the deadline?',
]
const ASKED = 1_000
const ASKERS = 8

/** Three copies, and how long everything else has to wait for them. */
export async function benchPaper(): Promise<Figure[]> {
  const { coldMs, warmMedianMs, warmP95Ms, longestBlockMs } = await benchPrint()
  return [
    { what: 'three printed copies, warm median', value: warmMedianMs, unit: 'ms', bar: { atMost: 300 } },
    { what: '… 95th of 100', value: warmP95Ms, unit: 'ms' },
    { what: '… the first of a process', value: coldMs, unit: 'ms' },
    { what: '… longest block of the event loop', value: longestBlockMs, unit: 'ms', bar: { atMost: 50 } },
  ]
}

/** What a browser loads to show the door of the form: page, style and script; they must have been built. */
export async function benchFirstLoad(): Promise<Figure[]> {
  return withServer({}, async ({ address }) => {
    const sizes = await Promise.all(
      ['/form', '/form.css', '/form.js'].map(async (path) => {
        const response = await fetch(address + path)
        if (!response.ok) throw new Error(`${path} answered ${response.status}`)
        return gzipSync(Buffer.from(await response.arrayBuffer()), { level: 9 }).length
      }),
    )
    const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1000
    return [{ what: 'form, first load, gz', value: kilobytes, unit: 'kB', bar: { atMost: 60 } }]
  })
}

/** The one script that a page carries; it must have been built. */
export async function benchWidget(): Promise<Figure[]> {
  const script = await readFile(path.join(import.meta.dirname, '../dist/public/widget.js'))
  const kilobytes = gzipSync(script, { level: 9 }).length / 1000
  return [{ what: 'widget, gz', value: kilobytes, unit: 'kB', bar: { atMost: 25 } }]
}

/** Questions answered by the stateless API. */
export async function benchAsking(): Promise<Figure[]> {
  return withServer({}, async ({ line, cpuMs }) => {
    const page = await line({ path: '/api/conversations', body: {} })
    const asked = async (at: number) => {
      const text = QUESTIONS[at % QUESTIONS.length] ?? ''
      const { status } = await line({ path: `/api/programmes/${page.body.programme}/ask`, body: { text } })
      if (status !== 200) throw new Error(`not answered: ${status}`)
    }
    const times: number[] = []
    for (let at = 0; at < ASKED / 5; at++) await asked(at)
    const before = cpuMs()
    for (let at = 0; at < ASKED; at++) times.push(await timed(() => asked(at)))
    const after = cpuMs()
    let next = 0
    const began = performance.now()
    const asker = async () => {
      while (next < ASKED) await asked(next++)
    }
    await Promise.all(Array.from({ length: ASKERS }, asker))
    const perSecond = ASKED / ((performance.now() - began) / 1000)
    return [
      { what: 'a question answered, one at a time, median', value: shareOf(times, 0.5), unit: 'ms' },
      { what: '… its 99th of 100', value: shareOf(times, 0.99), unit: 'ms', bar: { atMost: 5 } },
      ...(before === null || after === null
        ? []
        : [{ what: '… processor time of the server', value: (after - before) / ASKED, unit: 'ms/answer' }]),
      { what: `questions answered, ${ASKERS} at a time`, value: perSecond, unit: 'answers/s' },
    ]
  })
}

/** From the command to the first answer, with an embedded database still to be made and with one that is there. */
export const benchStart = (): Promise<Figure[]> =>
  inTemp(async (dataDir) => [
    { what: 'start to first answer, nothing there yet', value: await firstAnswer(dataDir), unit: 'ms' },
    { what: 'start to first answer, database there', value: await firstAnswer(dataDir), unit: 'ms' },
  ])

async function firstAnswer(dataDir: string): Promise<number> {
  const began = performance.now()
  const server = await serve({ SHENBAO_DATA: dataDir, SHENBAO_LOG: 'warn' })
  const { status } = await over(server.address)({ path: '/api/conversations', body: {} })
  const took = performance.now() - began
  await server.stop()
  if (status !== 201) throw new Error(`not answered: ${status}`)
  return took
}
