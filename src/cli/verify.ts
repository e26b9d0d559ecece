/** `shenbao verify`: is this print, this paper, or this check code genuine, and does it still count? */
import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Config } from '../config.ts'
import type { CheckResponse } from '../contract/check.ts'
import { headPaper, sayProblems } from '../conversation/replies/paper.ts'
import { readPrint } from '../documents/read-print.ts'
import { showInstant } from '../language/dates.ts'
import type { Phrases } from '../language/phrases.ts'
import { assemble } from '../main.ts'
import { describeCheck } from '../service/describe-check.ts'
import { PrintVerification, type Verdict } from '../service/print-verification.ts'
import { StartError } from '../start-error.ts'
import { configFrom } from './options.ts'
import { cliPhrases } from './words.ts'

/** What the process ends with; 1 is left for everything that keeps it from finding out. */
const EXIT = { current: 0, unknown: 2, outdated: 3, altered: 4 } as const

export async function verify(what: string, options: { data?: string; language?: string }): Promise<void> {
  const words = await cliPhrases(options.language)
  const config = configFrom(options)
  const pdf = await fileAt(what)
  // an empty database would call every print unknown
  if (!config.databaseUrl && !existsSync(path.join(config.dataDir, 'db')))
    throw new StartError('no-data', { dir: config.dataDir })
  const verdict = await judge(config, what, pdf)
  console.log(report(words, verdict, pdf !== null).join('\n'))
  process.exitCode = exitCodeOf(verdict)
}

/** The file of this name, or null when it must be a code. @throws StartError when it looks like a file that is not there */
async function fileAt(what: string): Promise<Buffer | null> {
  if ((await stat(what).catch(() => null))?.isFile()) return readFile(what)
  if (/[\\/]|\.pdf$/i.test(what) && !/\/check\//.test(what)) throw new StartError('no-file', { file: what })
  return null
}

async function judge(config: Config, what: string, pdf: Buffer | null): Promise<Verdict> {
  const house = await assemble({ ...config, log: 'silent' })
  try {
    const { store, prints, paper, reader } = house
    const verification = new PrintVerification({
      ...{ store, prints, paper, reader },
      read: readPrint,
      publicUrl: config.publicUrl ?? null,
    })
    return pdf ? await verification.verifyFile(pdf) : await verification.verifyCode(what)
  } finally {
    await house.close()
  }
}

function report(words: Phrases, verdict: Verdict, isFile: boolean): string[] {
  const kind = isFile ? 'file' : 'code'
  const key = `verify.${verdict.type}`
  if (verdict.type === 'unknown') return [words.say(`${key}.${kind}`), words.say(`${key}.hint.${kind}`)]
  const told = describeCheck(verdict.print, words.language)
  const { message, hint } = told
  const facts = factsOf(words, told)
  if (verdict.type === 'scan') {
    const problems = sayProblems(verdict.findings.problems, words).map(({ text }) => `· ${text}`)
    return [headPaper(verdict.findings, words), ...problems, message, hint, facts]
  }
  if (verdict.type === 'genuine') return [words.say(`${key}.${kind}`), message, hint, facts]
  const address = verdict.type === 'leads-elsewhere' ? verdict.checkUrl : ''
  return [words.say(`${key}.message`, { address }), words.say(`${key}.hint`), facts]
}

function factsOf(words: Phrases, told: CheckResponse): string {
  const { checkCode, programme } = told
  const shown = (at: string) => showInstant(new Date(at), words.language, programme.timezone)
  const known = { programme: programme.title, checkCode }
  if (told.of === 'submission')
    return words.say('verify.facts', {
      ...{ ...told.printed, ...known },
      submitted: shown(told.printed.submittedAt),
    })
  const { name, number, issuedAt } = told.paper
  return words.say('verify.paper-facts', { ...known, name, number: number ?? '—', issued: shown(issuedAt) })
}

function exitCodeOf(verdict: Verdict): number {
  if (verdict.type === 'unknown') return EXIT.unknown
  if (verdict.type === 'scan' && verdict.findings.problems.length > 0) return EXIT.altered
  if (verdict.type !== 'genuine' && verdict.type !== 'scan') return EXIT.altered
  const { state } = verdict.print.standing
  return state === 'current' || state === 'valid' ? EXIT.current : EXIT.outdated
}
