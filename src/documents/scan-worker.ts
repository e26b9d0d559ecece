/** Runs in a worker thread: binds what was uploaded to one PDF and reads the codes on its pages. */
import { parentPort } from 'node:worker_threads'
import type { PDFiumDocument } from '@hyzyla/pdfium'
import { type ReadScan, ScanFault, type ScanFile } from '../ports/outside.ts'
import { bindScan } from './bind-scan.ts'
import { largestImage } from './largest-image.ts'
import { createPageReader, type PageReader } from './page-reader.ts'
import { isSigned } from './signature.ts'
import type { Reply } from './worker-pool.ts'

export interface ScanJob {
  files: ScanFile[]
  /** read the text of the pages instead of their codes */
  texts: boolean
  /** milliseconds after which no further page is begun */
  within: number
}

/** More than any form in triplicate has. */
const MOST_PAGES = 300
/** Pixels of one image: A4 at 1,200 an inch has 140 million. What unpacks to more is not unpacked. */
const MOST_IMAGE = 200_000_000

const reader = createPageReader()

parentPort?.on('message', async (job: ScanJob) => {
  parentPort?.postMessage(await answer(job))
})

async function answer(job: ScanJob): Promise<Reply<ReadScan>> {
  try {
    return { value: await readScan(job, await reader) }
  } catch (error) {
    return { error: error instanceof ScanFault ? error.code : 'scan-broken' }
  }
}

async function readScan({ files, texts, within }: ScanJob, reader: PageReader): Promise<ReadScan> {
  const until = performance.now() + within
  const pdf = await bindScan(files)
  if (largestImage(pdf) > MOST_IMAGE) throw new ScanFault('scan-too-large')
  const document = await reader.open(pdf)
  try {
    const count = document.getPageCount()
    if (count === 0) throw new ScanFault('scan-broken')
    if (count > MOST_PAGES) throw new ScanFault('scan-too-long')
    const pages = texts ? [] : await codes(document, count, reader, until)
    return { pdf, pages, signed: isSigned(pdf), texts: texts ? textsOf(document) : [] }
  } finally {
    document.destroy()
  }
}

async function codes(document: PDFiumDocument, count: number, reader: PageReader, until: number) {
  const pages: ReadScan['pages'] = []
  for (let at = 0; at < count; at++) {
    const found = await reader.codesOn(document, at, until)
    const said = found?.length === 0 ? [null] : (found ?? [])
    pages.push(...said.map((code) => ({ page: at + 1, code })))
  }
  return pages
}

const textsOf = (document: PDFiumDocument): string[] => [...document.pages()].map((page) => page.getText())
