import { afterEach, expect, it } from 'vitest'
import { createPool, type Pool } from '../../src/documents/worker-pool.ts'

const file = new URL('./fragile-worker.ts', import.meta.url)
let pool: Pool<string, string>
const open = (threads: number, timeoutMs = 5000) => {
  pool = createPool<string, string>({ file, threads, timeoutMs, data: new SharedArrayBuffer(4) })
  return pool
}

afterEach(() => pool.close())

it('answers each job with its own result, however many wait', async () => {
  const jobs = Array.from({ length: 20 }, (_, at) => `job ${at}`)
  const { run } = open(3)
  await expect(Promise.all(jobs.map(run))).resolves.toEqual(jobs)
})

it('tries a job again in a new worker when the first one dies', async () => {
  const { run } = open(1)
  await expect(run('die once')).resolves.toBe('die once')
})

it('gives up a job that kills two workers, and goes on with the next', async () => {
  const { run } = open(1)
  const [bad, good] = await Promise.allSettled([run('die'), run('live')])
  expect(bad).toMatchObject({
    status: 'rejected',
    reason: { message: expect.stringContaining('died 2 times') },
  })
  expect(good).toEqual({ status: 'fulfilled', value: 'live' })
})

it('stops a job that takes too long and replaces its worker', async () => {
  const { run } = open(1, 5000)
  await expect(run('hang')).rejects.toThrow(/longer than 5000 ms/)
  await expect(run('live')).resolves.toBe('live')
})

it('passes on what the worker says went wrong', async () => {
  await expect(open(1).run('fail')).rejects.toThrow('as asked')
})

it('rejects what still waits when it is closed', async () => {
  const { run, close } = open(1)
  const hanging = expect(run('hang')).rejects.toThrow(/closed/)
  const waiting = expect(run('live')).rejects.toThrow(/closed/)
  await close()
  await Promise.all([hanging, waiting])
})
