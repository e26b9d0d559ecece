/** A worker that dies, hangs or fails on request. */
import { parentPort, workerData } from 'node:worker_threads'

const deaths = new Int32Array(workerData as SharedArrayBuffer)

parentPort?.on('message', (job: string) => {
  if (job === 'die') process.exit(1)
  if (job === 'die once' && Atomics.add(deaths, 0, 1) === 0) throw new Error('the first death')
  if (job === 'hang') return
  parentPort?.postMessage(job === 'fail' ? { error: 'as asked' } : { value: job })
})
