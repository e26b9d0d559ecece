/** Ways to our two servers, out of their addresses. Without encryption only on this machine. */
import type { ImapFlowOptions } from 'imapflow'

export interface MailSettings {
  /** smtp(s)://user:password@host:port */
  smtpUrl: string
  /** imap(s)://user:password@host:port */
  imapUrl: string
  from: { name: string; address: string }
  /** the server whose Authentication-Results we believe; null: nobody has checked */
  authserv: string | null
}

interface Place {
  host: string
  port: number
  secure: boolean
  isHere: boolean
  auth: { user: string; pass: string } | null
}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1']

function placeOf(address: string, ports: { plain: number; secure: number }): Place {
  const url = new URL(address)
  const secure = /s:$/.test(url.protocol)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const user = decodeURIComponent(url.username)
  return {
    host,
    port: url.port === '' ? (secure ? ports.secure : ports.plain) : Number(url.port),
    secure,
    isHere: LOOPBACK.includes(host),
    auth: user === '' ? null : { user, pass: decodeURIComponent(url.password) },
  }
}

/** For nodemailer. */
export function smtpOptions({ smtpUrl }: MailSettings, deadlineMs: number) {
  const { host, port, secure, isHere, auth } = placeOf(smtpUrl, { plain: 587, secure: 465 })
  return {
    host,
    port,
    secure,
    ignoreTLS: isHere && !secure,
    requireTLS: !isHere && !secure,
    ...(auth ? { auth } : {}),
    connectionTimeout: deadlineMs,
    greetingTimeout: deadlineMs,
    socketTimeout: deadlineMs,
    dnsTimeout: deadlineMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** For imapflow. */
export function imapOptions({ imapUrl }: MailSettings, deadlineMs: number): ImapFlowOptions {
  const { host, port, secure, isHere, auth } = placeOf(imapUrl, { plain: 143, secure: 993 })
  return {
    host,
    port,
    secure,
    ...(secure ? {} : { doSTARTTLS: !isHere }),
    ...(auth ? { auth } : {}),
    logger: false,
    connectionTimeout: deadlineMs,
    greetingTimeout: deadlineMs,
  }
}

/** Kind and code of an error; what the server said may quote us. */
export function nameOf(error: unknown): string {
  const {
    name = 'Error',
    code,
    authenticationFailed,
  } = error as {
    name?: string
    code?: unknown
    authenticationFailed?: boolean
  }
  if (authenticationFailed) return 'login refused'
  return code === undefined ? name : String(code)
}
