/** What the check page says of a print, in one language: the same for people and for programs. */
import type { Version } from '../casework/standing.ts'
import type { CheckResponse } from '../contract/check.ts'
import { showInstant } from '../language/dates.ts'
import type { CheckedPrint } from './print-check.ts'

/** The state of a print in a sentence, what to do, and which version it is. The first language stands in for others. */
export function describeCheck(
  { checkCode, printed, standing, library }: CheckedPrint,
  locale: string,
): CheckResponse {
  const { programme, text, phrases } = library.speech(locale)
  const params = wordsFor(standing, (at) => showInstant(at, phrases.language, programme.timezone))
  return {
    checkCode,
    state: standing.state,
    message: phrases.say(`check-page.state.${standing.state}`, params),
    hint: phrases.say(`check-page.hint.${standing.state}`, params),
    programme: { id: programme.id, title: text.programme.title, timezone: programme.timezone },
    printed: onTheWire(printed),
    ...(standing.state === 'replaced' ? { current: onTheWire(standing.by) } : {}),
    ...(standing.state === 'recalled' ? { recalledAt: standing.at.toISOString() } : {}),
  }
}

function wordsFor(
  standing: CheckedPrint['standing'],
  shown: (at: Date) => string,
): Record<string, string | number> {
  if (standing.state === 'recalled') return { at: shown(standing.at) }
  if (standing.state !== 'replaced') return {}
  const { number, version, receivedAt } = standing.by
  return { number, version, at: shown(receivedAt) }
}

const onTheWire = ({ number, version, receivedAt }: Version) => ({
  number,
  version,
  submittedAt: receivedAt.toISOString(),
})
