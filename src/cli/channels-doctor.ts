/** `shenbao channels doctor`: asks the platforms whether what is configured works, and says what to do where it does not. */
import { examineMail } from '../channels/mail/doctor.ts'
import { examineTeams } from '../channels/teams/doctor.ts'
import { examineTelegram } from '../channels/telegram/doctor.ts'
import type { Config } from '../config.ts'
import type { Phrases } from '../language/phrases.ts'
import type { Finding } from '../ports/channel.ts'
import { configFrom } from './options.ts'
import { cliPhrases } from './words.ts'

const WELL = '✓'
const ILL = '✗'

/** Exit code 1 when something is not well. */
export async function channelsDoctor(options: { language?: string }): Promise<void> {
  const words = await cliPhrases(options.language)
  const config = configFrom({})
  const findings = await examine(config)
  if (findings.length === 0) console.log(words.say('channels.doctor.none'))
  for (const { channel, finding } of findings) console.log(line(words, channel, finding))
  process.exitCode = findings.every(({ finding }) => finding.ok) ? 0 : 1
}

/** What the platforms say of the channels that are configured. */
export async function examine(config: Config): Promise<{ channel: string; finding: Finding }[]> {
  const telegram = config.telegram ? await examineTelegram(config.telegram) : []
  const teams = config.teams ? await examineTeams(config.teams.credentials, config.publicUrl ?? null) : []
  const mail = config.mail ? await examineMail(config.mail) : []
  return [
    ...telegram.map((finding) => ({ channel: 'telegram', finding })),
    ...teams.map((finding) => ({ channel: 'teams', finding })),
    ...mail.map((finding) => ({ channel: 'mail', finding })),
  ]
}

function line(words: Phrases, channel: string, { ok, code, params }: Finding): string {
  const name = words.say(`channels.names.${channel}`)
  return `${ok ? WELL : ILL} ${name}: ${words.say(`channels.doctor.${channel}.${code}`, params)}`
}
