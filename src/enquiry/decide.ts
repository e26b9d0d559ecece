/** The life of an enquiry: what an act of the asker, of an officer or of the clock comes to. Times and ids are passed in. */
import { type Ask, type Asker, type AskerAct, decideAsk, decideAsker } from './decide-asker.ts'
import { type ClockAct, decideClock } from './decide-clock.ts'
import { decideOfficer } from './decide-officer.ts'
import type { Enquiry } from './enquiry.ts'
import type { ByOfficer, OfficerAct } from './officer-act.ts'
import type { Context, Decision } from './outcome.ts'

/** An act on an enquiry there is, and who does it. */
export type Move =
  | { by: 'asker'; author: Asker; act: AskerAct }
  | { by: 'officer'; author: ByOfficer; act: OfficerAct }
  | { by: 'clock'; act: ClockAct }

/** Begins an enquiry: gives it a holder and a promise. */
export const beginEnquiry = (act: Ask, author: Asker, context: Context): Decision =>
  decideAsk(act, author, context)

/** What an act comes to, or why it cannot be. */
export function decide(enquiry: Enquiry, move: Move, context: Context): Decision {
  switch (move.by) {
    case 'asker':
      return decideAsker(enquiry, move.act, move.author, context)
    case 'officer':
      return decideOfficer(enquiry, move.act, move.author, context)
    case 'clock':
      return decideClock(enquiry, move.act, context)
  }
}
