/** Runs in a worker thread: keeps one compiler and turns one order after the other into PDF bytes. */
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { cleanText } from './clean-text.ts'
import { compileToPdf, type Printed, type PrintJob } from './compile.ts'
import { createCoverage } from './coverage.ts'
import type { Reply } from './worker-pool.ts'

const { fonts, answerFont } = workerData as { fonts: string[]; answerFont: string }
const coverage = createCoverage(answerFont)
const compiler = NodeCompiler.create({
  workspace: import.meta.dirname,
  fontArgs: [{ fontBlobs: fonts.map((path) => readFileSync(path)) }],
})

parentPort?.on('message', (job: PrintJob) => {
  const reply = answer(job)
  parentPort?.postMessage(reply, 'value' in reply ? [reply.value.pdf.buffer] : [])
})

function answer({ template, data }: PrintJob): Reply<Printed> {
  try {
    const clean = JSON.stringify(JSON.parse(data), (_key, value) =>
      typeof value === 'string' ? coverage.printable(cleanText(value)) : value,
    )
    return { value: compileToPdf(compiler, { template, data: clean }) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}
