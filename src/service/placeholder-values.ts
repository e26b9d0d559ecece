/** What {placeholders} of canned answers stand for in one enquiry. */
import { contactLine } from '../conversation/replies/answer-question.ts'
import type { Speech } from '../conversation/world.ts'
import type { Enquiry } from '../enquiry/enquiry.ts'
import type { PlaceholderValues } from '../enquiry/placeholders.ts'
import type { Officer } from '../enquiry/policy.ts'
import { showInstant } from '../language/dates.ts'

/** What placeholders stand for in an enquiry, in the language of the canned answer; what is not known is left out. */
export function placeholdersOf(
  { programme, text, phrases }: Speech,
  enquiry: Enquiry,
  officer: Pick<Officer, 'name'>,
  name = '',
): PlaceholderValues {
  const line = programme.contacts.contacts.some(({ id }) => id === enquiry.contact)
    ? contactLine({ programme, text }, enquiry.contact ?? '')
    : null
  const show = (at: Date) => showInstant(at, phrases.language, programme.timezone)
  const values = {
    number: enquiry.number,
    name,
    contact: line?.label ?? '',
    phone: line?.phone ?? '',
    area: enquiry.area ? (text.areas[enquiry.area] ?? '') : '',
    due: enquiry.dueAt ? show(enquiry.dueAt) : '',
    asked: show(enquiry.askedAt),
    programme: text.programme.title,
    officer: officer.name,
  }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}
