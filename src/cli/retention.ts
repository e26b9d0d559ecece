/** `shenbao retention`: what has been kept long enough, and with --apply its end. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { OPERATOR } from '../audit/entry.ts'
import type { Phrases } from '../language/phrases.ts'
import { assemble } from '../main.ts'
import type { Due } from '../service/persons/retention.ts'
import { StartError } from '../start-error.ts'
import { configFrom } from './options.ts'
import { cliPhrases } from './words.ts'

interface Options {
  apply?: boolean
  data?: string
  language?: string
}

export async function retain(options: Options): Promise<void> {
  const words = await cliPhrases(options.language)
  const config = configFrom(options)
  if (!config.databaseUrl && !existsSync(path.join(config.dataDir, 'db')))
    throw new StartError('no-data', { dir: config.dataDir })
  const house = await assemble({ ...config, log: 'silent' })
  try {
    const due = await (options.apply ? house.retention.apply(OPERATOR) : house.retention.plan())
    for (const one of due) console.log(lineOf(words, one, options.apply === true))
    if (!options.apply && due.some(({ count }) => count > 0)) console.log(words.say('keep.retention.how'))
  } finally {
    await house.close()
  }
}

function lineOf(words: Phrases, { programme, what, before, count }: Due, done: boolean): string {
  const params = { programme: programme ?? '', count, before: before?.toISOString() ?? '' }
  const which = words.say(`keep.retention.what.${what}`, params)
  if (before === null) return words.say('keep.retention.not-yet', { which })
  return words.say(done ? 'keep.retention.gone' : 'keep.retention.due', { which, ...params })
}
