/** `shenbao check`: is a programme folder sound? Every problem with file and line. */
import path from 'node:path'
import { z } from 'zod'
import { readConfig } from '../config.ts'
import type { Phrases } from '../language/phrases.ts'
import type { Problem } from '../programme/problem.ts'
import { programmeDirs } from '../read-programmes.ts'
import { proveFolder } from './prove.ts'
import { cliPhrases } from './words.ts'

export async function check(folders: string[], options: { language?: string }): Promise<void> {
  const words = await cliPhrases(options.language)
  if (words.language === 'zh-CN') z.config(z.locales.zhCN())
  const dirs = folders.length > 0 ? folders : await programmeDirs(readConfig(process.env).flowsDir)
  for (const dir of dirs) {
    const problems = await proveFolder(dir)
    printProblems(words, dir, problems)
    if (problems.length > 0) process.exitCode = 1
  }
}

/** One line a problem, `file:line: sentence`, then the count. */
export function printProblems(words: Phrases, dir: string, problems: readonly Problem[]): void {
  for (const problem of problems)
    console.error(`${path.join(dir, problem.file)}:${problem.line}: ${sentenceOf(words, problem)}`)
  const folder = path.basename(path.resolve(dir))
  console.log(
    words.say(problems.length === 0 ? 'check.ok' : 'check.found', { folder, count: problems.length }),
  )
}

/** A problem in words. Details that are keys of locales/ are said in the reader's language too. */
export function sentenceOf(words: Phrases, { code, params }: Problem): string {
  const fault = String(params.fault ?? '')
  const key = words.has(fault) ? fault : String(params.detail ?? '')
  return words.say(`check.${code}`, words.has(key) ? { ...params, detail: words.say(key, params) } : params)
}
