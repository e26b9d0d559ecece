/** An update of the Bot API → what the person did. */
import { z } from 'zod'
import type { RemoteFile } from '../../ports/store.ts'

const chatSchema = z.object({ id: z.number().int(), type: z.string() })
const userSchema = z.object({ language_code: z.string().optional() })
const fileSchema = z.object({
  file_id: z.string(),
  file_name: z.string().optional(),
  file_size: z.number().optional(),
})
const keyboardSchema = z.object({
  inline_keyboard: z.array(
    z.array(z.looseObject({ text: z.string(), callback_data: z.string().optional() })),
  ),
})
const messageSchema = z.object({
  message_id: z.number().int(),
  chat: chatSchema,
  from: userSchema.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  document: fileSchema.optional(),
  photo: z.array(fileSchema).optional(),
  contact: z.object({ phone_number: z.string() }).optional(),
  reply_markup: keyboardSchema.optional(),
  /** what it answers */
  reply_to_message: z.object({ text: z.string().optional(), caption: z.string().optional() }).optional(),
})
/** The little we read of an update; what we do not know stays unread. */
export const updateSchema = z.object({
  update_id: z.number().int(),
  message: messageSchema.optional(),
  edited_message: messageSchema.optional(),
  callback_query: z
    .object({
      id: z.string(),
      from: userSchema,
      message: messageSchema.partial({ message_id: true }).optional(),
      data: z.string().optional(),
    })
    .optional(),
})
export type Update = z.infer<typeof updateSchema>

/** Where an update came from, in private. */
interface Origin {
  address: string
  dedupeKey: string
  language: string | undefined
}

export type PressedButton = Origin & {
  kind: 'pressed'
  queryId: string
  data: string
  /** the message it stands under, as it looked then; null when it is too old */
  under: { id: number; keyboard: { text: string; callback_data?: string | undefined }[][] } | null
}

export type Happening =
  | (Origin & { kind: 'said'; text: string; quoted?: string })
  | (Origin & { kind: 'command'; name: string; rest: string })
  | (Origin & { kind: 'sent-files'; files: RemoteFile[]; text?: string; quoted?: string })
  | (Origin & { kind: 'unreadable'; why: 'kind' | 'edited' })
  | PressedButton
  | { kind: 'in-group'; address: string; language: string | undefined }
  /** nothing that concerns a conversation */
  | { kind: 'nothing' }

export function read(update: Update): Happening {
  const { message, edited_message: edited, callback_query: query } = update
  const dedupeKey = `update-${update.update_id}`
  if (query) {
    const { chat, message_id: id, reply_markup: markup } = query.message ?? {}
    if (!chat) return { kind: 'nothing' }
    const origin = { address: String(chat.id), dedupeKey, language: query.from.language_code }
    const under = id === undefined ? null : { id, keyboard: markup?.inline_keyboard ?? [] }
    return { ...origin, kind: 'pressed', queryId: query.id, data: query.data ?? '', under }
  }
  const given = message ?? edited
  if (!given) return { kind: 'nothing' }
  const origin = { address: String(given.chat.id), dedupeKey, language: given.from?.language_code }
  if (given.chat.type === 'channel') return { kind: 'nothing' }
  if (given.chat.type !== 'private') return { ...origin, kind: 'in-group' }
  return edited ? { ...origin, kind: 'unreadable', why: 'edited' } : readMessage(given, origin)
}

function readMessage(message: z.infer<typeof messageSchema>, origin: Origin): Happening {
  const { text, contact, document, photo } = message
  const [, name, rest = ''] = /^\/([a-z]{1,32})(?:@\w+)?(?:\s+(.*))?$/is.exec(text ?? '') ?? []
  if (name !== undefined) return { ...origin, kind: 'command', name: name.toLowerCase(), rest: rest.trim() }
  const quoted = quotedIn(message)
  if (text !== undefined) return { ...origin, kind: 'said', text, ...quoted }
  if (contact) return { ...origin, kind: 'said', text: contact.phone_number }
  const file = document ?? photo?.at(-1)
  if (!file) return { ...origin, kind: 'unreadable', why: 'kind' }
  const { file_id: source, file_name: fileName, file_size: bytes = null } = file
  const files = [{ source, name: fileName ?? 'photo.jpg', bytes }]
  const words = message.caption ? { text: message.caption } : {}
  return { ...origin, kind: 'sent-files', files, ...words, ...quoted }
}

/** The words of the message that is answered. */
function quotedIn({ reply_to_message: answers }: z.infer<typeof messageSchema>): { quoted?: string } {
  const quoted = answers?.text ?? answers?.caption
  return quoted ? { quoted } : {}
}
