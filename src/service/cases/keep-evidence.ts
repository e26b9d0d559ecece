/** What officers keep with a project: minutes, reports, lists of those who came. No step of its life, so only recorded. */
import { createHash } from 'node:crypto'
import type { ProjectRecord } from '../../casework/case.ts'
import { roleOn, tierOn } from '../../casework/policy.ts'
import { Failure } from '../failure.ts'
import { judgeFile } from '../keep-file.ts'
import { eventOf, NOTHING } from './case-change.ts'
import type { CaseDeps } from './deps.ts'

/** Somebody else keeps writing on this project: give up after so many tries. */
const MOST_TRIES = 8

/** @throws Failure unknown-case, case-refused for whoever keeps out of it, file-empty, file-type */
export async function keepEvidence(
  officerId: string,
  projectId: string,
  upload: { filename: string; content: Uint8Array },
  deps: CaseDeps,
): Promise<ProjectRecord> {
  const { store, libraries, clock, ids } = deps
  const file = await judgeFile(upload, ids)
  const hash = createHash('sha256').update(upload.content).digest('hex')
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const [before, officer] = await Promise.all([
      store.cases.project(projectId),
      store.officers.find(officerId),
    ])
    const role = before && officer && roleOn(officer, { ...before, state: before.kept.state })
    if (!before || !role) throw new Failure('unknown-case')
    if (before.kept.recused.includes(officerId)) throw new Failure('case-refused', { why: 'recused' })
    const { programme } = await libraries.pinned(before.programmeHash)
    const tier = tierOn(role, programme.tiers, 0)
    if (tier === null) throw new Failure('case-refused', { why: 'not-your-role' })
    const at = clock.now()
    const record = { ...before, version: before.version + 1, lastAt: at }
    const by = { role: 'officer', id: officerId, tier } as const
    const act = { type: 'evidence', file: file.id, name: file.name } as const
    const isWritten = await store.cases.write({
      ...NOTHING,
      cases: [{ record, isNew: false }],
      events: [eventOf({ record, by, at, act }, { event: ids.next(), channel: 'console' })],
      files: [
        {
          ...{ caseId: projectId, kind: 'evidence', file, hash, officerId, at, findings: null },
          content: upload.content,
        },
      ],
    })
    if (isWritten) return record
  }
  throw new Failure('busy')
}
