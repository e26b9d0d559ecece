/** The whole-form face of a draft: read it, change it, hand it in. Every change is a turn of the draft's form conversation. */
import { timingSafeEqual } from 'node:crypto'
import type { ChangedDraft, DraftForm, WireAnswer } from '../contract/draft.ts'
import type { Activity, FormAnswer } from '../conversation/types.ts'
import { describeForm, standingOf } from '../conversation/whole-form.ts'
import type { World } from '../conversation/world.ts'
import type { DraftRecord } from '../ports/store.ts'
import type { Field } from '../programme/schema.ts'
import type { Conversations } from './conversations.ts'
import { documentAddress, fileAddress } from './document-address.ts'
import { FORM as CHANNEL, versionsOf } from './draft-versions.ts'
import { Failure } from './failure.ts'
import { normaliseCode } from './resume-code.ts'
import type { StoredReply, TurnDeps } from './run-turn.ts'

/** Replies that say that nothing was taken: it stays as it was handed in. */
const CLOSED: readonly string[] = [
  ...['filing.already-submitted', 'case.closed', 'case.mend.closed', 'case.form.closed'],
]

/** The reply that says that a button did what it says. */
const DONE = {
  submit: 'filing.receipt',
  recall: 'filing.recalled',
  move: 'version.moved',
  stay: 'version.stays',
} as const

/** What opens a draft: the token of a conversation that holds it, or its code. */
export interface DraftKey {
  token?: string | undefined
  code?: string | undefined
  /** whoever calls, for counting wrong codes */
  caller: string
}

/** One press of a button of the form, or one save. */
export interface FormRequest {
  /** client's dedupe key; made here when there is none */
  id?: string | undefined
  revision?: number | undefined
  locale: string
}

export class Drafts {
  private readonly deps: TurnDeps & { publicUrl: () => string }
  private readonly conversations: Conversations

  constructor(deps: TurnDeps & { publicUrl: () => string }, conversations: Conversations) {
    this.deps = deps
    this.conversations = conversations
  }

  /**
   * The draft with this id; or of the conversation with this id, which begins one when it has none, in its language.
   * @throws Failure unauthorised without a key, unknown-draft when there is none or the key is another's
   */
  async open(id: string, key: DraftKey): Promise<DraftRecord & { locale?: string }> {
    const { store, sealer, brakes } = this.deps
    const { token, code, caller } = key
    if (token === undefined && code === undefined) throw new Failure('unauthorised')
    if (code !== undefined) brakes.demand('code', caller)
    const conversation = token ? await store.load(id) : null
    if (conversation && this.isSame(sealer.hash(token ?? ''), conversation.tokenHash))
      return { ...(await this.find((await this.begin(id)) ?? '')), locale: conversation.state.locale }
    const found = conversation ? null : await store.drafts.find(id)
    const allowed = token
      ? found !== null && (await store.drafts.isHeldBy(id, sealer.hash(token)))
      : this.isSame(sealer.hash(normaliseCode(code ?? '')), sealer.hash(found?.code ?? ''))
    if (found && allowed) return found
    if (code !== undefined) await brakes.note('code', caller)
    // the same whether there is none or the key is another's: it must not tell which
    throw new Failure('unknown-draft')
  }

  /** The draft of a resume code. @throws Failure unknown-code, slow-down */
  async openByCode(code: string, caller: string): Promise<DraftRecord> {
    const { brakes, store } = this.deps
    await brakes.take('code', caller)
    const found = await store.drafts.findByCode(normaliseCode(code))
    if (!found) throw new Failure('unknown-code')
    await brakes.forgive('code', caller)
    return found
  }

  /** A new empty draft on the whole form. @throws Failure unknown-programme */
  async start(wish: { programme?: string; locale?: string }): Promise<DraftRecord> {
    const id = this.deps.ids.next()
    const conversation = await this.conversations.open({ channel: CHANNEL, address: id, ...wish })
    return this.find((await this.begin(conversation, id)) ?? '')
  }

  /** A word that changes whenever the form has to be shown afresh although nobody changed an answer. */
  standing = ({ draft, programmeHash }: DraftRecord): string =>
    standingOf(draft, this.deps.libraries.versionOf(programmeHash)?.number)

  /** The whole form as data. */
  async describe(found: DraftRecord, locale: string): Promise<DraftForm> {
    const link = `${this.deps.publicUrl()}/?code=${found.code}`
    const world = await this.world(found, locale)
    const resume = { code: found.code, link }
    return { ...describeForm(world), ...(await versionsOf(world, found, this.deps)), resume }
  }

  /**
   * Takes answers over; a wrong one is kept with its error.
   * @throws Failure outdated, unknown-field, bad-request; not-ready when the draft is submitted and stays as it is
   */
  async change(
    found: DraftRecord,
    request: FormRequest & { set: Record<string, WireAnswer> },
  ): Promise<ChangedDraft> {
    const set = await this.answers(found, request.set)
    const { locale, revision } = request
    const fill = { kind: 'fill' as const, locale, set, ...(revision === undefined ? {} : { revision }) }
    const { draft, replies } = await this.take(found, request, fill)
    const refused = replies.find(({ reply }) => CLOSED.includes(reply.key))
    if (refused) throw new Failure('not-ready', { reason: refused.reply.text }, undefined, { draft })
    return draft
  }

  /** Hands the draft in, takes it back, or settles what becomes of it after an amendment. @throws Failure outdated, not-ready with the reason */
  async settle(
    found: DraftRecord,
    request: FormRequest & { what: keyof typeof DONE },
  ): Promise<ChangedDraft> {
    const { locale, revision, what } = request
    const activity = {
      kind: 'settle' as const,
      locale,
      what,
      ...(revision === undefined ? {} : { revision }),
    }
    const { draft, replies } = await this.take(found, request, activity)
    if (replies.some(({ reply }) => reply.key === DONE[what])) return draft
    const reason = replies.at(-1)?.reply.text ?? ''
    throw new Failure('not-ready', { reason }, undefined, { draft })
  }

  /** The conversation that the form's changes and files belong to; made when the form is used first. */
  async desk({ draft, code }: DraftRecord): Promise<string> {
    const { store } = this.deps
    const known = await store.findByAddress(CHANNEL, draft.id)
    if (known) return known.id
    try {
      return await this.conversations.open({ channel: CHANNEL, address: draft.id, code })
    } catch (error) {
      const made = await store.findByAddress(CHANNEL, draft.id)
      if (made) return made.id
      throw error
    }
  }

  private async take(found: DraftRecord, { id, locale }: FormRequest, activity: Activity) {
    const key = id ?? this.deps.ids.next()
    const { replies } = await this.conversations.take(await this.desk(found), key, activity)
    const draft = await this.describe(await this.find(found.draft.id), locale)
    if (replies.some(({ reply }) => reply.key === 'filing.outdated'))
      throw new Failure('outdated', {}, undefined, { draft })
    return { draft: { ...draft, notices: noticesOf(replies) }, replies }
  }

  private async find(draftId: string): Promise<DraftRecord> {
    const found = await this.deps.store.drafts.find(draftId)
    if (!found) throw new Failure('unknown-draft')
    return found
  }

  private begin(conversationId: string, id = this.deps.ids.next()): Promise<string | null> {
    const { store, ids, clock } = this.deps
    return store.drafts.begin(conversationId, { id, code: ids.code(), at: clock.now() })
  }

  private async world({ draft, programmeHash }: DraftRecord, locale: string): Promise<World> {
    const library = await this.deps.libraries.pinned(programmeHash)
    const { printer, clock, sealer } = this.deps
    return {
      ...library.speech(locale),
      draft,
      at: clock.now(),
      unprintable: (entries) => printer.unprintable(entries),
      documentAddress: (code) => documentAddress(sealer, code),
      fileAddress: (number, file) => fileAddress(sealer, number, file),
    }
  }

  /** What came over the wire as answers: known fields only, in the shape of their type, files by their ids. */
  private async answers(
    found: DraftRecord,
    set: Record<string, WireAnswer>,
  ): Promise<Record<string, FormAnswer>> {
    const { programme } = await this.deps.libraries.pinned(found.programmeHash)
    const fields = new Map(
      programme.sections.flatMap((section) => section.fields).map((field) => [field.id, field]),
    )
    const answers: Record<string, FormAnswer> = {}
    for (const [id, given] of Object.entries(set)) {
      const field = fields.get(id)
      if (!field || field.type === 'constant') throw new Failure('unknown-field', {}, `set.${id}`)
      answers[id] = await this.answer(found, field, given)
    }
    return answers
  }

  private async answer(found: DraftRecord, field: Field, given: WireAnswer): Promise<FormAnswer> {
    if (given === null || given.length === 0) return null
    if (!hasShapeOf(field, given)) throw new Failure('bad-request', {}, `set.${field.id}`)
    if (field.type !== 'files') return given
    const files = await this.deps.store.files.find(await this.desk(found), given as string[])
    if (files.length !== given.length) throw new Failure('unknown-file', {}, `set.${field.id}`)
    return files
  }

  private isSame(a: string, b: string): boolean {
    const [one, other] = [Buffer.from(a), Buffer.from(b)]
    return one.length === other.length && timingSafeEqual(one, other)
  }
}

/** Rows for rows of known columns, a list of ids for files, text or a list for all else. */
function hasShapeOf(field: Field, given: NonNullable<WireAnswer>): boolean {
  const isList = Array.isArray(given)
  const hasRows = isList && given.some((one) => typeof one === 'object')
  if (field.type === 'files') return isList && !hasRows
  if (field.type !== 'rows') return !hasRows
  const columns = new Set((field.columns ?? []).map(({ id }) => id))
  return (
    hasRows && (given as object[]).every((row) => Object.keys(row).every((column) => columns.has(column)))
  )
}

/** What was not taken, in words. */
function noticesOf(replies: StoredReply[]): ChangedDraft['notices'] {
  return replies
    .filter(({ reply }) => reply.key.startsWith('filing.error.'))
    .map(({ reply }) => ({ ...(reply.pending ? { field: reply.pending.field } : {}), text: reply.text }))
}
