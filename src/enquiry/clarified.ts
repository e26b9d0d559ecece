/** What a published clarification does to an enquiry: pure. */
import type { AskerNews, Enquiry, Entry } from './enquiry.ts'

export interface Clarifying {
  /** number of the clarification */
  number: number
  /** in the language of the asker */
  question: string
  answer: string
  /** who decided on it */
  officerId: string
  now: Date
  entryId: string
  /** working minutes since it was asked; null: not known */
  minutes: number | null
}

export interface Clarified {
  enquiry: Enquiry
  entry: Entry
  news: AskerNews
}

/** An open enquiry is answered by it, another one only hears of it. Null: there is nobody left to tell. */
export function clarifyEnquiry(enquiry: Enquiry, by: Clarifying): Clarified | null {
  if (enquiry.status === 'erased') return null
  const { number, question, answer, now } = by
  return {
    enquiry: { ...enquiry, ...whatEnds(enquiry, by), version: enquiry.version + 1, lastAt: now },
    entry: {
      id: by.entryId,
      enquiryId: enquiry.id,
      at: now,
      by: 'officer',
      officerId: by.officerId,
      kind: 'clarified',
      text: answer,
      data: { other: String(number), version: enquiry.version + 1 },
      channel: null,
    },
    news: { type: 'clarified', number: enquiry.number, clarification: number, question, answer },
  }
}

/** The running promise is kept with it. */
function whatEnds(enquiry: Enquiry, { now, minutes }: Clarifying): Partial<Enquiry> {
  if (enquiry.status !== 'open') return {}
  const first = enquiry.firstAnswerAt ? {} : { firstAnswerAt: now, firstAnswerIn: minutes }
  return { status: 'answered', since: null, dueAt: null, nextAt: null, steps: 0, ...first }
}
