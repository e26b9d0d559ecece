/** Replies and stored messages → what the widget receives. */
import type { z } from 'zod'
import type { transcriptEntrySchema, WireReply } from '../../contract/conversation.ts'
import type { Reply } from '../../conversation/types.ts'
import type { StoredMessage } from '../../ports/store.ts'

export const toWire = ({ id, reply }: { id: string; reply: Reply }): WireReply => ({ id, ...reply })

export const toEntry = (message: StoredMessage): z.infer<typeof transcriptEntrySchema> => ({
  seq: message.seq,
  from: message.from,
  at: message.at.toISOString(),
  text: message.text,
  ...(message.reply ? { reply: { id: message.id, ...message.reply } } : {}),
})
