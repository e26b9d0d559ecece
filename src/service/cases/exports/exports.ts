/** What officers take away: bundle, sheets and archive of the cases that they see. */
import type { Readable } from 'node:stream'
import { mayOversee } from '../../../casework/policy.ts'
import { dateIn } from '../../../casework/window.ts'
import type { Library, Speech } from '../../../conversation/world.ts'
import type { BundleFile, Table } from '../../../ports/outside.ts'
import type { Store } from '../../../ports/store.ts'
import { Failure } from '../../failure.ts'
import type { Paper } from '../../paper.ts'
import type { CaseDeps } from '../deps.ts'
import { type CaseQuery, soughtBy } from '../list-cases.ts'
import type { Reader } from '../seen-case.ts'
import { archiveFiles } from './archive.ts'
import { bundleFiles } from './bundle.ts'
import { nationalList, projectRegister, summarySheet } from './sheets.ts'

export interface ExportDeps extends Pick<CaseDeps, 'libraries' | 'clock'> {
  store: Store
  paper: Pick<Paper, 'print'>
  publicUrl: () => string
  zip: (files: AsyncIterable<BundleFile>, zone: string) => Readable
  writeTable: (table: Table) => Promise<Readable>
}

/** The query of a list, without its page. */
export type ExportQuery = Omit<CaseQuery, 'limit' | 'after'>

/** A download; its name is without the ending. */
export interface Download {
  name: string
  content: Readable
}

/** States of a project that may have been put forward; after that it can only be closed. */
const WAS_PUT_FORWARD = ['put-forward', 'closed']

/** Everything may throw Failure unknown-programme and not-allowed. */
export class CaseExports {
  private readonly deps: ExportDeps

  constructor(deps: ExportDeps) {
    this.deps = deps
  }

  /** The forms, what was attached, the scans and the summary sheet; made as it is read. */
  async bundle(reader: Reader, query: ExportQuery): Promise<Download> {
    const { sheet, library, all } = this.applications(reader, query)
    const { phrases } = library.speech(reader.locale)
    const files = bundleFiles(all(), sheet, { phrases, now: this.deps.clock.now() }, this.deps)
    return { name: this.nameOf('bundle', library, reader), content: this.zip(files, library) }
  }

  async summary(reader: Reader, query: ExportQuery): Promise<Download> {
    const { sheet, library } = this.applications(reader, query)
    return { name: this.nameOf('summary', library, reader), content: await this.deps.writeTable(sheet) }
  }

  async register(reader: Reader, query: ExportQuery): Promise<Download> {
    const { library, all } = this.projects(reader, query)
    const content = await this.deps.writeTable(projectRegister(library, reader.locale, all))
    return { name: this.nameOf('register', library, reader), content }
  }

  /** Those that were put forward, whatever became of them since. */
  async national(reader: Reader, query: ExportQuery): Promise<Download> {
    this.demandOversight(reader, query)
    const { library, all } = this.projects(reader, { ...query, state: WAS_PUT_FORWARD.join(',') })
    const content = await this.deps.writeTable(nationalList(library, reader.locale, all, this.deps))
    return { name: this.nameOf('national', library, reader), content }
  }

  /** Everything on record of these applications and their projects; made as it is read. */
  async archive(reader: Reader, query: ExportQuery): Promise<Download> {
    this.demandOversight(reader, query)
    const { library, all } = this.applications(reader, query)
    const making = { locale: reader.locale, now: this.deps.clock.now(), programmeId: library.programme.id }
    const content = this.zip(archiveFiles(all(), making, this.deps), library)
    return { name: this.nameOf('archive', library, reader), content }
  }

  private zip(files: AsyncIterable<BundleFile>, { programme }: Library): Readable {
    return this.deps.zip(files, programme.timezone)
  }

  private applications(reader: Reader, query: ExportQuery) {
    const { scope, filter } = soughtBy(reader, 'application', query, this.deps)
    const library = this.library(query)
    const all = () => this.deps.store.cases.allApplications(scope, filter)
    return { library, all, sheet: summarySheet(library, reader.locale, all(), this.deps) }
  }

  private projects(reader: Reader, query: ExportQuery) {
    const { scope, filter } = soughtBy(reader, 'project', query, this.deps)
    return { library: this.library(query), all: this.deps.store.cases.allProjects(scope, filter) }
  }

  private demandOversight(reader: Reader, { programme }: ExportQuery): void {
    if (!mayOversee(reader, 'oversee', programme)) throw new Failure('not-allowed')
  }

  private library({ programme: id }: ExportQuery): Library {
    const found = this.deps.libraries.find(id)
    if (!found) throw new Failure('unknown-programme', { id })
    return found
  }

  private nameOf(what: string, { programme, speech }: Library, { locale }: Reader): string {
    const { phrases, text }: Speech = speech(locale)
    const date = dateIn(programme, this.deps.clock.now())
    return phrases.say(`export.file.${what}`, { date, programme: text.programme.short })
  }
}
