/** What comes from Telegram: stored first, then acknowledged, then the courtesies. */
import type { Reply } from '../../conversation/types.ts'
import type { Delivered, Store } from '../../ports/store.ts'
import type { PushConversations } from '../../service/push-conversations.ts'
import type { BotApi } from './bot-api.ts'
import { readPress } from './buttons.ts'
import { CHANNEL } from './channel-name.ts'
import { COMMANDS } from './commands.ts'
import { TICK, tickable } from './render.ts'
import { type Happening, type PressedButton, read, updateSchema } from './update.ts'

export interface ReceiverDeps {
  house: PushConversations
  store: Pick<Store, 'replyTo'>
  api: BotApi
  /** programmes a deep link may name */
  isProgramme: (id: string) => boolean
  /** a phrase of `channels.…` in the language of the person's program */
  say: (key: string, language: string | undefined) => string
  /** something was stored whose turn has to be taken */
  arrived: () => void
  /** hears of updates that make no sense; never of their content */
  odd: (event: string) => void
}

/** The groups that have been told are told again after so long. */
const TELL_AGAIN_MS = 3_600_000
/** A value that no button has: the conversation answers that the step has moved on. */
const GONE = 'gone'

type Addressed = Extract<Happening, { dedupeKey: string }>

export class Receiver {
  private readonly deps: ReceiverDeps
  private readonly told = new Map<string, number>()

  constructor(deps: ReceiverDeps) {
    this.deps = deps
  }

  /** Takes one update; once this resolves it may be acknowledged. @throws when it could not be stored: it must come again */
  async hear(raw: unknown): Promise<void> {
    const update = updateSchema.safeParse(raw)
    // it would come again and again, and be no clearer
    if (!update.success) return this.deps.odd('update not understood')
    const happening = read(update.data)
    if (happening.kind === 'nothing') return
    if (happening.kind === 'in-group') return this.sayInGroup(happening.address, happening.language)
    if (happening.kind === 'pressed') return this.press(happening)
    if (happening.kind === 'sent-files') this.courtesy('sendChatAction', happening.address)
    await this.accept(happening, deliveredBy(happening), programmeIn(happening, this.deps.isProgramme))
  }

  private async accept(
    { address, dedupeKey, language }: Addressed,
    activity: Delivered,
    programme?: string,
  ): Promise<void> {
    await this.deps.house.accept({
      channel: CHANNEL,
      address,
      dedupeKey,
      locale: language,
      programme,
      activity,
    })
    this.deps.arrived()
  }

  private async press(pressed: PressedButton): Promise<void> {
    const { api } = this.deps
    const press = readPress(pressed.data)
    const reply = press && (await this.replyUnder(pressed, press.messageId))
    const activity = press && reply ? pressedIn(reply, press.kind, press.place, pressed) : gone()
    if (activity) await this.accept(pressed, activity)
    void api.gladly('answerCallbackQuery', { callback_query_id: pressed.queryId })
    const keyboard = press && reply ? keyboardAfter(pressed, reply, press.kind) : null
    if (keyboard && pressed.under)
      void api.gladly('editMessageReplyMarkup', {
        chat_id: pressed.address,
        message_id: pressed.under.id,
        reply_markup: { inline_keyboard: keyboard },
      })
  }

  private async replyUnder({ address }: PressedButton, messageId: string): Promise<Reply | null> {
    const conversation = await this.deps.house.find(CHANNEL, address)
    return conversation === null ? null : this.deps.store.replyTo(conversation, messageId)
  }

  private courtesy(_method: 'sendChatAction', chat_id: string): void {
    void this.deps.api.gladly('sendChatAction', { chat_id, action: 'typing' })
  }

  /** Applications are nobody else's business: in a group there is only one thing to say, and not all the time. */
  private sayInGroup(chat_id: string, language: string | undefined): void {
    const now = performance.now()
    if (now - (this.told.get(chat_id) ?? Number.NEGATIVE_INFINITY) < TELL_AGAIN_MS) return
    this.told.set(chat_id, now)
    void this.deps.api.gladly('sendMessage', { chat_id, text: this.deps.say('in-private', language) })
  }
}

const gone = (): Delivered => ({ kind: 'choice', value: GONE })

/** What was done with the button; null for a tick, which changes nothing but the keyboard. */
function pressedIn(reply: Reply, kind: string, place: number, pressed: PressedButton): Delivered | null {
  if (kind === 'choice') {
    const choice = reply.choices?.[place]
    return choice ? { kind: 'choice', value: choice.value, label: choice.label } : gone()
  }
  const input = tickable(reply)
  if (!input || !reply.form) return gone()
  if (kind === 'option') return null
  const ticked = new Set(labelsTicked(pressed))
  const values = input.options.filter(({ label }) => ticked.has(label)).map(({ value }) => value)
  return { kind: 'form', step: reply.form.step, values: { [input.name]: values } }
}

const labelsTicked = ({ under }: PressedButton): string[] =>
  (under?.keyboard.flat() ?? [])
    .filter(({ text }) => text.startsWith(TICK))
    .map(({ text }) => text.slice(TICK.length))

/**
 * The keyboard as it should look now: a tick set or taken away; a question that was answered shows the answer only.
 * Worked out from the keyboard as it was when it was pressed, so that the same press twice is the same.
 */
function keyboardAfter({ data, under }: PressedButton, reply: Reply, kind: string) {
  if (!under) return null
  const { keyboard } = under
  const turned = (text: string) => (text.startsWith(TICK) ? text.slice(TICK.length) : TICK + text)
  const shown = (text: string) => (text.startsWith(TICK) ? text : TICK + text)
  const asButton = ({ text, callback_data = '' }: { text: string; callback_data?: string | undefined }) => ({
    text,
    callback_data,
  })
  if (kind === 'option')
    return keyboard.map((row) =>
      row.map((button) =>
        button.callback_data === data ? { text: turned(button.text), callback_data: data } : asButton(button),
      ),
    )
  if (!isStep(reply)) return null
  if (kind === 'ticked')
    return keyboard
      .map((row) => row.filter(({ text }) => text.startsWith(TICK)).map(asButton))
      .filter((row) => row.length > 0)
  const pressed = keyboard.flat().find((button) => button.callback_data === data)
  return pressed ? [[{ text: shown(pressed.text), callback_data: data }]] : null
}

/** A question of the form, or a yes or no: answered once. Menus stay as they are. */
const isStep = ({ pending, choices = [] }: Reply): boolean =>
  pending !== undefined || choices.some(({ value }) => /^(yes|no):/.test(value))

function deliveredBy(happening: Exclude<Addressed, PressedButton>): Delivered {
  switch (happening.kind) {
    case 'said':
      return { kind: 'text', text: happening.text, ...quotedBy(happening) }
    case 'sent-files': {
      const { files, text } = happening
      return { kind: 'remote-files', files, ...(text ? { text } : {}), ...quotedBy(happening) }
    }
    case 'unreadable':
      return { kind: 'event', event: { type: 'unreadable', why: happening.why } }
    case 'command':
      return commanded(happening.name, happening.rest)
  }
}

const quotedBy = ({ quoted }: { quoted?: string }) => (quoted ? { quoted } : {})

const CODE = /^[0-9a-z]{4}-?[0-9a-z]{4}$/i

function commanded(name: string, rest: string): Delivered {
  if (name === 'start') return CODE.test(rest) ? { kind: 'start', code: rest } : { kind: 'start' }
  const value = COMMANDS.get(name)
  return value
    ? { kind: 'choice', value, label: `/${name}` }
    : { kind: 'text', text: `${name} ${rest}`.trim() }
}

function programmeIn(happening: Happening, isProgramme: (id: string) => boolean): string | undefined {
  if (happening.kind !== 'command' || happening.name !== 'start') return undefined
  return isProgramme(happening.rest) ? happening.rest : undefined
}
