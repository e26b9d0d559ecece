/** `shenbao person`: what is kept of a person, for the office that answers for it. */
import { createWriteStream, existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Phrases } from '../language/phrases.ts'
import { assemble } from '../main.ts'
import type { Kept } from '../service/persons/personal-data.ts'
import { StartError } from '../start-error.ts'
import { configFrom } from './options.ts'
import { cliPhrases } from './words.ts'

interface Options {
  data?: string
  language?: string
}
type House = Awaited<ReturnType<typeof assemble>>

export async function showPerson(key: string, options: Options): Promise<void> {
  const words = await cliPhrases(options.language)
  await inHouse(options, async ({ persons }) => {
    console.log(linesOf(words, await persons.kept(await persons.find(key))).join('\n'))
  })
}

export async function exportPerson(key: string, options: Options & { output: string }): Promise<void> {
  const words = await cliPhrases(options.language)
  const file = options.output
  if (existsSync(file)) throw new StartError('file-exists', { file })
  await inHouse(options, async ({ persons }) => {
    const found = await persons.find(key)
    const archive = persons.archive(found, words.language)
    await pipeline(archive, createWriteStream(file, { flags: 'wx', mode: 0o600 })).catch(
      async (error: unknown) => {
        await rm(file, { force: true })
        throw error
      },
    )
    console.log(words.say('keep.person.exported', { file }))
  })
}

export async function erasePersonOf(key: string, options: Options & { yes?: boolean }): Promise<void> {
  const words = await cliPhrases(options.language)
  await inHouse(options, async ({ persons }) => {
    const found = await persons.find(key)
    console.log(linesOf(words, await persons.kept(found)).join('\n'))
    if (!options.yes) return console.log(words.say('keep.person.would-erase'))
    console.log(words.say('keep.person.erased', { conversations: await persons.erase(found, 'asked') }))
  })
}

async function inHouse(options: Options, work: (house: House) => Promise<void>): Promise<void> {
  const config = configFrom(options)
  if (!config.databaseUrl && !existsSync(path.join(config.dataDir, 'db')))
    throw new StartError('no-data', { dir: config.dataDir })
  const house = await assemble({ ...config, log: 'silent' })
  await work(house).finally(() => house.close())
}

function linesOf(words: Phrases, kept: Kept): string[] {
  const list = (items: string[]): string =>
    items.join(words.say('keep.person.separator')) || words.say('keep.person.none')
  return [
    ...kept.conversations.map((one) => words.say('keep.person.conversation', one)),
    ...(['drafts', 'applications', 'enquiries'] as const).map((what) =>
      words.say(`keep.person.${what}`, { list: list(kept[what]) }),
    ),
  ]
}
