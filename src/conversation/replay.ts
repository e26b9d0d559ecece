/** Replays a golden conversation against the pure core, without store or channel. */
import type { Choice } from '../contract/conversation.ts'
import { splitRows } from '../language/read-answer.ts'
import { addRows, answer } from './draft.ts'
import { versionBefore } from './move-draft.ts'
import { PretendedCase } from './pretended-case.ts'
import { PretendedDesk } from './pretended-desk.ts'
import { pretendedScan } from './pretended-scan.ts'
import { initialState, takeTurn } from './take-turn.ts'
import { compareStep, type Transcript, type TranscriptStep } from './transcript.ts'
import type { Activity, ConversationState, Draft, Effect, Reply, ShellEvent } from './types.ts'
import type { Amendment, Library } from './world.ts'

export interface Replayed {
  problems: string[]
  /** the conversation as it went, for reading aloud */
  lines: string[]
  /** what was answered in the end, and when that was */
  draft: Draft
  at: Date
}

/**
 * `amended`: the programme with the changes of the transcript's `amendment`.
 * @returns the problems of every step; none when the conversation is still true
 */
export function replay(library: Library, transcript: Transcript, amended: Library | null = null): Replayed {
  const talk = new Talk({ first: library, amended }, transcript)
  transcript.talk.forEach((step, index) => {
    talk.step(step, index)
  })
  talk.end(transcript.ends)
  return { ...talk.result, draft: talk.draft, at: talk.now }
}

/** A print that nobody opens. */
const PRINT = '/documents/TEST.pdf'

interface Versions {
  first: Library
  amended: Library | null
}

class Talk {
  readonly result: Pick<Replayed, 'problems' | 'lines'> = { problems: [], lines: [] }
  draft: Draft
  now: Date
  private pages: string[] = []
  private library: Library
  private readonly versions: Versions
  /** in force now, and since when */
  private inForce: Amendment
  private state: ConversationState
  private readonly officers: boolean
  private readonly desk: PretendedDesk
  private readonly casework: PretendedCase

  constructor(versions: Versions, { locale, clock, given, officers }: Transcript) {
    const library = versions.first
    this.versions = versions
    this.library = library
    this.officers = officers
    this.desk = new PretendedDesk(library.programme)
    this.casework = new PretendedCase(library.programme)
    this.now = new Date(clock)
    this.inForce = { library, number: 1, on: this.now }
    this.state = initialState(locale)
    const { form } = library.programme
    this.draft = {
      id: 'draft',
      code: 'TEST-CODE',
      revision: 0,
      entries: {},
      ...(form ? { form: { id: form.id, parentCode: 'TEST-PARENT' } } : {}),
    }
    for (const [field, raw] of Object.entries(given)) this.give(field, raw, locale)
  }

  /** Answers a field before the talk; the rows of a list are given as lines. */
  private give(field: string, raw: string | string[], locale: string): void {
    const world = {
      ...this.library.speech(locale),
      draft: this.draft,
      at: this.now,
      unprintable: () => [],
      documentAddress: () => PRINT,
      fileAddress: () => PRINT,
    }
    const columns = world.programme.fields.get(field)?.columns
    this.draft = columns
      ? addRows(world, field, splitRows(columns, [raw].flat().join('\n'))).draft
      : answer(world, field, raw).draft
    if (this.draft.entries[field]?.value === undefined)
      this.result.problems.push(`given ${field} cannot be read: ${raw}`)
  }

  step(step: TranscriptStep, index: number): void {
    if (step.clock) this.now = new Date(step.clock)
    if (step.publish) this.publish(step.publish)
    this.pages.push(...(step.pages ?? []))
    const replies = this.activitiesOf(step).flatMap((activity) => this.take(activity))
    this.result.lines.push(
      `> ${step.officer ?? step.you ?? step.press ?? JSON.stringify(step.fill ?? step.send ?? step.case ?? '')}`,
    )
    this.result.lines.push(...replies.map((reply) => reply.text))
    const problems = compareStep(step, replies)
    this.result.problems.push(...problems.map((problem) => `step ${index + 1}: ${problem}`))
  }

  private publish(what: 'amended' | 'back'): void {
    const library = what === 'amended' ? this.versions.amended : this.versions.first
    if (!library) throw new Error('The transcript has no amendment')
    this.inForce = { library, number: what === 'amended' ? 2 : 1, on: this.now }
    // as the shell does where nothing was answered
    if (Object.keys(this.draft.entries).length === 0) this.library = library
  }

  /** What arrives because of a step; of casework it may be several pieces of news, or none. */
  private activitiesOf(step: TranscriptStep): Activity[] {
    if (step.officer) return [this.answered(step.officer)]
    if (!step.case) return [activityOf(step, this.openField(), this.offered())].filter((one) => one !== null)
    const told = this.casework.act(step.case, this.now)
    if ('refused' in told) {
      this.result.problems.push(`${step.case.by} cannot ${step.case.act}: ${told.refused}`)
      return []
    }
    return told.map((news) => ({ kind: 'event', event: { type: 'case', news } }))
  }

  end(wanted: Transcript['ends']): void {
    const { problems } = this.result
    if (wanted?.waitingFor !== undefined && wanted.waitingFor !== this.openField())
      problems.push(`ends waiting for ${this.openField()}, not ${wanted.waitingFor}`)
    for (const [field, value] of Object.entries(wanted?.draft ?? {}))
      if (JSON.stringify(this.draft.entries[field]?.value ?? null) !== JSON.stringify(value))
        problems.push(`ends with ${field} = ${JSON.stringify(this.draft.entries[field] ?? null)}`)
    if (wanted?.submitted !== undefined && wanted.submitted !== (this.draft.submission !== undefined))
      problems.push(`ends ${this.draft.submission ? 'submitted' : 'not submitted'}`)
  }

  private offered(): Choice[] {
    return this.state.memory.offered
  }

  private openField(): string | null {
    const snapshot = this.state.snapshot as { context: { field: string | null } }
    return snapshot.context.field
  }

  private take(activity: Activity): Reply[] {
    const turn = takeTurn({
      library: this.library,
      state: this.state,
      draft: this.known(),
      activity,
      receivedAt: this.now,
      unprintable: () => [],
      documentAddress: () => PRINT,
      fileAddress: () => PRINT,
      amendment: this.inForce.library.programme.hash === this.library.programme.hash ? null : this.inForce,
      before: this.versionOf(versionBefore(this.state.memory.lastChange)),
      reach: { channel: '', canNotify: false, noticesHere: false, enquiries: this.officers },
    })
    // as after a store: what a turn leaves for the next one has to survive JSON
    this.state = JSON.parse(JSON.stringify(turn.state)) as ConversationState
    this.draft = turn.draft
    const events = turn.effects.flatMap((effect) => this.outcomeOf(effect) ?? [])
    return [...turn.replies, ...events.flatMap((event) => this.take({ kind: 'event', event }))]
  }

  private versionOf(hash: string | null): Library | null {
    const { first, amended } = this.versions
    return [first, amended].find((library) => library?.programme.hash === hash) ?? null
  }

  /** The draft as a store would give it, with how its application stands. */
  private known(): Draft {
    const { case: _, ...draft } = this.draft
    return this.casework.case ? { ...draft, case: this.casework.case } : draft
  }

  /** What the shell would report; of links there is nothing here to report. */
  private outcomeOf(effect: Effect): ShellEvent | null {
    if (effect.type === 'submit') return this.submitted()
    if (effect.type === 'case-act')
      return { type: 'case', news: this.casework.want(effect.act, this.draft, this.now) }
    if (effect.type === 'recall') {
      this.casework.recall(this.draft, this.now)
      return null
    }
    if (effect.type === 'move-draft') {
      this.library = this.versionOf(effect.hash) ?? this.library
      return null
    }
    if (effect.type === 'match-paper') return this.matched()
    if (effect.type === 'erase') return this.erased()
    if (effect.type === 'export') return { type: 'exported', href: PRINT, minutes: 60 }
    const news = this.desk.hear(effect, { at: this.now, entries: this.draft.entries })
    return news && { type: 'enquiry', news }
  }

  private matched(): ShellEvent {
    return pretendedScan(this.pages.splice(0), this.draft.submission?.number ?? '', this.library.programme)
  }

  private erased(): ShellEvent {
    this.state = initialState(this.state.locale)
    this.draft = { id: 'draft', code: 'TEST-CODE', revision: 0, entries: {} }
    return { type: 'erased', kept: [] }
  }

  private answered(text: string): Activity {
    return { kind: 'event', event: { type: 'enquiry', news: this.desk.answer(text) } }
  }

  private submitted(): ShellEvent {
    const outcome = this.casework.submit(this.draft, this.now, this.state.memory.submitBegunAt)
    if ('refused' in outcome) return { type: 'case', news: outcome.refused }
    const { number } = outcome
    return { type: 'submitted', number, checkCode: 'TEST', href: PRINT, at: this.now.toISOString() }
  }
}

/** A step as an activity; a step without one only moves the clock. */
export function activityOf(
  step: TranscriptStep,
  openField: string | null,
  offered: readonly Choice[],
): Activity | null {
  if (step.you !== undefined) return { kind: 'text', text: step.you }
  if (step.press !== undefined) return { kind: 'choice', value: pressed(step.press, offered) }
  if (step.fill) return { kind: 'form', step: openField ?? '', values: step.fill }
  if (step.send)
    return {
      kind: 'file',
      files: step.send.map((name) => ({ id: name, name, bytes: 1, mediaType: mediaTypeOf(name) })),
    }
  return null
}

const mediaTypeOf = (name: string): string => (/\.jpe?g$/.test(name) ? 'image/jpeg' : 'application/pdf')

/** The value of the button that a step presses. */
export function pressed(press: string, offered: readonly Choice[]): string {
  if (!press.endsWith('*')) return press
  return offered.find(({ value }) => value.startsWith(press.slice(0, -1)))?.value ?? press
}
