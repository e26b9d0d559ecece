/** Files that came with a mail are fetched when they are wanted; the mail stays in the mailbox. */
import { ImapFlow } from 'imapflow'
import { FileOutOfReach, type FileSource } from '../../ports/channel.ts'
import { imapOptions, type MailSettings } from './access.ts'
import { CHANNEL } from './channel-name.ts'

const DEADLINE_MS = 60_000

export function mailFiles(settings: MailSettings, deadlineMs = DEADLINE_MS): FileSource {
  let last: Promise<unknown> = Promise.resolve()
  return {
    channel: CHANNEL,
    // mail servers allow an account few connections
    fetch(source, mostBytes) {
      const next = last.then(() => fetchPart(settings, source, mostBytes, deadlineMs))
      last = next.catch(() => {})
      return next
    },
  }
}

async function fetchPart(settings: MailSettings, source: string, mostBytes: number, deadlineMs: number) {
  const [, mailbox, uid = '', part] = /^(\d+):(\d+):([\d.]+)$/.exec(source) ?? []
  const client = new ImapFlow({ ...imapOptions(settings, deadlineMs), disableAutoIdle: true })
  client.on('error', () => {})
  const end = setTimeout(() => client.close(), deadlineMs)
  try {
    await client.connect()
    const { uidValidity } = await client.mailboxOpen('INBOX', { readOnly: true })
    // the server has counted anew: the number may be another mail's
    if (String(uidValidity) !== mailbox) throw new FileOutOfReach('mailbox')
    const { content } = await client.download(uid, part, {
      uid: true,
      maxBytes: mostBytes + 1,
      decodeText: false,
    })
    if (!content) throw new FileOutOfReach('mail')
    const whole = Buffer.concat(await content.toArray())
    if (whole.length > mostBytes) throw new FileOutOfReach('too large')
    return new Uint8Array(whole)
  } catch (error) {
    // what a server says stays here: it may quote the mail
    throw error instanceof FileOutOfReach ? error : new Error('The file could not be fetched')
  } finally {
    clearTimeout(end)
    client.close()
  }
}
