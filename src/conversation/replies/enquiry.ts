/** Putting a question to a person: what is asked for, and what is read back before it goes. */
import type { Choice } from '../../contract/conversation.ts'
import { promiseFor } from '../../enquiry/promise.ts'
import { type Route, route, toldBy } from '../../enquiry/route.ts'
import { showInstant } from '../../language/dates.ts'
import type { FileRef, Memory, Reply } from '../types.ts'
import type { World } from '../world.ts'
import { showContact } from './answer-question.ts'

/** The way to a person in writing. */
export const writeChoice = ({ phrases }: World): Choice => ({
  value: 'enquiry:begin',
  label: phrases.say('enquiry.buttons.begin'),
})

/** What is waited for now. */
export function sayEnquiryStep(world: World, step: 'composing' | 'area' | 'checking', memory: Memory): Reply {
  if (step === 'composing') return compose(world, memory)
  const way = routeOf(world, memory)
  return way.type === 'ask-area' && step === 'area'
    ? whichArea(world, way.areas)
    : readBack(world, memory, way)
}

export function askForStars({ phrases }: World, number: string): Reply {
  const choices = [5, 4, 3, 2, 1].map((stars) => ({
    value: `enquiry:rate:${number}:${stars}`,
    label: phrases.say(`enquiry.stars.${stars}`),
  }))
  return { key: 'enquiry.rate', text: phrases.say('enquiry.rate', { number }), choices }
}

export function sayFilesAdded({ phrases }: World, files: readonly FileRef[]): Reply {
  const names = files.map(({ name }) => name).join(phrases.say('marks.list'))
  return { key: 'enquiry.files-added', text: phrases.say('enquiry.files-added', { names }) }
}

/** By when an answer is promised, with what makes that uncertain. */
export function sayDue({ phrases, programme }: World, dueAt: Date, certain: boolean): string {
  const due = showInstant(dueAt, phrases.language, programme.timezone)
  return phrases.say(certain ? 'enquiry.due' : 'enquiry.due-uncertain', { due })
}

/** Of a type without a line of its own, whose line is taken instead. */
export const sayUnpublished = ({ phrases }: World, clause: string | null): string[] =>
  clause === null ? [] : [phrases.say('enquiry.unpublished', { clause })]

function routeOf({ programme, draft }: World, { enquiry }: Memory): Route {
  const area = enquiry?.area ?? null
  const general = enquiry?.general ?? false
  return route({ programme, ...toldBy(draft), general, ...(area ? { area } : {}) })
}

function compose({ phrases }: World, { enquiry, unclear }: Memory): Reply {
  const choices = [{ value: 'enquiry:drop', label: phrases.say('enquiry.buttons.drop') }]
  const followUp = enquiry?.followUp
  if (followUp)
    return { key: 'enquiry.follow-up', text: phrases.say('enquiry.follow-up', { number: followUp }), choices }
  if (unclear !== undefined)
    choices.unshift({
      value: 'enquiry:use',
      label: phrases.say('enquiry.buttons.use', { text: shortened(unclear) }),
    })
  const before = enquiry?.text ? [phrases.say('enquiry.before', { text: enquiry.text })] : []
  return { key: 'enquiry.compose', text: [...before, phrases.say('enquiry.compose')].join('\n'), choices }
}

/** A button has little room; the whole text is read back before it goes. */
const LONGEST_LABEL = 24
const shortened = (text: string): string => {
  const letters = [...text]
  return letters.length > LONGEST_LABEL ? `${letters.slice(0, LONGEST_LABEL).join('')}…` : text
}

function whichArea({ phrases, text }: World, areas: readonly string[]): Reply {
  const choices = [
    ...areas.map((id) => ({ value: `enquiry:area:${id}`, label: text.areas[id] ?? id })),
    { value: 'enquiry:area:', label: phrases.say('enquiry.buttons.no-area') },
    { value: 'enquiry:drop', label: phrases.say('enquiry.buttons.drop') },
  ]
  return { key: 'enquiry.which-area', text: phrases.say('enquiry.which-area'), choices }
}

function readBack(world: World, { enquiry }: Memory, way: Route): Reply {
  const { phrases, programme, draft, at } = world
  const { dueAt, certain } = promiseFor(programme, at)
  const names = (enquiry?.files ?? []).map(({ name }) => name).join(phrases.say('marks.list'))
  const contact = way.type === 'ask-area' ? null : way.contact
  const lines = [
    phrases.say('enquiry.check', { text: enquiry?.text ?? '' }),
    ...(names === '' ? [] : [phrases.say('enquiry.files', { names })]),
    ...(contact ? [phrases.say('enquiry.to', { contact: showContact(world, contact) })] : []),
    ...(enquiry?.general ? [phrases.say('enquiry.general')] : []),
    ...sayUnpublished(world, way.type === 'contact' ? way.unpublished : null),
    phrases.say('enquiry.promise', { due: sayDue(world, dueAt, certain) }),
  ]
  const answered = Object.keys(draft.entries).length > 0
  if (answered) lines.push(phrases.say('enquiry.consent'))
  const button = (value: string, label: string) => ({ value, label: phrases.say(`enquiry.buttons.${label}`) })
  const choices = [
    ...(answered ? [button('enquiry:send:with', 'send-with')] : []),
    button('enquiry:send:without', answered ? 'send-without' : 'send'),
    button('enquiry:edit', 'edit'),
    button('enquiry:drop', 'drop'),
  ]
  return { key: 'enquiry.check', text: lines.join('\n'), choices }
}
