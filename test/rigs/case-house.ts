/** A house in which applications and projects are lived through: its clock is set, its officers have bodies and desks. */
import { v7 } from 'uuid'
import { OPERATOR } from '../../src/audit/entry.ts'
import type { ApplicantAct, ApplicationRecord, CaseRecord, ProjectRecord } from '../../src/casework/case.ts'
import type { Config } from '../../src/config.ts'
import type { Effect } from '../../src/conversation/types.ts'
import type { Grant } from '../../src/enquiry/policy.ts'
import type { CommitOutcome, ConversationRecord } from '../../src/ports/store.ts'
import type { Entries } from '../../src/programme/values.ts'
import type { CaseOutcome } from '../../src/service/cases/applicant-side.ts'
import { caseOutcome } from '../../src/service/cases/case-outcome.ts'
import { Failure } from '../../src/service/failure.ts'
import { turnRecord } from '../../src/service/turn-record.ts'
import { Applicant, inside } from './applicant.ts'
import { application } from './application.ts'
import { PROGRAMME } from './desk-house.ts'
import { type House, openHouse } from './house.ts'
import { applicationOf, changeOf } from './kept-cases.ts'
import { type Submitted, submit } from './submitting.ts'

export const BODY = 'district-huangpu'
export const OTHER_BODY = 'district-xuhui'

/** An officer of the house, and the conversation that is the desk. */
export interface Seat {
  id: string
  desk: string
}

export class CaseHouse {
  readonly house: House

  constructor(house: House) {
    this.house = house
  }

  static async open(now: string, change: Partial<Config> = {}): Promise<CaseHouse> {
    const house = new CaseHouse(await openHouse(change))
    house.set(now)
    return house
  }

  /** Sets the clock, by that of Shanghai: `2021-04-26 10:00`. */
  set(now: string): void {
    const at = new Date(`${now.replace(' ', 'T')}:00+08:00`)
    this.house.clock.now = () => at
  }

  get store() {
    return this.house.store
  }

  get cases() {
    return this.house.casework.cases
  }

  /** One tick of the clock. */
  tick(): Promise<number> {
    return this.house.casework.clock.tick()
  }

  recommender = (body = BODY): Promise<Seat> =>
    this.officer({ role: 'recommender', programmeId: PROGRAMME, contact: null, body })

  authority = (area: string | null = null): Promise<Seat> =>
    this.officer({ role: 'authority', programmeId: PROGRAMME, contact: null, area })

  async officer(grant: Grant): Promise<Seat> {
    const { officers } = this.store
    const id = v7()
    const at = this.house.clock.now()
    await officers.create({ id, name: grant.role, email: `${id}@desk.test`, locale: 'zh-CN', at }, OPERATOR)
    await officers.setGrants(id, [grant], OPERATOR)
    const desk = await Applicant.start(inside(this.house), { programme: PROGRAMME })
    await officers.bind(desk.id, id)
    return { id, desk: desk.id }
  }

  /** An application of any programme, as it stands before its last tier; nobody has filled it in. */
  async deciding(programmeId: string, body: string): Promise<ApplicationRecord> {
    const { id: conversationId } = await Applicant.start(inside(this.house), { programme: programmeId })
    const programme = this.house.libraries.find(programmeId)?.programme
    if (!programme) throw new Error(`no programme ${programmeId}`)
    const at = this.house.clock.now()
    const draft = { id: v7(), code: this.house.ids.code(), at }
    await this.store.drafts.begin(conversationId, draft)
    const kept = { state: 'deciding', since: at.toISOString(), recused: [], awaiting: null }
    const tier = programme.tiers.length - 1
    const record = applicationOf(draft.id, {
      ...{
        programmeId,
        programmeHash: programme.hash,
        body,
        conversationId,
        holder: programme.tiers[tier] ?? null,
      },
      kept: { ...kept, context: { tier, version: 1, returned: null } },
    })
    await this.store.cases.write(changeOf([record]))
    return record
  }

  /** An applicant who has filled in everything. */
  async applicant(
    change: Record<string, unknown> = {},
    programme = PROGRAMME,
    answers: Record<string, unknown> = application,
  ): Promise<Filer> {
    const one = await Applicant.start(inside(this.house), { locale: 'zh-CN', programme })
    const set = { ...answers, ...change }
    const { status, body } = await one.line({
      ...{ method: 'PATCH', path: `/api/drafts/${one.id}`, body: { set }, headers: one.own },
    })
    if (status !== 200 || body.notices.length > 0) throw new Error(`not filled in: ${JSON.stringify(body)}`)
    return new Filer(this, one)
  }
}

/** An applicant with an application. */
export class Filer {
  readonly at: CaseHouse
  readonly one: Applicant

  constructor(at: CaseHouse, one: Applicant) {
    this.at = at
    this.one = one
  }

  get id(): string {
    return this.one.id
  }

  submit = (): Promise<Submitted> => submit(this.one)

  async draftId(): Promise<string> {
    return (await this.conversation()).draft?.id ?? ''
  }

  async conversation(): Promise<ConversationRecord> {
    const found = await this.at.store.load(this.one.id)
    if (!found) throw new Error('no such conversation')
    return found
  }

  async application(): Promise<ApplicationRecord> {
    const found = await this.at.store.cases.applicationOf(await this.draftId())
    if (!found) throw new Error('nothing was handed in')
    return found
  }

  async project(): Promise<ProjectRecord> {
    const found = await this.at.store.cases.projectOf((await this.application()).id)
    if (!found) throw new Error('there is no project')
    return found
  }

  act = (act: ApplicantAct): Promise<CaseOutcome> => this.wants({ type: 'case-act', act })

  /** The effect of a turn and all that comes of it, as a turn writes it; `change` is what the turn changes of the draft. */
  async wants(effect: Effect, change: Entries = {}): Promise<CaseOutcome> {
    for (let tries = 0; tries < 8; tries++) {
      const { outcome, commit } = await this.prepared(effect, change)
      // in between the conversation may have been told something
      if ((await commit()).type === 'committed') return outcome
    }
    throw new Error('somebody keeps writing')
  }

  /** The same, decided and not yet written. */
  async prepared(
    effect: Effect,
    change: Entries = {},
  ): Promise<{ outcome: CaseOutcome; commit: (bare?: boolean) => Promise<CommitOutcome> }> {
    const { house, store } = this.at
    const conversation = await this.conversation()
    const before = conversation.draft
    if (!before) throw new Error('no draft')
    const fields = Object.keys(change)
    const revision = before.revision + (fields.length > 0 ? 1 : 0)
    const draft = { ...before, revision, entries: { ...before.entries, ...change } }
    const library = await house.libraries.pinned(conversation.programmeHash)
    const receivedAt = house.clock.now()
    const { state } = conversation
    const here = { conversation, state, before, draft, library, receivedAt }
    const outcome = await caseOutcome(effect, here, {
      ...house,
      sealer: { hash: (text) => text, checkCode: () => `CODE-${v7()}` },
    })
    if (!outcome) throw new Error(`nothing comes of ${effect.type}`)
    const draftEvents = fields.map((field) => ({
      field,
      old: before.entries[field] ?? null,
      new: change[field] ?? null,
    }))
    const first = { state, draft, draftEvents, replies: [], effects: [effect] }
    const activity = { id: v7(), conversationId: conversation.id, dedupeKey: v7(), receivedAt }
    const turn = turnRecord(
      conversation,
      { ...activity, activity: { kind: 'text', text: '' } },
      { before, first, second: null, adopted: null, ...outcome, beyond: outcome.change },
      house,
    )
    /** `bare`: as it was before applications were kept */
    const commit = (bare = false) => store.commit(bare ? { ...turn, beyond: null } : turn)
    return { outcome, commit }
  }
}

/** True when this conversation was told this news of the last event of a case. */
export async function heard({ store }: CaseHouse, who: Seat | Filer, of: CaseRecord, news: string) {
  const event = (await store.cases.events(of.id)).at(-1)
  const [id, kind] = 'desk' in who ? [who.desk, 'desk:case'] : [who.id, 'case']
  return store.persons.hasReceived(id, `${kind}:${news}:${event?.id}`)
}

/** What an act is refused for. */
export const whyOf = (acting: Promise<unknown>): Promise<string | number | undefined> =>
  acting.then(
    () => 'done',
    (error: unknown) => {
      if (!(error instanceof Failure)) throw error
      return error.params.why ?? error.code
    },
  )
