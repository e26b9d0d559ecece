/** Looks whether the bot can do its work: token, webhook, commands. */
import type { Finding } from '../../ports/channel.ts'
import { BotApi, outcomeOf } from './bot-api.ts'
import type { TelegramSettings } from './telegram.ts'
import { WEBHOOK_PATH } from './webhook.ts'

/** What is well and what is not, most important first; the words are `doctor.telegram.<code>`. */
export async function examineTelegram({ webhook, ...access }: TelegramSettings): Promise<Finding[]> {
  const api = new BotApi(access)
  try {
    const me = await api.call('getMe', {})
    const findings: Finding[] = [{ ok: true, code: 'token', params: { name: me.username ?? me.first_name } }]
    const info = await api.call('getWebhookInfo', {})
    findings.push(...(webhook ? examineWebhook(info, webhook.publicUrl) : examinePolling(info)))
    if (me.can_join_groups) findings.push({ ok: true, code: 'groups', params: {} })
    return findings
  } catch (error) {
    const outcome = outcomeOf(error)
    const reason = outcome.type === 'sent' ? '' : outcome.reason
    const code = /^(401|404)/.test(reason) ? 'token-wrong' : 'unreachable'
    return [{ ok: false, code, params: { reason, address: access.apiRoot } }]
  }
}

interface WebhookInfo {
  url?: string | undefined
  pending_update_count: number
  last_error_message?: string | undefined
}

function examineWebhook(info: WebhookInfo, publicUrl: string): Finding[] {
  const wanted = publicUrl.replace(/\/$/, '') + WEBHOOK_PATH
  const findings: Finding[] = []
  if (!wanted.startsWith('https:')) findings.push({ ok: false, code: 'not-https', params: { wanted } })
  findings.push(
    info.url === wanted
      ? { ok: true, code: 'webhook', params: { wanted } }
      : { ok: false, code: 'webhook-elsewhere', params: { wanted, found: info.url || '–' } },
  )
  if (info.last_error_message)
    findings.push({ ok: false, code: 'last-error', params: { reason: info.last_error_message } })
  if (info.pending_update_count > MANY_WAITING)
    findings.push({ ok: false, code: 'waiting', params: { count: info.pending_update_count } })
  return findings
}

const MANY_WAITING = 50

const examinePolling = (info: WebhookInfo): Finding[] => [
  info.url
    ? { ok: false, code: 'webhook-in-the-way', params: { found: info.url } }
    : { ok: true, code: 'polling', params: {} },
]
