/** What one turn can see. Everything is passed in: no clock, no ids, no store. */
import { dateIn } from '../casework/window.ts'
import type { Phrases } from '../language/phrases.ts'
import type { ReadingContext } from '../language/read-answer.ts'
import type { Ranking } from '../language/retrieve.ts'
import { evaluate, type Facts } from '../programme/rules.ts'
import type { Programme, ProgrammeText } from '../programme/schema.ts'
import type { Draft } from './types.ts'

/** A programme in one language, ready to talk about. */
export interface Speech {
  programme: Programme
  /** every language this programme can be talked about in */
  languages: readonly string[]
  text: ProgrammeText
  phrases: Phrases
  retrieval: Ranking
  /** published by the office after the notice; absent where there are none */
  clarifications?: Clarifications
}

/** What officers have answered once for everybody. */
export interface Clarifications {
  /** The one behind an answer, by the answer's id. */
  find(answerId: string): Clarification | null
  /** how many hold now */
  count: number
  /** Those that answer what an answer of the folder has to leave open. */
  filling(answerId: string): Clarification[]
}

/** A published clarification in one language. */
export interface Clarification {
  number: number
  /** day it was published, ISO */
  on: string
  question: string
  answer: string
  clauses: string[]
  /** of the public page, where it stands */
  address: string
}

/** A programme in all its languages. */
export interface Library {
  programme: Programme
  /** by language of the programme; the first language stands in for one it lacks */
  speech(locale: string): Speech
}

/** A published version of a programme that a draft may be moved to. */
export interface Amendment {
  library: Library
  /** of the version, from 1 */
  number: number
  /** when it was put in force */
  on: Date
}

export interface World extends Speech {
  draft: Draft
  /** when the activity was received; decides whether it is in time */
  at: Date
  /** what the shell cannot print, by field */
  unprintable: (entries: Draft['entries']) => { field: string; characters: string[] }[]
  /** where the print of a submission is, with the key that opens it */
  documentAddress: (checkCode: string) => string
  /** where a file of an answer to an enquiry is, with the key that opens it */
  fileAddress: (enquiryNumber: string, fileId: string) => string
}

/** The world as rules see it. */
export function factsOf(world: Pick<World, 'programme' | 'draft' | 'at'>): Facts {
  return {
    programme: world.programme,
    entries: world.draft.entries,
    today: dateIn(world.programme, world.at),
  }
}

/** The world as the reading of answers sees it. */
export function readingOf(world: World): ReadingContext {
  const { programme, text, phrases } = world
  return {
    programme,
    text,
    phrases,
    year: Number(dateIn(programme, world.at).slice(0, 4)),
    // few answers are a recommender: worked out when it is one
    get suggested() {
      return suggestedBodies(world)
    },
  }
}

/** Recommenders that fit this draft; a help in choosing, never a decision. */
export function suggestedBodies(world: Pick<World, 'programme' | 'draft' | 'at'>): string[] {
  const facts = factsOf(world)
  return world.programme.recommenders
    .filter((body) => body.suggest && evaluate(body.suggest, facts) === 'yes')
    .map((body) => body.id)
}
