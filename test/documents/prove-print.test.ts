/** A layout is proven by printing: what stays the same when an answer changes has no place on paper. */
import { afterAll, describe, expect, it } from 'vitest'
import { createPrinter } from '../../src/documents/printer.ts'
import { provePrint } from '../../src/documents/prove-print.ts'
import { loadProgramme } from '../../src/programme/load.ts'
import type { Programme } from '../../src/programme/schema.ts'
import { readLocales } from '../../src/read-locales.ts'
import { type Change, changed, lineOf, specimenFiles } from '../rigs/specimen.ts'

const locales = await readLocales()
const printer = createPrinter({ threads: 1 })
afterAll(() => printer.close())

const programmeOf = (files: Record<string, string>) => loadProgramme(files, 'hash').programme as Programme
const faultsOf = (change: Change) => provePrint(programmeOf(changed(change)), printer, locales)
const file = 'print/form.typ'

describe('the proof of paper', { timeout: 60_000 }, () => {
  it('finds nothing wrong with a sound folder', async () => {
    expect(await provePrint(programmeOf(specimenFiles), printer, locales)).toEqual([])
  })

  it('names the field of each kind of block that a layout leaves out', async () => {
    const from = 'for block in section.blocks { (kinds.at(block.kind))(block) }'
    const to = 'for block in section.blocks.filter(b => b.kind != "files") { (kinds.at(block.kind))(block) }'
    expect(await faultsOf({ file, from, to })).toEqual([{ type: 'not-printed', field: 'site_photos' }])
  })

  it('names short answers and constants too, unless the cover has them', async () => {
    const faults = await faultsOf({
      file,
      from: 'for block in section.blocks {',
      to: 'for block in section.blocks.filter(b => b.kind != "grid") {',
    })
    const fields = faults.map((fault) => fault.type === 'not-printed' && fault.field)
    expect(fields).toContain('programme_year')
    expect(fields).toContain('contact_email')
    expect(fields).not.toContain('org_name')
    expect(fields).not.toContain('consent')
  })

  it('leaves alone what is deliberately not printed', async () => {
    const change = {
      file: 'form.yaml',
      from: 'accept: [jpg, png, pdf], basis: P }',
      to: 'accept: [jpg, png, pdf], basis: P, print: false }',
    }
    expect(await faultsOf(change)).toEqual([])
  })

  it('names the line of a layout that does not compile', async () => {
    const change = { file, from: '#let border =', to: '#let border = unheard-of +' }
    const [fault] = await faultsOf(change)
    expect(fault).toMatchObject({ type: 'print-fails', line: lineOf(changed(change), file, 'unheard-of') })
  })

  it('names the word that the layout needs and the folder lacks, in whichever language', async () => {
    const [fault] = await faultsOf({
      file: 'text/en.yaml',
      from: '  issuer: Yundu Parks Office\n  year',
      to: '  year',
    })
    expect(fault).toMatchObject({ type: 'print-fails', detail: expect.stringContaining('issuer') })
  })
})
