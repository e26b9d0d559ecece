/** Mail as a channel of officers: everything the house needs of it. */
import type { Alone, Closeable } from '../../ports/nodes.ts'
import type { MailSettings } from './access.ts'
import { mailFiles } from './files.ts'
import { MailboxWatch } from './mailbox.ts'
import { Receiver, type ReceiverDeps } from './receiver.ts'
import { mailSender, type SenderDeps } from './sender.ts'
import { Smtp } from './smtp.ts'
import { Tokens } from './tokens.ts'

export interface MailDeps extends ReceiverDeps, SenderDeps {
  /** the secret of this installation */
  secret: string
  /** hears of mails that are refused and of servers that are away; never a word of a mail */
  odd: (event: string) => void
  /** one node at a time reads the mailbox */
  alone: Alone
  deadlineMs?: number
  pollMs?: number
  mostAnHour?: number
}

export function mailChannel(settings: MailSettings, deps: MailDeps) {
  const { deadlineMs, pollMs, mostAnHour, odd } = deps
  const tokens = new Tokens(deps.secret, settings.from.address)
  const smtp = new Smtp(settings, deadlineMs)
  const receiver = new Receiver(deps, tokens, {
    own: settings.from.address,
    authserv: settings.authserv,
    ...(mostAnHour ? { mostAnHour } : {}),
  })
  const times = { ...(deadlineMs ? { deadlineMs } : {}), ...(pollMs ? { pollMs } : {}) }
  const watch = (): Closeable => {
    const mailbox = new MailboxWatch(settings, { hear: (mail) => receiver.hear(mail), odd }, times)
    mailbox.start()
    return mailbox
  }
  let watching: Closeable | null = null
  return {
    sender: mailSender(smtp, tokens, settings, deps),
    files: mailFiles(settings, deadlineMs),
    route: null,
    /** Begins to wait for mail; what fails is heard of and tried again. */
    start() {
      watching = deps.alone('mail', watch)
    },
    async close() {
      await watching?.close()
      smtp.close()
    },
  }
}
