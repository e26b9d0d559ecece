/** Looks whether mail can do its work: both servers, the login, the mailbox. */
import { ImapFlow } from 'imapflow'
import type { NodemailerError } from 'nodemailer'
import type { Finding } from '../../ports/channel.ts'
import { imapOptions, type MailSettings, nameOf } from './access.ts'
import { sidesOf } from './addresses.ts'
import { outcomeOf, Smtp } from './smtp.ts'

const DEADLINE_MS = 15_000

/** What is well and what is not; the words are `doctor.mail.<code>`. */
export async function examineMail(settings: MailSettings): Promise<Finding[]> {
  return [await examineSmtp(settings), ...(await examineImap(settings)), ...hints(settings)]
}

async function examineSmtp(settings: MailSettings): Promise<Finding> {
  const smtp = new Smtp(settings, DEADLINE_MS)
  const server = new URL(settings.smtpUrl).host
  try {
    await smtp.verify()
    return { ok: true, code: 'smtp', params: { server } }
  } catch (error) {
    const outcome = outcomeOf(error as NodemailerError, false)
    const reason = outcome.type === 'sent' ? '' : outcome.reason
    const code = reason.startsWith('EAUTH') ? 'smtp-login' : 'smtp-unreachable'
    return { ok: false, code, params: { server, reason } }
  } finally {
    smtp.close()
  }
}

async function examineImap(settings: MailSettings): Promise<Finding[]> {
  const server = new URL(settings.imapUrl).host
  const client = new ImapFlow({ ...imapOptions(settings, DEADLINE_MS), disableAutoIdle: true })
  client.on('error', () => {})
  try {
    await client.connect()
    const { readOnly, permanentFlags } = await client.mailboxOpen('INBOX')
    const canMark = !readOnly && (permanentFlags?.has('\\Seen') ?? true)
    return [
      { ok: true, code: 'imap', params: { server } },
      canMark
        ? { ok: true, code: 'mailbox', params: {} }
        : { ok: false, code: 'mailbox-read-only', params: {} },
    ]
  } catch (error) {
    const reason = nameOf(error)
    const code = reason === 'login refused' ? 'imap-login' : 'imap-unreachable'
    return [{ ok: false, code, params: { server, reason } }]
  } finally {
    client.close()
  }
}

/** What cannot be seen from here. */
function hints({ from, authserv }: MailSettings): Finding[] {
  const { local, domain } = sidesOf(from.address)
  const sample = `${local}+test@${domain}`
  return [
    { ok: true, code: 'plus', params: { sample } },
    authserv === null
      ? { ok: true, code: 'unchecked', params: {} }
      : { ok: true, code: 'checked', params: { authserv } },
  ]
}
