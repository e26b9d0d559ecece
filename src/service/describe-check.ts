/** What the check page says of a print or a paper, in one language: the same for people and for programs. */
import type { Version } from '../casework/standing.ts'
import type { CheckResponse } from '../contract/check.ts'
import type { Speech } from '../conversation/world.ts'
import { showInstant } from '../language/dates.ts'
import type { Checked, CheckedPaper, CheckedPrint } from './print-check.ts'

/** The state in a sentence, what to do, and which one it is. The first language stands in for others. */
export function describeCheck(found: Checked, locale: string): CheckResponse {
  const speech = found.library.speech(locale)
  return found.of === 'paper' ? describePaper(found, speech) : describePrint(found, speech)
}

function describePrint(found: CheckedPrint, speech: Speech): CheckResponse {
  const { standing, printed } = found
  return {
    of: 'submission',
    state: standing.state,
    ...said(found, speech, standing.state, wordsFor(standing, shownIn(speech))),
    printed: onTheWire(printed),
    ...(standing.state === 'replaced' ? { current: onTheWire(standing.by) } : {}),
    ...(standing.state === 'recalled' ? { recalledAt: standing.at.toISOString() } : {}),
  }
}

/** Of an applicant nothing but name and result may be public, and of a record that is not believed nothing at all. */
function describePaper(found: CheckedPaper, speech: Speech): CheckResponse {
  const { standing, issued } = found
  const { kind, data, issuedAt } = issued
  const name = speech.text.papers[kind]?.title ?? kind
  const at = standing.state === 'withdrawn' ? standing.at : null
  return {
    of: 'paper',
    state: standing.state,
    ...said(found, speech, `paper.${standing.state}`, { name, ...(at ? { at: shownIn(speech)(at) } : {}) }),
    paper: {
      ...{ kind, name, issuedAt: issuedAt.toISOString() },
      ...(standing.state === 'damaged' ? {} : { number: issued.number ?? data.number }),
      ...(standing.state !== 'damaged' && kind === 'certificate'
        ? { title: data.title, applicant: data.applicant }
        : {}),
      ...(at ? { withdrawnAt: at.toISOString() } : {}),
    },
  }
}

function said(
  { checkCode }: Checked,
  { programme, text, phrases }: Speech,
  state: string,
  params: Record<string, string | number>,
) {
  return {
    checkCode,
    message: phrases.say(`check-page.state.${state}`, params),
    hint: phrases.say(`check-page.hint.${state}`, params),
    programme: { id: programme.id, title: text.programme.title, timezone: programme.timezone },
  }
}

const shownIn =
  ({ phrases, programme }: Speech) =>
  (at: Date): string =>
    showInstant(at, phrases.language, programme.timezone)

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
