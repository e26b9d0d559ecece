/** One-time links for officers, by mail: nothing that is answered, kept or tried again. */
import { randomUUID } from 'node:crypto'
import type { Phrases } from '../../language/phrases.ts'
import type { LinkPost } from '../../ports/desk.ts'
import type { MailSettings } from './access.ts'
import { Smtp } from './smtp.ts'

/** Sends with the settings of the mail channel. @throws when the server did not take it */
export function linkPost(settings: MailSettings, phrases: (locale: string) => Phrases): LinkPost {
  const { from } = settings
  return {
    async send(email, link, locale) {
      const smtp = new Smtp(settings)
      const words = phrases(locale)
      try {
        const outcome = await smtp.send({
          messageId: `<${randomUUID()}@${from.address.split('@')[1]}>`,
          from,
          to: { name: '', address: email },
          subject: words.say('desk-page.mail.subject'),
          text: words.say('desk-page.mail.text', { link }),
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        })
        if (outcome.type !== 'sent') throw new Error(outcome.type)
      } finally {
        smtp.close()
      }
    },
  }
}
