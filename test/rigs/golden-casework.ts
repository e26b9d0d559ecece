/** Casework as a golden conversation has it, done by officers with the rights for it, or by the clock of the house. */
import { v7 } from 'uuid'
import { OPERATOR } from '../../src/audit/entry.ts'
import type { CaseRecord } from '../../src/casework/case.ts'
import { returnDueOf } from '../../src/casework/project-dates.ts'
import type { CaseStep } from '../../src/conversation/transcript.ts'
import type { Grant } from '../../src/enquiry/policy.ts'
import type { House } from './house.ts'

/** What a tier, or the clock, does with the application or the project of a conversation. */
export async function actOnCase(house: House, conversation: string, step: CaseStep): Promise<void> {
  if (step.by === 'clock') return void (await house.casework.clock.tick())
  const { application, project } = await casesOf(house, conversation)
  const { programme } = await house.libraries.pinned(application.programmeHash)
  const isLast = step.by === programme.tiers.at(-1)
  const officer = await seat(house, project ?? application, isLast)
  const { by: _, act: type, ...said } = step
  const due = type === 'return' ? { due: returnDueOf(programme, house.clock.now()).day } : {}
  const act = { ...due, ...said, type } as never
  const key = { key: v7() }
  const { cases } = house.casework
  if (project) await cases.actOnProject(officer, project.id, act, key)
  else await cases.actOnApplication(officer, application.id, act, key)
}

async function casesOf({ store }: House, conversation: string) {
  const draft = (await store.load(conversation))?.draft
  const application = draft && (await store.cases.applicationOf(draft.id))
  if (!application) throw new Error('nothing was handed in')
  return { application, project: await store.cases.projectOf(application.id) }
}

/** An officer of the body, or of the authority. */
async function seat({ store, clock }: House, { programmeId, body }: CaseRecord, isLast: boolean) {
  const id = v7()
  const grant: Grant = isLast
    ? { role: 'authority', programmeId, contact: null, area: null }
    : { role: 'recommender', programmeId, contact: null, body }
  const email = `${id}@desk.test`
  await store.officers.create({ id, name: grant.role, email, locale: 'zh-CN', at: clock.now() }, OPERATOR)
  await store.officers.setGrants(id, [grant], OPERATOR)
  return { id }
}
