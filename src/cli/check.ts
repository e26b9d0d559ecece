/** `shenbao check`: is a programme folder sound? Every problem with file and line. */
import path from 'node:path'
import { readConfig } from '../config.ts'
import type { Phrases } from '../language/phrases.ts'
import { programmeDirs, readProgramme } from '../main.ts'
import type { Problem } from '../programme/problem.ts'
import { cliPhrases } from './words.ts'

export async function check(folders: string[]): Promise<void> {
  const words = await cliPhrases()
  const dirs = folders.length > 0 ? folders : await programmeDirs(readConfig(process.env).flowsDir)
  for (const dir of dirs) {
    const { problems } = await readProgramme(dir)
    printProblems(words, dir, problems)
    if (problems.length > 0) process.exitCode = 1
  }
}

/** One line a problem, `file:line: sentence`, then the count. */
export function printProblems(words: Phrases, dir: string, problems: readonly Problem[]): void {
  for (const { file, line, code, params } of problems)
    console.error(`${path.join(dir, file)}:${line}: ${words.say(`check.${code}`, params)}`)
  const folder = path.basename(path.resolve(dir))
  console.log(
    words.say(problems.length === 0 ? 'check.ok' : 'check.found', { folder, count: problems.length }),
  )
}
