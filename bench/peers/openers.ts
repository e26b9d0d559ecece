/** The peers by name. */
import { openBotbuilder } from './botbuilder-waterfall.ts'
import type { Open } from './drive.ts'
import { openGrammy } from './grammy-conversations.ts'
import { openTelegraf } from './telegraf-scenes.ts'

const PEERS: Record<string, () => Open> = {
  telegraf: openTelegraf,
  grammy: openGrammy,
  botbuilder: openBotbuilder,
}

/** @throws when there is no such peer */
export function opener(name = ''): Open {
  const open = PEERS[name]
  if (!open) throw new Error(`no peer ${name}: ${Object.keys(PEERS).join(', ')}`)
  return open()
}
