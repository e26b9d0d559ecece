/** A layout of a paper is proven by printing, in every language and with as little as a paper may have. */
import { afterAll, describe, expect, it } from 'vitest'
import { createPrinter } from '../../src/documents/printer.ts'
import { provePapers } from '../../src/documents/prove-papers.ts'
import { loadProgramme } from '../../src/programme/load.ts'
import type { Programme } from '../../src/programme/schema.ts'
import { readLocales } from '../../src/read-locales.ts'
import { type Change, changed, lineOf, specimenFiles } from '../rigs/specimen.ts'

const locales = await readLocales()
const printer = createPrinter({ threads: 1 })
afterAll(() => printer.close())

const proof = (files: Record<string, string>) =>
  provePapers(loadProgramme(files, 'hash').programme as Programme, printer, locales)
const faultsOf = (change: Change) => proof(changed(change))

describe('the proof of papers', { timeout: 120_000 }, () => {
  it('finds nothing wrong with a sound folder', async () => {
    expect(await proof(specimenFiles)).toEqual([])
  })

  it('names the line of a layout that does not compile', async () => {
    const change = { file: 'print/certificate.typ', from: '#let gold =', to: '#let gold = unheard-of +' }
    expect(await faultsOf(change)).toEqual([
      {
        ...{ type: 'print-fails', kind: 'certificate', detail: expect.stringContaining('unknown variable') },
        line: lineOf(changed(change), 'print/certificate.typ', 'unheard-of'),
      },
    ])
  })

  it('names the word that a layout needs and the folder lacks, in whichever language', async () => {
    const change = { file: 'text/en.yaml', from: '    numberLabel: "Certificate number: "\n', to: '' }
    expect(await faultsOf(change)).toMatchObject([
      { type: 'print-fails', kind: 'certificate', detail: expect.stringContaining('numberLabel') },
    ])
  })

  it('finds a layout that only works while nothing is missing', async () => {
    const file = 'print/termination.typ'
    const change = { file, from: '#if d.clause != none {', to: '#if true {' }
    expect(await faultsOf(change)).toMatchObject([{ type: 'print-fails', kind: 'termination' }])
  })

  it('names what a paper must show and its layout leaves out', async () => {
    const title = {
      file: 'text/zh-CN.yaml',
      from: '你单位承担的“{title}”社区花园项目，经',
      to: '你单位的项目，经',
    }
    const rows = {
      file: 'print/approval.typ',
      from: '..d.rows.enumerate',
      to: '..d.rows.slice(0, 1).enumerate',
    }
    expect(await faultsOf(title)).toEqual([{ type: 'not-printed', kind: 'certificate', fact: 'title' }])
    expect(await faultsOf(rows)).toContainEqual({ type: 'not-printed', kind: 'approval', fact: 'rows' })
  })
})
