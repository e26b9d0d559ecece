/** A thread with what is suggested beside it: what the programme says nearby, and others that ask the same. */
import type { EnquiryView } from '../../contract/desk.ts'
import type { Enquiry } from '../../enquiry/enquiry.ts'
import { mayAct, type Officer } from '../../enquiry/policy.ts'
import type { EnquirySuggestions } from '../enquiry-suggestions.ts'
import { Failure } from '../failure.ts'
import { placeholdersOf } from '../placeholder-values.ts'
import type { EnquiryDeps } from './decider.ts'
import { readEnquiry } from './read-enquiry.ts'

/** Shown beside a thread. */
const MOST_SIMILAR = 5

/** @throws Failure unknown-enquiry when there is none, or none that this officer may know of */
export async function viewEnquiry(
  officer: Officer,
  id: string,
  deps: EnquiryDeps & { suggestions: EnquirySuggestions },
): Promise<EnquiryView> {
  const thread = await readEnquiry(officer, id, deps)
  const enquiry = await deps.store.enquiries.find(id)
  if (!enquiry) throw new Failure('unknown-enquiry')
  const library = deps.libraries.find(enquiry.programmeId)
  return {
    ...thread,
    similar: await similarTo(officer, enquiry, deps),
    near: deps.suggestions.nearTo(enquiry, officer.locale),
    placeholders: library ? placeholdersOf(library.speech(enquiry.locale), enquiry, officer) : {},
  }
}

/** Only those that the officer may read. */
async function similarTo(
  officer: Officer,
  enquiry: Enquiry,
  { store, suggestions }: EnquiryDeps & { suggestions: EnquirySuggestions },
): Promise<EnquiryView['similar']> {
  const found: EnquiryView['similar'] = []
  for (const { other, share } of await suggestions.similarTo(enquiry)) {
    const whole = await store.enquiries.find(other.id)
    if (whole && mayAct(officer, 'read', whole)) found.push({ ...other, share })
    if (found.length === MOST_SIMILAR) break
  }
  return found
}
