/** One template and its data to PDF bytes, with diagnostics an author can act on. */
import { join } from 'node:path'
import type { NodeCompiler, NodeTypstCompileResult } from '@myriaddreamin/typst-ts-node-compiler'
import { pageCodes } from './page-codes.ts'

/** A template's source and the PrintData it prints, as JSON. */
export interface PrintJob {
  template: string
  data: string
}

interface Diagnostic {
  message: string
  range: { start: { line: number; character: number } } | null
}

/** Results unused for this many prints are dropped; without it memory grows with every print. */
const keepFor = 3

/**
 * Puts the check code and where its QR code leads into the file's keywords, whatever the layout does, so that a file
 * can be looked up and printed again without drawing its pages (`read-print.ts`). It stands on the first line of the
 * template, so that diagnostics keep their line numbers.
 */
const preface =
  '#set document(keywords: { let d = json(bytes(sys.inputs.data)); ' +
  'if d.at("checkCode", default: "") == "" { () } else { (d.checkCode, d.checkUrl) } });'

/** No such file: the source is handed over in memory, under a path so that diagnostics have line numbers. */
const sourcePath = join(import.meta.dirname, 'template.typ')

type Layout = NonNullable<NodeTypstCompileResult['result']>

export interface Printed {
  pdf: Uint8Array<ArrayBuffer>
  pages: number
}

/** Compiles a job to a tagged PDF (PDF/UA-1). @throws Error naming the line of the template to mend. */
export function compileToPdf(compiler: NodeCompiler, { template, data }: PrintJob): Printed {
  try {
    compiler.addSource(sourcePath, preface + template)
    const layout = template.includes('pageQr') ? withPageCodes(compiler, data) : layOut(compiler, data)
    return { pdf: Uint8Array.from(exportPdf(compiler, layout)), pages: layout.numOfPages }
  } finally {
    compiler.evictCache(keepFor)
  }
}

/** How many pages a copy is thought to have until it is laid out; a longer one is laid out again. */
const usualPages = 12

/** How many pages there are only a layout can tell, and each has a code of its own. */
function withPageCodes(compiler: NodeCompiler, data: string): Layout {
  const { checkUrl, copies } = JSON.parse(data) as { checkUrl: string; copies: number }
  if (checkUrl === '') return layOut(compiler, data)
  const coded = (pages: number) =>
    layOut(compiler, `${data.slice(0, -1)},"pageQr":${JSON.stringify(pageCodes(checkUrl, copies, pages))}}`)
  const first = coded(usualPages)
  const needed = Math.ceil(first.numOfPages / copies)
  return needed > usualPages ? coded(needed) : first
}

function layOut(compiler: NodeCompiler, data: string): Layout {
  const compiled = compiler.compile({ mainFilePath: sourcePath, inputs: { data } })
  if (compiled.hasError() || !compiled.result) throw new Error(explain(compiler, compiled))
  return compiled.result
}

function explain(compiler: NodeCompiler, compiled: NodeTypstCompileResult): string {
  const failure = compiled.takeDiagnostics()
  const found: Diagnostic[] = failure ? compiler.fetchDiagnostics(failure) : []
  const lines = found.map(({ message, range }) =>
    range ? `line ${range.start.line + 1}, column ${range.start.character + 1}: ${message}` : message,
  )
  return `The print template does not compile. Mend it there: ${lines.join('; ') || 'no reason given'}`
}

function exportPdf(compiler: NodeCompiler, document: Layout): Buffer {
  try {
    return compiler.pdf(document, { pdfStandard: 'ua-1' })
  } catch (error) {
    // The raw message can quote an answer, and answers stay out of logs: pass on only the rule and the hint.
    const text = String(error)
    const rule = /PDF\/UA-1 error: ([^"`]*)/.exec(text)?.[1] ?? 'the document could not be written'
    const hint = /hints: \["([^"`]*)/.exec(text)?.[1]
    throw new Error(
      `The print is not an accessible PDF (PDF/UA-1): ${rule.trim()}. Try this: ${hint ?? 'mend the template'}`,
    )
  }
}
