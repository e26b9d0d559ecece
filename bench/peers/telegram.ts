/** What Telegram would send and answer. */

export const BOT = {
  id: 1,
  is_bot: true as const,
  first_name: 'bench',
  username: 'bench_bot',
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
}

let sent = 0

/** Somebody says this in a private chat. */
// biome-ignore lint/suspicious/noExplicitAny: both libraries have types of their own for it
export function updateOf(chat: number, text: string): any {
  const entities = text.startsWith('/') ? [{ type: 'bot_command', offset: 0, length: text.length }] : []
  const who = { id: chat, first_name: 'Somebody' }
  const message = {
    message_id: ++sent,
    date: 1_900_000_000,
    chat: { ...who, type: 'private' },
    from: { ...who, is_bot: false },
    text,
    entities,
  }
  return { update_id: sent, message }
}

/** The message that was sent, as the Bot API returns it. */
export const apiAnswer = ({ chat_id, text }: Record<string, unknown>): object => ({
  message_id: ++sent,
  date: 1_900_000_000,
  chat: { id: chat_id, type: 'private', first_name: 'Somebody' },
  text,
})
