/** What an utterance can mean. The machine and the turn know only commands, never words. */

export type Track = 'eligibility' | 'area' | 'filing'

/** One step of putting a question to a person. Numbers are those of enquiries sent before. */
export type EnquiryStep =
  | { do: 'begin' }
  /** the question is what the assistant could not answer just now */
  | { do: 'use' }
  | { do: 'write'; text: string }
  /** null: it stays unclear */
  | { do: 'area'; area: string | null }
  | { do: 'edit' }
  /** `consent`: officers may see the draft and the talk so far */
  | { do: 'send'; consent: boolean }
  | { do: 'drop' }
  | { do: 'follow-up'; number: string }
  | { do: 'solved'; number: string }
  | { do: 'rate'; number: string; stars: number }

/** One step of wanting something of an application that was handed in, or of a project. */
export type WishStep =
  /** in words, which may mean something milder as well */
  | { do: 'say'; act: WishedAct }
  | { do: 'begin'; act: WishedAct }
  /** a last day, as it was said */
  | { do: 'until'; raw: string }
  | { do: 'reason'; text: string }
  | { do: 'drop' }
export type WishedAct =
  | ('withdraw' | 'request-extension' | 'request-change')
  | ('request-acceptance' | 'rectified')

/** What was said for one field, as typed. */
export interface FieldAnswer {
  field: string
  raw: string
}

export type Command =
  | { type: 'answer'; field: string; raw: string | string[] }
  | { type: 'answer-row'; field: string; rows: Record<string, string>[] }
  | { type: 'remove-row'; field: string; row: number }
  | { type: 'done'; field: string }
  | { type: 'correct'; field: string; raw: string }
  | { type: 'go-to'; field: string }
  /** several answers at once; `rest` is what has no place in the form */
  | { type: 'several'; said: string; answers: FieldAnswer[]; rest: string[] }
  /** what was read as several answers is one: the answer to this field */
  | { type: 'take-as-answer'; field: string; proposal: number }
  | { type: 'show-answer'; fields: string[] }
  | { type: 'last-wrong' }
  /** a new value for what was answered last */
  | { type: 'correct-last'; raw: string }
  /** something is to be changed, but what was not said */
  | { type: 'which-field' }
  /** what this field is for and what may be said */
  | { type: 'explain'; field: string }
  | { type: 'begin'; track: Track }
  | { type: 'ask'; text: string; answers: string[] }
  | { type: 'clarify'; text: string; answers: string[] }
  | { type: 'topics'; text: string }
  | { type: 'back' }
  | { type: 'skip' }
  | { type: 'repeat' }
  | { type: 'undo' }
  | { type: 'show'; what: 'summary' | 'areas' | 'status' | 'code' }
  | { type: 'help' }
  | { type: 'menu' }
  /** `stop`: whatever it is that goes on, reminders included */
  | { type: 'cancel'; stop?: boolean }
  | { type: 'resume' }
  /** the draft is to go by the amended call, if there is one */
  | { type: 'move' }
  /** what is offered, such as that, is left for another time */
  | { type: 'later' }
  | { type: 'check' }
  | { type: 'submit' }
  | { type: 'recall' }
  | { type: 'restart' }
  /** what was returned, one field after the other */
  | { type: 'mend' }
  | { type: 'wish'; step: WishStep }
  /** a form that follows an application */
  | { type: 'open-form'; form: string }
  | { type: 'leave-form' }
  | { type: 'hand-off' }
  /** the photos of the stamped form are all there, or are not meant */
  | { type: 'match-paper' }
  | { type: 'drop-paper' }
  | { type: 'enquiry'; step: EnquiryStep }
  /** how the questions put to a person stand */
  | { type: 'enquiries' }
  /** everything of this person is to be deleted */
  | { type: 'erase' }
  | { type: 'export' }
  /** goes on with the draft that has this resume code */
  | { type: 'continue-with'; code: string }
  /** without a code: one is wanted */
  | { type: 'link'; code?: string }
  | { type: 'unlink'; who?: 'here' | 'others' }
  | { type: 'notices'; on: boolean }
  | { type: 'language'; code: string }
  | { type: 'affirm' }
  | { type: 'deny' }
  | { type: 'chat'; kind: string }
  | { type: 'stale' }
  | { type: 'unclear'; text: string }
