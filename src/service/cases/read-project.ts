/** A project as an officer reads it: its dates, its later forms, its papers and its record. */
import type { CaseEvent, ProjectRecord } from '../../casework/case.ts'
import type { ProjectView } from '../../contract/cases.ts'
import type { Programme } from '../../programme/schema.ts'
import { documentAddress } from '../document-address.ts'
import { applicationNumber } from '../numbering.ts'
import { certificateSeries } from './act-on-case.ts'
import { issuedOf, scanOf } from './case-papers.ts'
import { linesOf } from './case-record-lines.ts'
import { projectRow } from './case-rows.ts'
import { projectRules } from './decide-case.ts'
import { daysOf, latestUntil } from './project-days.ts'
import { type ReadDeps, type Reader, type Seen, seenProject } from './seen-case.ts'

/** @throws Failure unknown-case */
export async function readProject(reader: Reader, id: string, deps: ReadDeps): Promise<ProjectView> {
  const seen = await seenProject(reader, id, deps)
  const { record, programme } = seen
  const { cases } = deps.store
  const [events, files, issued, forms] = await Promise.all([
    cases.events(id),
    cases.files(id),
    cases.issued(id),
    formsOf(seen, deps),
  ])
  return {
    project: projectRow(seen),
    dates: daysOf(seen),
    extendUntil: latestUntil(record, projectRules(programme)),
    extension: wishOf(record, events),
    forms,
    events: linesOf(seen, events),
    evidence: files.map((file) => scanOf(seen, file)),
    issued: issued.map((paper) => issuedOf(paper, deps.sealer)),
    nextCertificate: await nextCertificate(programme, deps),
    recusal: programme.review.recusal !== 'off',
  }
}

/** The number that the next certificate would have; somebody else may take it first. */
async function nextCertificate({ id, project }: Programme, { store }: ReadDeps): Promise<string | null> {
  if (!project?.certificate) return null
  const last = await store.cases.lastNumber(certificateSeries(id))
  return applicationNumber(project.certificate.numbering, last + 1)
}

/** What the applicant has asked for and waits for. */
function wishOf({ kept }: ProjectRecord, events: readonly CaseEvent[]): ProjectView['extension'] {
  if (kept.state !== 'extending') return null
  const asked = events.findLast(({ act }) => act.type === 'request-extension')?.act
  return asked?.type === 'request-extension' ? { until: asked.until, reason: asked.reason } : null
}

/** Every later form of the programme, with what was handed in of it last. */
async function formsOf(
  { record, programme, speech }: Seen<ProjectRecord>,
  { store, sealer, libraries }: ReadDeps,
): Promise<ProjectView['forms']> {
  const begun = await store.cases.forms(record.draftId)
  return Promise.all(
    programme.forms.map(async ({ id }) => {
      const { speech: spoken } = await libraries.pinned(`${programme.hash}#${id}`)
      const history = begun.find(({ form }) => form === id)?.history ?? []
      const last = history.findLast(({ recalledAt }) => recalledAt === null)
      const submission = last ? await store.submissions.find(last.number) : null
      return {
        ...{ form: id, label: spoken(speech.phrases.language).text.programme.title },
        number: last?.number ?? null,
        at: last?.receivedAt.toISOString() ?? null,
        href: submission && documentAddress(sealer, submission.checkCode),
      }
    }),
  )
}
