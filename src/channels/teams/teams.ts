/** Microsoft Teams as a channel: everything the house needs of it. */
import type { FileSource } from '../../ports/channel.ts'
import type { Credentials } from './access.ts'
import type { CardWords } from './card.ts'
import { CHANNEL } from './channel-name.ts'
import { COMMANDS } from './commands.ts'
import { Connector } from './connector.ts'
import { download } from './download.ts'
import { Inline } from './inline.ts'
import { messagesRoute } from './messages-route.ts'
import { Receiver, type ReceiverDeps } from './receiver.ts'
import { teamsSender } from './sender.ts'

export interface TeamsDeps
  extends Pick<
    ReceiverDeps,
    'house' | 'store' | 'say' | 'arrived' | 'take' | 'odd' | 'openDocument' | 'openFile' | 'hosts'
  > {
  publicUrl: string | null
  languages: readonly string[]
  deadlineMs?: number
}

/** Below the lease of a send, and below what a call may wait for its answer. */
const DEADLINE_MS = 20_000
const UPLOAD_DEADLINE_MS = 10_000

/** `credentials` null: callers are not checked and nothing is signed. */
export function teamsChannel(credentials: Credentials | null, deps: TeamsDeps) {
  const { say, openDocument, publicUrl, languages, hosts, deadlineMs = DEADLINE_MS } = deps
  const connector = new Connector(credentials, deadlineMs)
  const inline = new Inline()
  const words = (locale: string): CardWords => ({ required: say('teams.required', locale) })
  const commands = new Map(
    languages.flatMap((language) =>
      [...COMMANDS].map(([name, value]) => [say(`teams.commands.${name}.title`, language), value] as const),
    ),
  )
  const receiver = new Receiver({
    ...deps,
    connector,
    inline,
    words,
    commandOf: (text) => commands.get(text),
    deadlineMs: Math.min(deadlineMs, UPLOAD_DEADLINE_MS),
  })
  const files: FileSource = {
    channel: CHANNEL,
    fetch: (source, mostBytes) => download(source, { hosts, mostBytes, deadlineMs }),
  }
  return {
    sender: teamsSender({ connector, inline, openDocument, publicUrl, words }),
    files,
    route: messagesRoute(connector, receiver, hosts),
    start() {},
    async close() {},
  }
}
