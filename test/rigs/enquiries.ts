/** Enquiries and officers made up for tests of what acts come to. */
import { decide, type Move } from '../../src/enquiry/decide.ts'
import { type Ask, decideAsk } from '../../src/enquiry/decide-asker.ts'
import type { Enquiry, Entry } from '../../src/enquiry/enquiry.ts'
import type { OfficerAct } from '../../src/enquiry/officer-act.ts'
import { type Context, type Decision, isRefusal, type Outcome } from '../../src/enquiry/outcome.ts'
import type { Grant } from '../../src/enquiry/policy.ts'
import type { Colleague } from '../../src/enquiry/staff.ts'
import { desk } from './office.ts'

export const LINE = 'social-management'
export const OTHER_LINE = 'high-tech'

export const grant = (role: Grant['role'], contact: string | null = null): Grant => ({
  role,
  programmeId: desk.id,
  contact,
})

/** An officer who answers for the line, unless `change` says otherwise. The id is the name. */
export const officer = (name: string, change: Partial<Colleague> = {}): Colleague => ({
  id: name,
  name,
  email: `${name}@example.org`,
  locale: 'zh-CN',
  active: true,
  grants: [grant('contact', LINE)],
  leave: null,
  open: 0,
  ...change,
})

export const STAFF: Colleague[] = [
  officer('line'),
  officer('holder', { open: 1 }),
  officer('colleague', { open: 9 }),
  officer('deputy', { grants: [grant('contact', OTHER_LINE)] }),
  officer('other', { grants: [grant('contact', OTHER_LINE)], open: 2 }),
  officer('lead', { grants: [grant('lead')] }),
  officer('viewer', { grants: [grant('viewer')] }),
  officer('admin', { grants: [grant('admin')] }),
  officer('withdrawn', { active: false }),
]

/** A question as it would be asked; nothing is known of the area. */
export const QUESTION: Ask = {
  type: 'ask',
  id: 'one',
  number: 'ZX-2021-0001',
  programmeId: desk.id,
  conversationId: 'conversation',
  locale: 'zh-CN',
  area: null,
  contact: LINE,
  unpublished: null,
  text: '材料要盖章吗？',
  files: [],
  summary: null,
  transcript: null,
}

/** One enquiry through its life: acts are decided one upon the other, at the time it is given. */
export class Life {
  enquiry!: Enquiry
  thread: Entry[] = []
  /** asker's news and desks' news of the last act */
  last!: Outcome
  staff: Colleague[]
  now: Date
  head: Context['head'] = null
  private ids = 0

  constructor(now: Date, staff: Colleague[] = STAFF, change: Partial<Ask> = {}) {
    this.now = now
    this.staff = staff
    this.take(decideAsk({ ...QUESTION, ...change }, { by: 'asker', channel: 'web' }, this.context))
  }

  get context(): Context {
    const { now, staff, thread, head } = this
    return { programme: desk, now, staff, thread, head, id: () => `entry ${++this.ids}` }
  }

  /** @throws when it was refused */
  take(decision: Decision): Outcome {
    if (isRefusal(decision)) throw new Error(`refused: ${decision.refused}`)
    this.enquiry = decision.enquiry
    this.thread = [...this.thread, ...decision.entries]
    this.last = decision
    return decision
  }

  try(move: Move): Decision {
    return decide(this.enquiry, move, this.context)
  }

  officer(name: string, act: OfficerAct, seen: number | null = null): Outcome {
    return this.take(this.try(this.by(name, act, seen)))
  }

  by(name: string, act: OfficerAct, seen: number | null = null): Move {
    const who = this.staff.find(({ id }) => id === name)
    if (!who) throw new Error(`no officer ${name}`)
    return { by: 'officer', author: { by: 'officer', officer: who, channel: 'console', seen }, act }
  }

  followUp(text: string, change = {}): Outcome {
    const act = {
      type: 'follow-up' as const,
      text,
      files: [],
      conversationId: 'conversation',
      locale: 'zh-CN',
    }
    return this.take(
      this.try({ by: 'asker', author: { by: 'asker', channel: 'web' }, act: { ...act, ...change } }),
    )
  }

  clock(type: 'step' | 'look' | 'release'): Decision {
    return this.try({ by: 'clock', act: { type } })
  }

  /** Who heard what of the last act: `lead: escalated`. */
  get heard(): string[] {
    return this.last.desks.map(({ officerId, news }) => `${officerId}: ${news.type}`)
  }
}

/** Words of an answer, and of every other act, where it does not matter which. */
export const ACTS: Record<OfficerAct['type'], OfficerAct> = {
  answer: { type: 'answer', text: '要盖。', files: [] },
  note: { type: 'note', text: '问过法规处', files: [] },
  reassign: { type: 'reassign', contact: OTHER_LINE, reason: '属高新技术' },
  'hand-over': { type: 'hand-over', officer: 'colleague', reason: '请协助' },
  take: { type: 'take' },
  close: { type: 'close', reason: '已电话说明' },
  merge: { type: 'merge', into: 'head' },
  unmerge: { type: 'unmerge' },
}
