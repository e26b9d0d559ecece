/** What casework would report, for a replay without store: the lives themselves, moved by the talk and by its transcript. */
import { applicationLife, beginApplication } from '../casework/application-life.ts'
import type { ApplicantAct, CaseNews, DraftCase } from '../casework/case.ts'
import { type Actor, type Effect, isRefused, takeAct, type Why } from '../casework/life.ts'
import { lastDayOf, returnDueOf } from '../casework/project-dates.ts'
import { beginProject, projectLife } from '../casework/project-life.ts'
import { chosenAreas } from '../programme/rules.ts'
import type { Programme } from '../programme/schema.ts'
import { bodyOf, goesDirectly } from '../programme/steps.ts'
import type { CaseStep } from './transcript.ts'
import type { Draft, Entry } from './types.ts'
import { projectRules } from './wishes.ts'
import { factsOf } from './world.ts'

/** An act of any life, as a transcript writes it. */
type Act = { type: string } & Record<string, unknown>
type Moved = { refused: Why } | { effects: Effect[] }

export class PretendedCase {
  readonly programme: Programme
  private kept: DraftCase | undefined
  /** answers of the version that counts */
  private handedIn: Record<string, Entry> = {}
  private submissions = 0

  constructor(programme: Programme) {
    this.programme = programme
  }

  /** As the applicant's conversation would find it. */
  get case(): DraftCase | undefined {
    return this.kept
  }

  /** @returns the number of the submission, or what the applicant hears of why it cannot be */
  submit(draft: Draft, at: Date, begunAt?: string): { number: string } | { refused: CaseNews } {
    const again = this.kept?.application.state === 'returned'
    if (!again) this.submissions++
    const number = again ? (this.kept?.number ?? '') : String(this.submissions)
    const application = this.kept?.application ?? beginApplication(at)
    const facts = factsOf({ programme: this.programme, draft, at })
    const areas = chosenAreas(this.programme, draft.entries)
    this.kept = { number, body: bodyOf(facts), areas, application, project: null }
    const act: Act = again
      ? { type: 'resubmit', changed: this.changed(draft.entries) }
      : { type: 'submit', ...(begunAt ? { begunAt } : {}), ...(goesDirectly(facts) ? { direct: true } : {}) }
    const moved = this.move(act, { role: 'applicant', id: draft.id }, at)
    if ('refused' in moved) return { refused: { ...this.news('refused', at), why: moved.refused } }
    this.handedIn = draft.entries
    return { number: again ? `${number}-${this.kept.application.context.version}` : number }
  }

  recall(draft: Draft, at: Date): void {
    this.move({ type: 'recall' }, { role: 'applicant', id: draft.id }, at)
  }

  /** What the applicant's own act comes to. */
  want(act: ApplicantAct, draft: Draft, at: Date): CaseNews {
    const moved = this.move({ ...act }, { role: 'applicant', id: draft.id }, at)
    if ('refused' in moved) return { ...this.news('refused', at), why: moved.refused }
    const telling = moved.effects.find((effect) => effect.type === 'tell')
    return this.news(telling?.news ?? act.type, at, { ...act })
  }

  /** What the applicant hears of an act of an officer, or of the clock; or why it cannot be. */
  act({ by, act: type, ...said }: CaseStep, at: Date): CaseNews[] | { refused: Why } {
    const actor: Actor =
      by === 'clock' ? { role: 'clock' } : { role: 'officer', id: `officer-${by}`, tier: by }
    const due = type === 'return' ? { due: returnDueOf(this.programme, at).day } : {}
    const act: Act = { ...due, ...said, type }
    const moved = this.move(act, actor, at)
    if ('refused' in moved) return moved
    return moved.effects.flatMap((effect) => this.heard(effect, act, at))
  }

  private heard(effect: Effect, act: Act, at: Date): CaseNews[] {
    if (effect.type === 'warn') return [{ ...this.news('warn', at, act), daysLeft: effect.daysLeft }]
    return effect.type === 'tell' && effect.to === 'applicant' ? [this.news(effect.news, at, act)] : []
  }

  private move(act: Act, by: Actor, at: Date): Moved {
    const { kept } = this
    if (!kept) return { refused: 'not-now' }
    const happening = { act: act as never, by, at }
    const rules = projectRules(this)
    if (kept.project && rules) {
      const decided = takeAct(projectLife, kept.project.kept, happening, rules)
      if (isRefused(decided)) return decided
      const endsOn = lastDayOf(rules, decided.kept.context.term).day
      const certificate = decided.effects.find((one) => one.type === 'certificate')?.number
      const project = { ...kept.project, kept: decided.kept, endsOn }
      this.kept = { ...kept, project: certificate ? { ...project, certificate } : project }
      return decided
    }
    const decided = takeAct(applicationLife, kept.application, happening, this.programme)
    if (isRefused(decided)) return decided
    const project = rules && decided.kept.state === 'approved' ? this.begun(kept.number, at) : null
    this.kept = { ...kept, application: decided.kept, project }
    return decided
  }

  private begun(number: string, at: Date): DraftCase['project'] {
    const rules = projectRules(this)
    if (!rules) return null
    const kept = beginProject(rules, at)
    return { number, endsOn: lastDayOf(rules, kept.context.term).day, certificate: null, kept }
  }

  private news(news: string, at: Date, { reason, opinion, fields, due, document }: Act = NONE): CaseNews {
    const { kept, programme } = this
    const rules = projectRules(this)
    const project = kept?.project ?? null
    const of = project && news !== 'approved' ? 'project' : 'application'
    const holder =
      project && rules
        ? projectLife.holderOf(project.kept, rules)
        : kept
          ? applicationLife.holderOf(kept.application, programme)
          : null
    const said = { reason: reason ?? opinion, fields, due, document }
    return {
      ...{ of, news, number: kept?.number ?? '', title: '', body: kept?.body ?? null, holder },
      at: at.toISOString(),
      ...(Object.fromEntries(Object.entries(said).filter(([, one]) => one !== undefined)) as object),
      ...(project ? { until: project.endsOn } : {}),
      ...(project?.certificate ? { certificate: project.certificate } : {}),
    }
  }

  /** Fields that differ from what was handed in last. */
  private changed(entries: Record<string, Entry>): string[] {
    const ids = new Set([...Object.keys(entries), ...Object.keys(this.handedIn)])
    const value = (of: Record<string, Entry>, id: string): string => JSON.stringify(of[id]?.value ?? null)
    return [...ids].filter((id) => value(entries, id) !== value(this.handedIn, id))
  }
}

const NONE: Act = { type: '' }
