/** A few worker threads with one queue: jobs wait their turn, a dead or stuck worker is replaced. */
import { Worker } from 'node:worker_threads'

/** What a worker posts for each job it is sent. */
export type Reply<Value> = { value: Value } | { error: string }

export interface PoolOptions {
  /** the worker's file */
  file: URL
  /** passed to each worker at its start */
  data?: unknown
  threads: number
  /** milliseconds a job may take, a worker's start included */
  timeoutMs: number
  /** of memory that a worker may have for objects; left out: as much as there is */
  megabytes?: number
}

export interface Pool<Job, Value> {
  /** @throws when the job fails, takes too long, or kills two workers */
  run(job: Job): Promise<Value>
  /** lets nothing new in, rejects what waits, and stops the workers */
  close(): Promise<void>
}

interface Task<Job, Value> {
  job: Job
  attempts: number
  resolve(value: Value): void
  reject(error: Error): void
}

/** A worker may die through no fault of the job; a job that kills two is not tried again. */
const maxAttempts = 2
const deathHint = 'See the cause; without one, look at memory.'

/** Starts workers as they are needed, up to `threads`. */
export function createPool<Job, Value>(options: PoolOptions): Pool<Job, Value> {
  const { file, data, threads, timeoutMs, megabytes } = options
  const resourceLimits = megabytes === undefined ? {} : { maxOldGenerationSizeMb: megabytes }
  const waiting: Task<Job, Value>[] = []
  const idle: Worker[] = []
  const busy = new Map<Worker, { task: Task<Job, Value>; timer: NodeJS.Timeout }>()
  let closed = false

  function next(): void {
    while (!closed && waiting.length > 0) {
      const worker = idle.pop() ?? (busy.size < threads ? start() : undefined)
      const task = worker && waiting.shift()
      if (!worker || !task) return
      give(worker, task)
    }
  }

  function start(): Worker {
    const worker = new Worker(file, { workerData: data, resourceLimits })
    worker.on('message', (reply: Reply<Value>) => finish(worker, reply))
    worker.on('error', (error) => bury(worker, error))
    worker.on('exit', () => bury(worker))
    return worker
  }

  function give(worker: Worker, task: Task<Job, Value>): void {
    task.attempts += 1
    const timer = setTimeout(() => giveUp(worker), timeoutMs)
    busy.set(worker, { task, timer })
    worker.ref()
    worker.postMessage(task.job)
  }

  function release(worker: Worker): Task<Job, Value> | undefined {
    const held = busy.get(worker)
    clearTimeout(held?.timer)
    busy.delete(worker)
    return held?.task
  }

  function finish(worker: Worker, reply: Reply<Value>): void {
    const task = release(worker)
    if (!task) return
    // An idle worker must not keep a process alive that has nothing else to do.
    worker.unref()
    idle.push(worker)
    if ('value' in reply) task.resolve(reply.value)
    else task.reject(new Error(reply.error))
    next()
  }

  function bury(worker: Worker, cause?: unknown): void {
    const place = idle.indexOf(worker)
    if (place >= 0) idle.splice(place, 1)
    const task = release(worker)
    if (task && task.attempts < maxAttempts && !closed) waiting.unshift(task)
    else
      task?.reject(
        new Error(`A worker thread died ${task.attempts} times over this job. ${deathHint}`, { cause }),
      )
    next()
  }

  function giveUp(worker: Worker): void {
    release(worker)?.reject(
      new Error(`The job took longer than ${timeoutMs} ms and was stopped. Try it again.`),
    )
    void worker.terminate()
    next()
  }

  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('The pool is closed. Create a new one.'))
        waiting.push({ job, attempts: 0, resolve, reject })
        next()
      }),
    async close() {
      closed = true
      const gone = new Error('The pool was closed before the job was done. Run it again after the restart.')
      const workers = [...idle.splice(0), ...busy.keys()]
      for (const task of waiting.splice(0)) task.reject(gone)
      for (const worker of [...busy.keys()]) release(worker)?.reject(gone)
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}
