/** Answers to questions: what the notice says, our reading, and what it does not say are told apart. */

import { windowAt } from '../../casework/window.ts'
import type { Citation, Part } from '../../contract/conversation.ts'
import { route, toldBy } from '../../enquiry/route.ts'
import { findDate, showDate } from '../../language/dates.ts'
import { normalise } from '../../language/normalise.ts'
import { FIGURE, readFigure } from '../../language/numerals.ts'
import type { Answer } from '../../programme/schema.ts'
import type { Reply } from '../types.ts'
import type { World } from '../world.ts'
import { clarificationPart, clarificationPlace, clarifiedSince } from './clarification.ts'

export interface ContactLine {
  id: string
  label: string
  person?: string
  phone?: string
}

/** One answer of the folder as a reply. `question` is the wording asked, for false premises. */
export function answerQuestion(world: World, answerId: string, question: string): Reply {
  const answer = world.programme.answers.find((candidate) => candidate.id === answerId)
  if (!answer) throw new Error(`The programme has no answer "${answerId}"`)
  const citations = citationsOf(world, answer)
  const parts = partsOf(world, answer, question, citations)
  return {
    key: `answers.${answer.id}`,
    text: inWords(world, parts),
    parts,
    ...(citations.length > 0 ? { citations } : {}),
  }
}

/** Answers to the questions of one message: what was quoted or named already is not recited again. */
export function answerQuestions(world: World, answerIds: readonly string[], question: string): Reply[] {
  const said = new Set<string>()
  return answerIds.map((id) => {
    const reply = answerQuestion(world, id, question)
    const parts = (reply.parts ?? []).filter(({ kind, text }) => !isRecital(kind) || !said.has(text))
    for (const { text } of parts) said.add(text)
    return { ...reply, parts, text: inWords(world, parts) }
  })
}

const isRecital = (kind: Part['kind']): boolean => kind === 'quote' || kind === 'contact'

const inWords = ({ phrases }: World, parts: readonly Part[]): string =>
  parts.map(({ label, text }) => (label ? `${label}${phrases.say('marks.colon')}${text}` : text)).join('\n')

function partsOf(world: World, answer: Answer, question: string, citations: Citation[]): Part[] {
  const { phrases } = world
  const words = world.text.answers[answer.id]
  const params = noticeParams(world)
  const parts: Part[] = []
  const add = (kind: Part['kind'], text: string | undefined, label?: string, clause?: string): void => {
    if (text)
      parts.push({
        kind,
        text: phrases.render(text, params),
        ...(label ? { label } : {}),
        ...(clause ? { clause } : {}),
      })
  }
  const addSilence = (): void => add('silence', words?.silence, phrases.say('parts.silence'))
  const clarification = world.clarifications?.find(answer.id)
  if (clarification) parts.push(clarificationPart(world, clarification))
  add('says', falsePremise(world, answer, question))
  if (answer.silent) parts.push(...clarifiedSince(world, answer.id))
  if (answer.silent) addSilence()
  add('says', withYesOrNo(world, answer.id, question))
  if (answer.premise?.kind === 'date' && windowAt(world.programme, world.at) === 'closed')
    add('says', phrases.say('window.closed', params))
  for (const { clause, quote } of citations)
    parts.push({ kind: 'quote', text: quote, clause, label: phrases.say('parts.quote', { clause }) })
  add('reading', words?.reading, phrases.say('parts.reading'))
  if (!answer.silent) addSilence()
  add('aside', words?.aside, phrases.say(answer.product ? 'parts.product' : 'parts.aside'))
  if (clarification) parts.push(clarificationPlace(world, clarification))
  const contact = contactFor(world, answer)
  if (contact) parts.push({ kind: 'contact', text: contact, label: phrases.say('parts.contact') })
  return parts
}

/** What the notice says, after the yes or no that fits the way it was asked. */
function withYesOrNo({ text, phrases }: World, answerId: string, question: string): string | undefined {
  const { yesNo = [], says } = text.answers[answerId] ?? {}
  const asked = normalise(question)
  const fitting = yesNo.find(({ to }) => !to || to.some((word) => asked.includes(normalise(word))))
  return fitting ? [fitting.say, says].filter(Boolean).join(phrases.say('marks.sentence')) : says
}

/** Placeholders that texts of answers may use. */
export function noticeParams(world: Pick<World, 'programme' | 'phrases'>): Record<string, string> {
  const { window, document } = world.programme
  const show = (iso: string | undefined): string => (iso ? showDate(iso, world.phrases.language) : '')
  return { document: document ?? '', opens: show(window?.opens), closes: show(window?.closes) }
}

/** Words quoted, exactly as the notice has them. */
export function citationsOf(world: World, answer: Answer): Citation[] {
  return Object.entries(answer.quotes).map(([clause, quote]) => ({
    clause,
    quote: quote === true ? (world.programme.notice.get(clause) ?? '') : quote,
  }))
}

/** A figure of each kind of premise in a normalised text. */
const FIGURES = {
  copies: new RegExp(`(${FIGURE})\\s*${/(?:份|cop)/.source}`),
  years: new RegExp(`(${FIGURE})\\s*${/(?:年|year)/.source}`),
  months: new RegExp(`(${FIGURE})\\s*${/(?:个月|month)/.source}`),
} as const

/** “不是5月30日，是…”: only when the question names another figure than the notice. */
function falsePremise(world: World, answer: Answer, question: string): string | undefined {
  const words = world.text.answers[answer.id]?.premise
  if (!answer.premise || !words || question === '') return undefined
  const { kind, is } = answer.premise
  const text = normalise(question)
  if (kind === 'date') {
    const asked = findDate(text, Number(String(is).slice(0, 4)))
    if (!asked || asked === is) return undefined
    const { language } = world.phrases
    return world.phrases.render(words, {
      asked: showDate(asked, language),
      value: showDate(String(is), language),
    })
  }
  const number = readFigure(FIGURES[kind].exec(text)?.[1] ?? '')
  if (Number.isNaN(number) || number === Number(is)) return undefined
  return world.phrases.render(words, { asked: number, value: Number(is) })
}

function contactFor(world: World, answer: Answer): string | null {
  if (!answer.contact) return null
  if (answer.contact === 'recommender') return world.phrases.say('contact.recommender')
  if (answer.contact !== 'of-the-area') return showContact(world, answer.contact)
  return showContactsOfDraft(world) ?? showContactByArea(world)
}

/** Whom to ask while no area is chosen: each area has its own contact, the general line is there for all. */
export function showContactByArea(world: World): string {
  const { phone } = contactLine(world, world.programme.contacts.general)
  return phone
    ? world.phrases.say('contact.by-area', { phone, date: dateOfContacts(world) })
    : showContact(world, world.programme.contacts.general)
}

/** The contact that the draft points to, if it points to one; a programme without areas has one line for all. */
export function contactOfDraft(world: World): string | null {
  const [first, ...others] = contactsOfDraft(world)
  return first !== undefined && others.length === 0 ? first : null
}

/** The contacts that come into question: several where the draft belongs to areas of several, none while it tells nothing. */
function contactsOfDraft({ programme, draft }: World): string[] {
  const to = route({ programme, ...toldBy(draft) })
  if (to.type !== 'ask-area') return to.contact === null ? [] : [to.contact]
  if (to.areas.length === programme.areas.length) return []
  const areas = programme.areas.filter(({ id }) => to.areas.includes(id))
  return [...new Set(areas.map(({ contact }) => contact))]
}

/** The lines of the contacts that come into question, one below the other; null while the draft tells nothing. */
export function showContactsOfDraft(world: World): string | null {
  return (
    contactsOfDraft(world)
      .map((id) => showContact(world, id))
      .join('\n') || null
  )
}

const dateOfContacts = (world: World): string =>
  showDate(world.programme.contacts.asOf, world.phrases.language)

/** A contact with the date of the data, as printed in the notice; a number nobody has confirmed is said to be open. */
export function showContact(world: World, id: string): string {
  const { label, person = '', phone = '' } = contactLine(world, id)
  const key = phone === '' ? 'contact.no-phone' : person === '' ? 'contact.line' : 'contact.person'
  return world.phrases.say(key, { label, person, phone, date: dateOfContacts(world) })
}

/** A contact of the folder in the language of the conversation. */
export function contactLine(world: Pick<World, 'programme' | 'text'>, id: string): ContactLine {
  const contact = world.programme.contacts.contacts.find((candidate) => candidate.id === id)
  if (!contact) throw new Error(`The programme has no contact "${id}"`)
  const phone = contact.printed ?? contact.phone
  return {
    id,
    label: world.text.contacts[id] ?? id,
    ...(phone ? { phone } : {}),
    ...(contact.person ? { person: contact.person } : {}),
  }
}
