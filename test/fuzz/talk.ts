/** A talk with the core alone, whose effects are answered as a shell would, and every turn of which is looked at. */
import { PretendedCase } from '../../src/conversation/pretended-case.ts'
import { PretendedDesk } from '../../src/conversation/pretended-desk.ts'
import { pretendedScan } from '../../src/conversation/pretended-scan.ts'
import { initialState, type TurnInput, takeTurn } from '../../src/conversation/take-turn.ts'
import type {
  Activity,
  ConversationState,
  Draft,
  Effect,
  FormAnswer,
  Reply,
  ShellEvent,
} from '../../src/conversation/types.ts'
import type { Library } from '../../src/conversation/world.ts'
import { application } from '../rigs/application.ts'
import { must } from './property.ts'

/** What is done next; what it means depends on where the talk is. */
export type Step =
  | { do: 'say'; text: string; quoted?: string | undefined }
  /** a button on the screen */
  | { do: 'press'; pick: number }
  | { do: 'press-any'; value: string }
  /** answers the open card, as it should be or with this */
  | { do: 'answer'; text: string | string[] | null }
  | { do: 'fill'; pick: number; text: string; outdated: boolean }
  | { do: 'settle'; what: 'submit' | 'recall' }
  | { do: 'send'; files: { name: string; mediaType: string; bytes: number }[]; text?: string | undefined }
  | { do: 'hear'; event: ShellEvent }
  | { do: 'officer'; by: string; act: string; text: string }
  | { do: 'wait'; days: number }

const MOST_EVENTS = 6

export class Talk {
  readonly library: Library
  replies: Reply[] = []
  private state: ConversationState
  private draft: Draft
  private at: Date
  private readonly desk: PretendedDesk
  private readonly casework: PretendedCase
  /** nobody says anything with braces: whatever has them was left unfilled */
  private readonly isPlain: boolean

  constructor(library: Library, { locale, at, isPlain }: { locale: string; at: Date; isPlain: boolean }) {
    this.library = library
    this.at = at
    this.isPlain = isPlain
    this.desk = new PretendedDesk(library.programme)
    this.casework = new PretendedCase(library.programme)
    this.state = initialState(locale)
    const { form } = library.programme
    this.draft = {
      ...{ id: 'draft', code: 'TEST-CODE', revision: 0, entries: {} },
      ...(form ? { form: { id: form.id, parentCode: 'TEST-PARENT' } } : {}),
    }
  }

  step(step: Step): void {
    if (step.do === 'wait') this.at = new Date(this.at.getTime() + step.days * 86_400_000)
    for (const activity of this.activitiesOf(step)) this.take(activity, 0)
  }

  private take(activity: Activity, depth: number): void {
    const input = this.input(activity)
    const before = JSON.stringify(input.state) + JSON.stringify(input.draft)
    const turn = takeTurn(input)
    must(JSON.stringify(input.state) + JSON.stringify(input.draft) === before, 'what goes in stays as it is')
    const kept = JSON.parse(JSON.stringify({ state: turn.state, draft: turn.draft }))
    const again = takeTurn({
      ...input,
      ...JSON.parse(JSON.stringify({ state: input.state, draft: input.draft })),
    })
    must(JSON.stringify(again) === JSON.stringify(turn), 'the same turn once more is the same')
    must(
      activity.kind === 'event' || turn.replies.length > 0 || turn.effects.length > 0 || isQuiet(activity),
      'an answer',
      activity,
    )
    for (const reply of turn.replies) this.look(reply)
    this.state = kept.state
    this.draft = kept.draft
    if (turn.replies.length > 0) this.replies = turn.replies
    for (const effect of turn.effects)
      for (const event of depth < MOST_EVENTS ? this.outcomeOf(effect) : [])
        this.take({ kind: 'event', event }, depth + 1)
  }

  private look(reply: Reply): void {
    const labels = [...(reply.choices ?? []), ...(reply.form?.inputs ?? [])].map(({ label }) => label)
    must(reply.text.trim() !== '' && reply.key !== '', 'a reply has words', reply)
    must(
      labels.every((label) => label.trim() !== ''),
      'a button has words',
      reply,
    )
    must(
      (reply.choices ?? []).every(({ value }) => value.length <= 200),
      'a button can be sent back',
      reply,
    )
    if (!this.isPlain) return
    const words = [reply.text, ...labels, ...(reply.parts ?? []).map(({ text }) => text)].join('\n')
    must(!/[{}]|undefined|\[object|NaN|Invalid Date/.test(words), 'words are whole', words)
  }

  private input(activity: Activity): TurnInput {
    const { case: _, ...draft } = this.draft
    return {
      ...{ library: this.library, state: this.state, activity, receivedAt: this.at },
      draft: this.casework.case ? { ...draft, case: this.casework.case } : draft,
      unprintable: () => [],
      documentAddress: () => '/documents/TEST.pdf',
      fileAddress: () => '/enquiries/TEST',
      reach: { channel: 'telegram', canNotify: true, noticesHere: false, enquiries: true },
    }
  }

  private get open(): string | null {
    return (this.state.snapshot as { context: { field: string | null } }).context.field
  }

  private activitiesOf(step: Step): Activity[] {
    const { locale, memory } = this.state
    switch (step.do) {
      case 'say':
        return [{ kind: 'text', text: step.text, ...(step.quoted ? { quoted: step.quoted } : {}) }]
      case 'press': {
        const choice = memory.offered[step.pick % Math.max(1, memory.offered.length)]
        return [{ kind: 'choice', value: choice?.value ?? 'begin:filing', label: choice?.label ?? '' }]
      }
      case 'press-any':
        return [{ kind: 'choice', value: step.value }]
      case 'answer':
        return [this.answered(step.text)]
      case 'fill':
        return [{ kind: 'fill', locale, ...(step.outdated ? { revision: -1 } : {}), set: this.filled(step) }]
      case 'settle':
        return [{ kind: 'settle', locale, what: step.what }]
      case 'send':
        return [
          {
            kind: 'file',
            files: step.files.map((file, at) => ({ id: `f${at}`, ...file })),
            ...(step.text ? { text: step.text } : {}),
          },
        ]
      case 'hear':
        return [{ kind: 'event', event: step.event }]
      case 'officer':
        return this.officers(step)
      case 'wait':
        return []
    }
  }

  /** The open card; of a list its first column that is needed has the words. */
  private answered(text: string | string[] | null): Activity {
    const field = this.library.programme.fields.get(this.open ?? '')
    if (!field) return { kind: 'choice', value: 'begin:filing' }
    const right = rightFor(this.library, field.id)
    const value =
      text ?? (typeof right === 'string' || right.every((one) => typeof one === 'string') ? right : '')
    if (field.type === 'rows') {
      const row = (right[0] as Record<string, string> | undefined) ?? {}
      const cells =
        field.columns?.map(({ id }) => [id, text === null ? (row[id] ?? '') : [text].flat().join(' ')]) ?? []
      return { kind: 'form', step: field.id, values: Object.fromEntries(cells) }
    }
    return { kind: 'form', step: field.id, values: { [field.id]: value as string | string[] } }
  }

  /** Everything right and one field with these words. */
  private filled({ pick, text }: Extract<Step, { do: 'fill' }>): Record<string, FormAnswer> {
    const fields = [...this.library.programme.fields.values()].filter(({ type }) => type !== 'constant')
    const all = fields.flatMap(({ id, type }): [string, FormAnswer][] => {
      const right = rightFor(this.library, id)
      return right.length > 0 && type !== 'files' ? [[id, right as FormAnswer]] : []
    })
    const other = fields[pick % fields.length]
    const words: FormAnswer =
      other?.type === 'rows'
        ? [{ [other.columns?.[0]?.id ?? 'x']: text }]
        : other?.type === 'files'
          ? []
          : text
    return { ...Object.fromEntries(all), ...(other ? { [other.id]: words } : {}) }
  }

  private officers({ by, act, text }: Extract<Step, { do: 'officer' }>): Activity[] {
    if (act === 'answer') return [{ kind: 'event', event: { type: 'enquiry', news: this.desk.answer(text) } }]
    const fields = [{ field: [...this.library.programme.fields.keys()][0] ?? '', comment: text }]
    const said = {
      reason: text,
      opinion: text,
      fields,
      document: text,
      until: '2024-01-31',
      passed: text.length % 2 === 0,
      number: text,
    }
    const told = this.casework.act({ by, act, ...said }, this.at)
    return 'refused' in told ? [] : told.map((news) => ({ kind: 'event', event: { type: 'case', news } }))
  }

  private outcomeOf(effect: Effect): ShellEvent[] {
    const { draft, at } = this
    if (effect.type === 'submit') return [this.submitted()]
    if (effect.type === 'case-act') return [{ type: 'case', news: this.casework.want(effect.act, draft, at) }]
    if (effect.type === 'recall') this.casework.recall(draft, at)
    if (effect.type === 'match-paper')
      return [
        pretendedScan(
          ['1-1', '-', 'forged 1-2', 'earlier 2-1'],
          draft.submission?.number ?? '',
          this.library.programme,
        ),
      ]
    if (effect.type === 'adopt') return [{ type: 'no-such-draft' }]
    if (effect.type === 'make-link-code') return [{ type: 'link-code', code: 'K7QF-2M9D', minutes: 15 }]
    if (effect.type === 'look-up-link')
      return [{ type: 'link-offer', code: effect.code, channel: 'teams', project: '', own: true }]
    if (effect.type === 'link') return [{ type: 'linked', channel: 'teams', left: 'K7QF-2M9D' }]
    if (effect.type === 'unlink') return [{ type: 'unlinked', who: effect.who, count: 1 }]
    if (effect.type === 'set-notices') return [{ type: 'notices', on: effect.on }]
    if (effect.type === 'erase') return this.erased()
    const news = this.desk.hear(effect, { at, entries: draft.entries })
    return news ? [{ type: 'enquiry', news }] : []
  }

  private erased(): ShellEvent[] {
    this.state = initialState(this.state.locale)
    this.draft = { id: 'draft', code: 'TEST-CODE', revision: 0, entries: {} }
    return [{ type: 'erased', kept: ['SHBZ-2021-0001'] }]
  }

  private submitted(): ShellEvent {
    const outcome = this.casework.submit(this.draft, this.at, this.state.memory.submitBegunAt)
    if ('refused' in outcome) return { type: 'case', news: outcome.refused }
    const { number } = outcome
    return {
      type: 'submitted',
      number,
      checkCode: 'TEST',
      href: '/documents/TEST.pdf',
      at: this.at.toISOString(),
    }
  }
}

/** What may be taken without a word: saves of the whole form are answered by the form. */
const isQuiet = ({ kind }: Activity): boolean => kind === 'fill' || kind === 'settle'

/** What fits a field, as far as it is known; nothing for others. */
function rightFor({ programme }: Library, id: string): string | string[] | Record<string, string>[] {
  const known = application[id]
  const field = programme.fields.get(id)
  if (known !== undefined && field?.type !== 'choice') return known
  if (field?.options?.[0]) return field.options[0]
  if (field?.type === 'yes-no' || field?.type === 'acknowledge') return 'yes'
  if (field?.type === 'recommender') return programme.recommenders[0]?.id ?? ''
  if (field?.type === 'topics') return [programme.areas[0]?.topics[0]?.id ?? '']
  if (field?.type === 'date') return '2031-05-01'
  if (field?.type === 'text' || field?.type === 'longtext') return 'Plain words'
  return field?.type === 'integer' || field?.type === 'decimal' || field?.type === 'percent'
    ? '3'
    : (known ?? '')
}
