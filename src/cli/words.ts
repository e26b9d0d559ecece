/** The words of the command line, in the language of the terminal. */
import { Phrases } from '../language/phrases.ts'
import { readLocales } from '../read-locales.ts'

/** Chinese where the environment says so, else English. */
export function terminalLanguage(): string {
  const language = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
  return language.startsWith('zh') ? 'zh-CN' : 'en'
}

/** What went wrong and what to do: in the language of the terminal where the failure is a known one. */
export function failureLines(words: Phrases, error: unknown): string {
  const {
    code = '',
    message,
    hint,
    params,
    address,
    port,
  } = error as Error & {
    code?: string
    hint?: string
    params?: Record<string, string>
    address?: string
    port?: number
  }
  const kind = ['start', 'failures'].find((one) => words.has(`${one}.${code}.message`))
  if (!kind) return hint ? `${message}\n${hint}` : message
  // a name in a message cannot begin with a digit, as the codes of a database do
  const reason = params?.reason?.replace(/^(?=\d)/, '_') ?? ''
  const all = {
    ...params,
    reason,
    pid: params?.pid || 'none',
    address: address ?? '',
    port: String(port ?? ''),
  }
  return `${words.say(`${kind}.${code}.message`, all)}\n${words.say(`${kind}.${code}.hint`, all)}`
}

/** @throws when a language is asked for that the assistant does not speak */
export async function cliPhrases(language?: string): Promise<Phrases> {
  const locales = await readLocales()
  const locale = locales.get(language ?? terminalLanguage())
  if (!locale) throw new Error(`--language ${language}: ${[...locales.keys()].join(', ')}`)
  return new Phrases(locale)
}
