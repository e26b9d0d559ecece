/** One-time links by mail: sent at once and not kept, for whoever asked is waiting and can ask again. */
import { randomUUID } from 'node:crypto'
import type { LinkPost } from '../../ports/desk.ts'
import type { MailSettings } from './access.ts'
import type { Smtp } from './smtp.ts'

type Say = (key: string, language: string | undefined, params?: Record<string, string>) => string

/** @throws Error from `send` when the mail did not go out */
export function linkPost(smtp: Smtp, { from }: MailSettings, say: Say): LinkPost {
  const domain = from.address.split('@').at(-1) ?? ''
  return {
    async send(email, link, locale) {
      const outcome = await smtp.send({
        from,
        to: { name: '', address: email },
        subject: say('mail.sign-in.subject', locale),
        text: say('mail.sign-in.text', locale, { link }),
        messageId: `<${randomUUID()}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      })
      if (outcome.type !== 'sent') throw new Error(`link not sent: ${outcome.reason}`)
    },
  }
}
