/** Stamped scans of applications: matched, kept with the application, and told of; from applicants and officers alike. */
import { createHash } from 'node:crypto'
import type { ApplicationRecord } from '../../casework/case.ts'
import type { PaperFindings } from '../../casework/paper.ts'
import { roleOn, tierOn } from '../../casework/policy.ts'
import type { Effect, FileRef, ShellEvent } from '../../conversation/types.ts'
import type { CaseChange } from '../../ports/cases.ts'
import { ScanFault, type ScanFile } from '../../ports/outside.ts'
import { applicantOf, type CaseOutcome, casesOf, type Here, refusal } from '../cases/applicant-side.ts'
import { eventOf, NOTHING } from '../cases/case-change.ts'
import type { CaseDeps } from '../cases/deps.ts'
import { Failure } from '../failure.ts'
import { judgeFile } from '../keep-file.ts'
import { type MatchDeps, type MatchedScan, matchScan } from './match-scan.ts'

/** A part of an upload: a PDF or a photo, under its name. */
export interface ScanUpload {
  filename: string
  content: Uint8Array
}

type By = Parameters<typeof eventOf>[0]['by']

/** Somebody else keeps writing on this application: give up after so many tries. */
const MOST_TRIES = 8
/** Bytes of an upload in all. */
const MOST_IN_ALL = 120 * 1024 * 1024

export class Scans {
  private readonly deps: CaseDeps & MatchDeps

  constructor(deps: CaseDeps & MatchDeps) {
    this.deps = deps
  }

  /**
   * What an officer uploads for an application is matched and kept with it.
   * @throws Failure unknown-case, case-refused, not-a-scan, and what a ScanFault is called
   */
  async byOfficer(officerId: string, applicationId: string, uploads: ScanUpload[]): Promise<PaperFindings> {
    const { store, libraries } = this.deps
    const files = await this.judged(uploads)
    const first = await this.seenBy(officerId, applicationId)
    const matched = await this.match(files, first.application).catch(asFailure)
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const { application, role } = await this.seenBy(officerId, applicationId)
      const { programme } = await libraries.pinned(application.programmeHash)
      const tier = tierOn(role, programme.tiers, application.kept.context.tier)
      if (tier === null) throw new Failure('case-refused', { why: 'not-your-role' })
      const by = { role: 'officer', id: officerId, tier } as const
      const kept = await this.keep(application, matched, uploads[0]?.filename ?? '', by, 'console')
      if (await store.cases.write(kept.change)) return matched.findings
    }
    throw new Failure('busy')
  }

  /** What an applicant sent: reported, and written with the turn. Null for an effect that is about something else. */
  async outcome(effect: Effect, here: Here): Promise<CaseOutcome | null> {
    if (effect.type !== 'match-paper') return null
    const { application } = await casesOf(here.draft, this.deps)
    if (!application) return refusal('not-now', null, here)
    const files = await this.sent(effect.files, here.conversation.id)
    const matched = await this.match(files, application).catch(asFault)
    if (matched instanceof ScanFault) return told({ type: 'unreadable', why: matched.code }, null, here)
    const { findings } = matched
    const name = effect.files[0]?.name ?? ''
    const by = applicantOf(here.draft)
    const { change, file } = await this.keep(application, matched, name, by, here.conversation.channel)
    return told({ type: 'paper', findings, file: file.name }, change, here)
  }

  private async match(files: ScanFile[], application: ApplicationRecord): Promise<MatchedScan> {
    const counting = await this.deps.store.submissions.findById(application.submissionId)
    if (!counting) throw new Error(`The submission of application ${application.number} is gone`)
    return matchScan(files, counting, this.deps)
  }

  private async seenBy(officerId: string, applicationId: string) {
    const { cases, officers } = this.deps.store
    const [application, officer] = await Promise.all([
      cases.application(applicationId),
      officers.find(officerId),
    ])
    const role = application && officer && roleOn(officer, { ...application, state: application.kept.state })
    if (!application || !role) throw new Failure('unknown-case')
    if (application.kept.recused.includes(officerId)) throw new Failure('case-refused', { why: 'recused' })
    return { application, role }
  }

  private async judged(uploads: ScanUpload[]): Promise<ScanFile[]> {
    if (uploads.length === 0) throw new Failure('missing-field', {}, 'file')
    if (uploads.reduce((sum, { content }) => sum + content.length, 0) > MOST_IN_ALL)
      throw new Failure('too-large')
    return Promise.all(
      uploads.map(async (upload) => {
        const { mediaType } = await judgeFile(upload, this.deps.ids)
        if (!isScanType(mediaType)) throw new Failure('not-a-scan')
        return { mediaType, content: upload.content }
      }),
    )
  }

  private async sent(files: FileRef[], conversationId: string): Promise<ScanFile[]> {
    const found = await Promise.all(files.map(({ id }) => this.deps.store.files.read(conversationId, id)))
    return found.flatMap((one) => (one ? [{ mediaType: one.ref.mediaType, content: one.content }] : []))
  }

  /** The change that keeps it: no step of the application's life, so only recorded. */
  private async keep(
    before: ApplicationRecord,
    { findings, pdf: content }: MatchedScan,
    name: string,
    by: By,
    channel: string,
  ): Promise<{ change: CaseChange; file: FileRef }> {
    const { clock, ids } = this.deps
    const at = clock.now()
    const record = { ...before, version: before.version + 1, lastAt: at }
    const file: FileRef = {
      ...{ id: ids.next(), bytes: content.length, mediaType: 'application/pdf' },
      name: /\.pdf$/i.test(name) ? name : `${before.number}.pdf`,
    }
    const act = { type: 'scanned', file: file.id, name: file.name } as const
    const hash = createHash('sha256').update(content).digest('hex')
    const officerId = by.role === 'officer' ? by.id : null
    const change: CaseChange = {
      ...NOTHING,
      cases: [{ record, isNew: false }],
      events: [eventOf({ record, by, at, act }, { event: ids.next(), channel })],
      files: [{ caseId: before.id, kind: 'scan', file, content, hash, officerId, at, findings }],
    }
    return { change, file }
  }
}

const SCAN_TYPES: readonly string[] = ['application/pdf', 'image/jpeg', 'image/png']
const isScanType = (mediaType: string): boolean => SCAN_TYPES.includes(mediaType)

const told = (event: ShellEvent, change: CaseChange | null, { draft }: Here): CaseOutcome => ({
  ...{ event, draft, submission: null, change, refused: false },
})

function asFault(error: unknown): ScanFault {
  if (error instanceof ScanFault) return error
  throw error
}

function asFailure(error: unknown): never {
  throw error instanceof ScanFault ? new Failure(error.code) : error
}
