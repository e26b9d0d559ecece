import { type Client, Refused, type Session, type StartRequest } from './client.ts'
import { followEvents } from './event-stream.ts'
import { createOutbox, pauseAfter } from './outbox.ts'
import type { Memory, Unsent } from './session.ts'
import { addEntry, addReplies, change, fromTranscript, lastSeq } from './timeline.ts'
import type { Item, State, Trouble, Values } from './types.ts'
import type { FormCard, Started, Transcript, TranscriptEntry, Turn, WireActivity, WireReply } from './wire.ts'

export interface AssistantOptions {
  client: Client
  memory: Memory
  server: string
  programme?: string | undefined
  locale: string
  code?: string | undefined
}

type What = Omit<WireActivity, 'id'>

/** One conversation as the browser holds it: what is shown, what is on its way, and how to act. */
export class Assistant {
  state: State
  readonly typed: Record<string, Values>
  readonly #options: AssistantOptions
  readonly #listeners = new Set<() => void>()
  readonly #outbox = createOutbox({
    deliver: (activity) => this.#deliver(activity),
    onFailure: (activity, error, again) => this.#failed(activity, error, again),
  })
  #session: Session | null = null
  #starting: Promise<Session> | null = null
  #stopEvents = () => {}
  #everReached = false

  constructor(options: AssistantOptions) {
    this.#options = options
    this.typed = options.memory.typed()
    this.state = { locale: options.locale, started: false, items: [], trouble: null, resume: null }
    addEventListener('online', () => this.hurry())
    addEventListener('securitypolicyviolation', (event) => this.#onViolation(event))
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Opens the conversation: the one remembered, the one of a code, or a new one. */
  async start(): Promise<void> {
    if (this.#session || this.#starting) return
    for (let failures = 0; !this.#session; failures++) {
      const failure = await this.#connect().then(
        () => null,
        (error: unknown) => error,
      )
      if (!failure) break
      this.#explain(failure)
      if (failure instanceof Refused && !failure.retry) return
      await new Promise((resolve) => setTimeout(resolve, pauseAfter(failure, failures)))
    }
  }

  /** Says something in the person's own words. */
  say(text: string): void {
    this.send({ text }, text)
  }

  /** Sends an activity under an id of its own and shows it at once. */
  send(what: What, text: string): void {
    const activity: WireActivity = { id: randomId(), ...what }
    this.#show({ activity, text })
    this.#keepUnsent()
    this.#outbox.add(activity)
  }

  /** Changes the language of the words and asks the server for the same. */
  switchLanguage(locale: string, name: string): void {
    if (locale === this.state.locale) return
    this.#set({ locale })
    if (this.#session || this.#starting) this.send({ choice: `language:${locale}` }, name)
  }

  /** Answers a form card. A card of files alone sends the files themselves, as a message with files would. */
  answer(form: FormCard, values: Values, text: string): void {
    const only = form.inputs.length === 1 ? form.inputs[0] : undefined
    const files = only?.kind === 'files' ? values[only.name] : undefined
    if (Array.isArray(files) && files.length > 0) this.send({ file: files }, text)
    else this.send({ form: { step: form.step, values } }, text)
  }

  /** Goes on with the draft of a code. @throws Refused when the server does not know the code */
  async continueWith(code: string): Promise<void> {
    const started = await this.#options.client.start({ ...this.#request(), code })
    this.#forgetHere()
    this.#open(started)
  }

  /** Leaves this conversation and begins another. */
  async startOver(): Promise<void> {
    this.#forgetHere()
    await this.start()
  }

  /** Asks for the code to go on elsewhere; the draft is begun when there is none yet. */
  async refreshResume(): Promise<void> {
    const draft = this.#session && (await this.#options.client.draft(this.#session).catch(() => null))
    if (draft) this.#set({ resume: draft.resume })
  }

  async upload(file: File, progress: (share: number) => void, signal: AbortSignal) {
    return this.#options.client.upload(await this.#ready(), file, progress, signal)
  }

  /** Tries again now whatever waits. */
  hurry(): void {
    this.#outbox.hurry()
  }

  /** Keeps what was typed into a card, so that neither an error, a language nor a reload loses it. */
  keepTyped(step: string, values: Values | null): void {
    if (values) this.typed[step] = values
    else delete this.typed[step]
    this.#options.memory.keepTyped(this.typed)
  }

  stop(): void {
    this.#stopEvents()
  }

  #ready(): Promise<Session> {
    if (this.#session) return Promise.resolve(this.#session)
    return this.#connect()
  }

  #connect(): Promise<Session> {
    this.#starting ??= this.#connectOnce().finally(() => {
      this.#starting = null
    })
    return this.#starting
  }

  async #connectOnce(): Promise<Session> {
    const { client, memory } = this.#options
    const remembered = this.#options.code ? null : memory.session()
    const transcript = remembered && (await client.transcript(remembered).catch(onlyIfLost))
    if (remembered && transcript) return this.#resume(remembered, transcript)
    const { code } = this.#options
    const started = await client.start({ ...this.#request(), ...(code ? { code } : {}) })
    this.#options.code = undefined
    return this.#open(started)
  }

  #request(): StartRequest {
    const { programme } = this.#options
    return { locale: this.state.locale, ...(programme ? { programme } : {}) }
  }

  #open(started: Started): Session {
    const session = { id: started.id, token: started.token }
    this.#options.memory.keepSession(session)
    this.#set({ items: addReplies(this.state.items, started.replies), locale: started.locale })
    return this.#follow(session)
  }

  #resume(session: Session, transcript: Transcript): Session {
    this.#set({
      items: fromTranscript(this.state.items, transcript.entries),
      resume: transcript.resume ?? null,
      locale: transcript.locale,
    })
    this.#follow(session)
    for (const one of this.#options.memory.unsent()) this.#again(one)
    return session
  }

  // A message may have been taken although its answer was lost: the server knows it by its id.
  #again({ activity, text }: Unsent): void {
    if (this.state.items.some((item) => item.activity?.id === activity.id)) return
    const shown = this.state.items.findLast((item) => item.from === 'you' && !item.activity)
    const mine = this.state.items.indexOf(shown as Item) >= this.state.items.length - 2 ? shown : undefined
    if (mine && mine.text === text)
      this.#set({ items: change(this.state.items, mine.key, { activity, delivery: 'sending' }) })
    else this.#show({ activity, text })
    this.#outbox.add(activity)
  }

  #follow(session: Session): Session {
    this.#session = session
    this.#reached()
    this.#set({ started: true })
    this.#stopEvents()
    this.#stopEvents = followEvents({
      ...this.#options.client.events(session),
      lastSeq: () => lastSeq(this.state.items),
      onEntry: (entry) => this.#heard(entry),
      onState: (state) => this.#onStream(state),
    })
    return session
  }

  // The stream may bring a reply before the answer to the request does.
  #heard(entry: TranscriptEntry): void {
    const sending = this.state.items.findLast(({ delivery }) => delivery === 'sending')
    const step = sending?.activity?.form?.step
    if (entry.reply?.form && entry.reply.form.step === step) this.#settle(step, [entry.reply])
    this.#set({ items: addEntry(this.state.items, entry) })
  }

  /** What was typed into a card is kept only while it is still wrong. */
  #settle(step: string | undefined, replies: readonly WireReply[]): void {
    if (step !== undefined && !replies.some((reply) => stillWrong(reply, step))) this.keepTyped(step, null)
  }

  #onStream(state: 'open' | 'broken' | 'lost'): void {
    if (state === 'open') {
      this.#reached()
      this.hurry()
    } else if (state === 'broken') this.#trouble(navigator.onLine ? 'connecting' : 'offline')
  }

  async #deliver(activity: WireActivity): Promise<void> {
    const session = await this.#ready()
    const turn = await this.#options.client.send(session, activity)
    this.#reached()
    // The person may have begun another conversation meanwhile.
    if (session === this.#session) this.#taken(activity, turn)
  }

  #taken(activity: WireActivity, turn: Turn): void {
    const items = delivered(this.state.items, activity, { delivery: 'sent' })
    this.#settle(activity.form?.step, turn.replies)
    this.#set({ items: addReplies(items, turn.replies), locale: turn.locale })
    this.#keepUnsent()
  }

  #failed(activity: WireActivity, error: unknown, again: boolean): void {
    this.#explain(error)
    const refused = !again && error instanceof Refused
    const problem = refused ? { problem: { message: error.message, hint: error.hint } } : {}
    const delivery = refused ? 'refused' : 'waiting'
    this.#set({ items: delivered(this.state.items, activity, { delivery, ...problem }) })
    this.#keepUnsent()
  }

  #explain(error: unknown): void {
    if (error instanceof Refused) {
      if (error.lost) this.#trouble('lost')
      else if (error.retry) this.#trouble('try-later')
    } else if (!navigator.onLine) this.#trouble('offline')
    else this.#trouble(this.#everReached ? 'connecting' : 'unreachable')
  }

  // The browser itself says when the page's policy is what stops us; retrying cannot help then.
  #onViolation(event: SecurityPolicyViolationEvent): void {
    const ours = event.blockedURI.startsWith(new URL(this.#options.server).origin)
    if (event.effectiveDirective === 'connect-src' && ours) this.#trouble('blocked')
  }

  #trouble(trouble: Trouble): void {
    if (this.state.trouble !== 'blocked' && this.state.trouble !== trouble) this.#set({ trouble })
  }

  #reached(): void {
    this.#everReached = true
    if (this.state.trouble) this.#set({ trouble: null })
  }

  #show({ activity, text }: Unsent): void {
    const item: Item = { key: `a:${activity.id}`, from: 'you', text, activity, delivery: 'sending' }
    this.#set({ items: [...this.state.items, item] })
  }

  #keepUnsent(): void {
    const unsent = this.state.items.flatMap(({ activity, delivery, text }) =>
      activity && (delivery === 'sending' || delivery === 'waiting') ? [{ activity, text }] : [],
    )
    this.#options.memory.keepUnsent(unsent)
  }

  #forgetHere(): void {
    this.#stopEvents()
    this.#outbox.clear()
    this.#session = null
    this.#options.memory.keepSession(null)
    for (const step of Object.keys(this.typed)) this.keepTyped(step, null)
    this.#set({ items: [], resume: null, started: false, trouble: null })
    this.#keepUnsent()
  }

  #set(changes: Partial<State>): void {
    this.state = { ...this.state, ...changes }
    for (const listener of this.#listeners) listener()
  }
}

function delivered(items: readonly Item[], { id }: WireActivity, changes: Partial<Item>): readonly Item[] {
  const item = items.find(({ activity }) => activity?.id === id)
  return item ? change(items, item.key, changes) : items
}

function onlyIfLost(error: unknown): null {
  if (error instanceof Refused && error.lost) return null
  throw error
}

function stillWrong(reply: WireReply, step: string): boolean {
  if (reply.form?.step !== step) return false
  return reply.key.includes('error') || reply.form.inputs.some((input) => input.error)
}

// crypto.randomUUID exists only on secure pages; this widget may sit on a plain one.
function randomId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join('-')
}
