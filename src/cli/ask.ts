/** `shenbao ask`: one question, one answer, without a server. */
import { readConfig } from '../config.ts'
import { makeClock } from '../outside.ts'
import { readLocales } from '../read-locales.ts'
import { programmeDirs, readProgramme } from '../read-programmes.ts'
import { makeLibrary } from '../service/libraries.ts'
import { askOnce, statelessWorld } from '../service/public-api.ts'
import { configFrom } from './options.ts'

export async function ask(
  question: string[],
  options: { programme?: string; locale?: string; now?: string; json?: boolean },
): Promise<void> {
  const library = await openLibrary(options.programme)
  const clock = makeClock(configFrom(options).startsAt)
  const world = statelessWorld(library, options.locale ?? '', clock.now())
  const answer = askOnce(world, question.join(' '))
  if (options.json) console.log(JSON.stringify(answer, null, 2))
  else console.log([answer.answer, ...(answer.choices ?? []).map((choice) => `- ${choice.label}`)].join('\n'))
}

/** The programme of this id, or the first one, without a store. */
export async function openLibrary(id?: string) {
  const dirs = await programmeDirs(readConfig(process.env).flowsDir)
  for (const dir of dirs) {
    const { programme, problems } = await readProgramme(dir)
    if (!programme || problems.length > 0) throw new Error(`${dir}: shenbao check ${dir}`)
    if (id === undefined || programme.id === id) return makeLibrary(programme, await readLocales())
  }
  throw new Error(`SHENBAO_FLOWS: ${id ?? ''}?`)
}
