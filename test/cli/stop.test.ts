/** A server that is told to stop: what it has taken is answered, what it has not taken is not acknowledged. */
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { v7 } from 'uuid'
import { afterAll, expect, test, vi } from 'vitest'
import { Applicant, over } from '../rigs/applicant.ts'
import { startPostgres } from '../rigs/postgres.ts'
import { type Served, serve } from '../rigs/served.ts'

vi.setConfig({ testTimeout: 300_000 })
const server = await startPostgres()
const root = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-stop-'))
afterAll(async () => {
  fs.rmSync(root, { recursive: true, force: true })
  await server?.stop()
}, 30_000)

async function freePort(): Promise<string> {
  const probe = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as net.AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return String(port)
}

const statusOf = (url: string) =>
  fetch(url).then(
    async (response) => ({ status: response.status, body: (await response.json()) as { trouble?: string } }),
    () => null,
  )

/** What a browser shows, and that it looks again by itself while the server is not there. */
async function browse(address: string, language: string): Promise<string> {
  const headers = { accept: 'text/html,*/*', 'accept-language': language }
  const response = await fetch(`${address}/`, { headers })
  const page = await response.text()
  expect(response.status === 200 || page.includes('http-equiv="refresh"')).toBe(true)
  return `${response.status} ${/<title>(.*)<\/title>/.exec(page)?.[1]}`
}
const ignore = (): void => {}

/** Talks until nobody answers any more. @returns ids of what was acknowledged, and of all that was sent */
async function talk(one: Applicant, heard: () => void): Promise<{ acknowledged: string[]; sent: string[] }> {
  const sent: string[] = []
  const acknowledged: string[] = []
  for (;;) {
    const id = v7()
    sent.push(id)
    const answer = await one.ask({ id, text: `words ${id}` }).catch(() => null)
    if (answer?.status !== 200) return { acknowledged, sent }
    acknowledged.push(id)
    heard()
  }
}

/** Of the stop in the middle of talk: where there is PostgreSQL, on that. */
async function environmentOf(): Promise<Record<string, string>> {
  const url = await server?.database()
  const own = { SHENBAO_DATA: path.join(root, 'talk'), SHENBAO_LOG: 'silent', SHENBAO_STOP_GRACE: '0.2' }
  return url ? { ...own, DATABASE_URL: url, SHENBAO_SECRET: 'a secret of tests' } : own
}

test('loses nothing that was acknowledged, doubles nothing, and ends with 0; a second signal ends it at once', async () => {
  const environment = await environmentOf()
  const first = await serve(environment)
  const people = await Promise.all(Array.from({ length: 8 }, () => Applicant.start(over(first.address))))
  let acknowledgements = 0
  const talks = people.map((one) => talk(one, () => acknowledgements++))
  await vi.waitUntil(() => acknowledgements > 40, 60_000)
  first.child.kill('SIGTERM')
  const told = await Promise.all(talks)
  expect(await first.ended).toEqual({ code: 0, signal: null })
  const second = await serve({ ...environment, SHENBAO_STOP_GRACE: '60' })
  for (const [at, one] of people.entries()) {
    const line = over(second.address)
    const { acknowledged = [], sent = [] } = told[at] ?? {}
    const { body } = await line({ method: 'GET', path: one.path, headers: one.own })
    const words = body.entries.flatMap(({ from, text }: { from: string; text: string }) =>
      from === 'you' ? [text] : [],
    )
    expect(words.slice(0, acknowledged.length)).toEqual(acknowledged.map((id) => `words ${id}`))
    // the last one may have been written without an answer: the client asks again with the same key
    expect(words.length - acknowledged.length).toBeLessThanOrEqual(1)
    const last = { id: sent.at(-1), text: `words ${sent.at(-1)}` }
    const again = { path: `${one.path}/activities`, body: last, headers: one.own }
    expect((await line(again)).status).toBe(200)
    const after = await line({ method: 'GET', path: one.path, headers: one.own })
    const said = after.body.entries.filter(({ from }: { from: string }) => from === 'you')
    expect(said).toHaveLength(sent.length)
  }
  second.child.kill('SIGTERM')
  await pause(1_000)
  const began = performance.now()
  second.child.kill('SIGTERM')
  expect(await second.ended).toMatchObject({ code: 1 })
  expect(performance.now() - began).toBeLessThan(5_000)
})

test('a server says that it is starting, then that it is ready, then that it stops, and goes on answering for the grace', async () => {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const seen = new Set<string>()
  const shown = new Set<string>()
  let looking = true
  const look = (async () => {
    while (looking) {
      const ready = await statusOf(`${address}/readyz`)
      if (ready) seen.add(`${ready.status} ${ready.body.trouble ?? 'ok'}`)
      if (!seen.has('200 ok')) await browse(address, 'en').then((title) => shown.add(title), ignore)
      await pause(5)
    }
  })()
  const environment = { SHENBAO_DATA: path.join(root, 'grace'), PORT: port, SHENBAO_STOP_GRACE: '5' }
  const served: Served = await serve(environment)
  const one = await Applicant.start(over(address))
  const stream = await fetch(`${address}${one.path}/events`, { headers: one.own })
  await vi.waitUntil(() => seen.has('200 ok'), 60_000)
  served.child.kill('SIGTERM')
  await vi.waitUntil(() => seen.has('503 stopping'), 60_000)
  expect((await statusOf(`${address}/healthz`))?.status).toBe(200)
  expect((await one.ask({ choice: 'begin:filing' })).status).toBe(200)
  expect(await served.ended).toEqual({ code: 0, signal: null })
  looking = false
  await look
  expect([...seen]).toEqual(['503 starting', '200 ok', '503 stopping'])
  expect(shown).toContain('503 The assistant is starting')
  // the reader is told to come back soon, and was not simply cut off
  expect(await stream.text()).toMatch(/\nretry: \d+\n\n$/)
})
