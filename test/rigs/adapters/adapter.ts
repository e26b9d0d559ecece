/** A person on one channel who holds golden conversations natively: types, presses, fills in, sends. */
import type { TranscriptStep } from '../../../src/conversation/transcript.ts'
import type { Reply } from '../../../src/conversation/types.ts'
import type { House } from '../house.ts'

/** How a conversation is opened: on a programme, in a language; or natively, with the resume code of a draft. */
export type Opening = { programme: string; locale: string } | { code: string }

/** One conversation. */
export interface Talker {
  /** id of the conversation in the store */
  conversation: string
  /** Does what the step says; resolves with all that can be seen since, words and labels of buttons alike. */
  act(step: TranscriptStep, at: { openField: string | null; lastReplies: readonly Reply[] }): Promise<string>
  /** Hands over this very file; resolves with all that can be seen since. */
  hand(name: string, content: Buffer): Promise<string>
  /** Something happens elsewhere; resolves with all that can be seen here since. */
  hear(happens: () => Promise<void>): Promise<string>
  /** The document that was handed over last, as this channel hands it over. */
  document(): Promise<Buffer | null>
}

export interface Adapter {
  name: string
  house: House
  open(opening: Opening): Promise<Talker>
  close(): Promise<void>
}

/** A file that every channel takes, whatever its name. */
export const ANY_PDF = Buffer.from('%PDF-1.4\n%%EOF\n')

/** Presses a button that this channel does not show any more, or never did: nobody could, but the core must bear it. */
export async function deliverPast(house: House, conversation: string, value: string): Promise<void> {
  await house.inbox.receive(conversation, house.ids.next(), { kind: 'choice', value })
  await house.inbox.sweep()
}

/** A filled-in card as somebody without cards would type it: cells in their order, options by their names. */
export function typed(fill: Record<string, string | string[]>, form: Reply['form']): string {
  const inputs = form?.inputs ?? []
  const cell = (name: string, value: string) =>
    inputs.find((input) => input.name === name)?.options?.find((option) => option.value === value)?.label ??
    value
  const known = inputs.filter(({ name }) => name in fill).map(({ name }) => name)
  const names = known.length > 0 ? inputs.map(({ name }) => name) : Object.keys(fill)
  const cells = names.map((name) =>
    [fill[name] ?? '']
      .flat()
      .map((value) => cell(name, value))
      .join('、'),
  )
  return cells.join('；').replace(/；+$/, '')
}
