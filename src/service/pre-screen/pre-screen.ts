/** Many applicants at once: a spreadsheet in, a verdict for every row out. Nothing of it is kept or logged. */

import type { Readable } from 'node:stream'
import { setImmediate as breathe } from 'node:timers/promises'
import { type CaseOfficer, mayOversee } from '../../casework/policy.ts'
import type { PreScreen as Screened } from '../../contract/pre-screen.ts'
import type { Library, Speech, World } from '../../conversation/world.ts'
import type { Clock, SheetPage } from '../../ports/outside.ts'
import { Failure } from '../failure.ts'
import type { Libraries } from '../libraries.ts'
import { plainWorld } from '../plain-world.ts'
import { judgeRow, type Tongues } from './judge-row.ts'
import { findTable, type Table } from './match-columns.ts'
import { type ScreenedTable, templatePages, verdictPages } from './sheet-pages.ts'

export const MOST_SHEET_BYTES = 5_000_000
export const MOST_SHEET_ROWS = 2_000
/** Rows between two chances for others to be served. */
const AT_ONCE = 20

interface Deps {
  libraries: Pick<Libraries, 'find'>
  clock: Clock
  read(content: Uint8Array): Promise<{ rows: string[][] }[] | 'unreadable' | 'old-format' | 'bomb'>
  write(pages: readonly SheetPage[]): Promise<Readable>
}

interface Request {
  programme: string | undefined
  content: Uint8Array
  locale: string
}

export class PreScreen {
  private readonly deps: Deps

  constructor(deps: Deps) {
    this.deps = deps
  }

  mayUse = (officer: CaseOfficer, programme: string): boolean => mayOversee(officer, 'pre-screen', programme)

  /** @throws Failure unknown-programme, file-empty, sheet-large, sheet-unreadable, sheet-old, sheet-head, sheet-rows */
  async screen(request: Request): Promise<Screened> {
    const { world, columns, rows } = await this.judge(request)
    return {
      columns: columns.map(({ header, field }) => ({
        header,
        field: field?.id ?? null,
        label: field ? (world.text.fields[field.id]?.label ?? field.id) : null,
      })),
      rows: rows.map(({ judged }) => judged),
    }
  }

  /** The same as a workbook: what was sent, with the verdicts beside it. */
  async workbook(request: Request): Promise<Readable> {
    return this.deps.write(verdictPages(await this.judge(request)))
  }

  /** An empty sheet with a column for everything that a verdict can depend on. */
  async template(programme: string | undefined, locale: string): Promise<Readable> {
    const library = this.library(programme)
    return this.deps.write(templatePages(library.programme, this.tongues(library, locale)[0]))
  }

  private async judge({ programme, content, locale }: Request): Promise<ScreenedTable> {
    const library = this.library(programme)
    const tongues = this.tongues(library, locale)
    const { columns, rows } = await this.read(content, tongues)
    const judged: ScreenedTable['rows'][number][] = []
    for (const row of rows) {
      if (judged.length % AT_ONCE === 0) await breathe()
      judged.push({ cells: row.cells, judged: judgeRow(row, columns, tongues) })
    }
    return { world: tongues[0], columns, rows: judged }
  }

  private async read(content: Uint8Array, tongues: readonly Speech[]): Promise<Table> {
    if (content.length === 0) throw new Failure('file-empty')
    if (content.length > MOST_SHEET_BYTES)
      throw new Failure('sheet-large', { max: MOST_SHEET_BYTES / 1_000_000 })
    const sheets = await this.deps.read(content)
    if (sheets === 'old-format') throw new Failure('sheet-old')
    if (sheets === 'unreadable' || sheets === 'bomb') throw new Failure('sheet-unreadable')
    const table = findTable(sheets, tongues)
    if (!table) throw new Failure('sheet-head')
    const count = table.rows.length
    if (count > MOST_SHEET_ROWS) throw new Failure('sheet-rows', { count, max: MOST_SHEET_ROWS })
    return table
  }

  private library(programme: string | undefined): Library {
    const library = this.deps.libraries.find(programme)
    if (!library) throw new Failure('unknown-programme', { id: programme ?? '' })
    return library
  }

  private tongues(library: Library, locale: string): Tongues {
    const draft = { id: '', code: '', revision: 0, entries: {} }
    const plain = plainWorld(library, draft, this.deps.clock.now())
    const own = library.speech(locale)
    const others = own.languages.filter((language) => language !== own.phrases.language)
    const worldOf = (speech: Speech): World => ({ ...plain, ...speech })
    return [worldOf(own), ...others.map((language) => worldOf(library.speech(language)))]
  }
}
