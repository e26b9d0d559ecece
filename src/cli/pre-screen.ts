/** `shenbao pre-screen`: a spreadsheet of applicants against the conditions of a call, without a server. */
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { PreScreen as Screened } from '../contract/pre-screen.ts'
import { writePages } from '../documents/pages-workbook.ts'
import { createSpreadsheetReader } from '../documents/read-spreadsheet.ts'
import type { Phrases } from '../language/phrases.ts'
import { makeClock } from '../outside.ts'
import { Failure } from '../service/failure.ts'
import { PreScreen } from '../service/pre-screen/pre-screen.ts'
import { openLibrary } from './ask.ts'
import { configFrom } from './options.ts'
import { cliPhrases } from './words.ts'

interface Options {
  programme?: string
  language?: string
  output?: string
  json?: boolean
  now?: string
}

/** Prints a line a row, or writes the workbook with the verdicts beside the rows. */
export async function preScreen(file: string, options: Options): Promise<void> {
  const words = await cliPhrases(options.language)
  const library = await openLibrary(options.programme)
  const sheets = createSpreadsheetReader()
  const libraries = { find: () => library }
  const clock = makeClock(configFrom(options).startsAt)
  const service = new PreScreen({ libraries, clock, read: sheets.read, write: writePages })
  try {
    const order = { programme: library.programme.id, content: await readFile(file), locale: words.language }
    if (options.output) {
      await pipeline(await service.workbook(order), createWriteStream(options.output))
      console.log(options.output)
    } else show(await service.screen(order), words, options)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const { code, params } = error
    console.error(`${file}: ${words.say(`failures.${code}.message`, params)}`)
    console.error(words.say(`failures.${code}.hint`, params))
    process.exitCode = 1
  } finally {
    await sheets.close()
  }
}

function show(found: Screened, words: Phrases, { json }: Options): void {
  if (json) return console.log(JSON.stringify(found, null, 2))
  for (const { row, name, verdict, conditions, problems } of found.rows) {
    console.log(
      words.say('pre-screen.row', { row, name, verdict: words.say(`pre-screen.verdicts.${verdict}`) }),
    )
    for (const { label, clause, outcome, reason } of conditions)
      if (outcome !== 'met') {
        const condition = words.say('pre-screen.condition', { label, clause })
        const said = words.say(`pre-screen.outcomes.${outcome}`, { reason })
        console.log(`  ${words.say('pre-screen.problem', { header: condition, text: said })}`)
      }
    for (const problem of problems) console.log(`  ${words.say('pre-screen.problem', problem)}`)
  }
  const unused = found.columns.filter(({ field }) => field === null).map(({ header }) => header)
  if (unused.length > 0)
    console.log(words.say('pre-screen.unused', { headers: unused.join(words.say('marks.list')) }))
  console.log(words.say('pre-screen.caveat'))
}
