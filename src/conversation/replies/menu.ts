/** Greeting, help, status and small talk. */

import { windowAt } from '../../casework/window.ts'
import type { Choice } from '../../contract/conversation.ts'
import { showInstant } from '../../language/dates.ts'
import { shownFields } from '../../programme/steps.ts'
import { isHandedIn } from '../handed-in.ts'
import type { Reply } from '../types.ts'
import { factsOf, type World } from '../world.ts'
import { contactOfDraft, noticeParams, showContact, showContactByArea } from './answer-question.ts'
import { beginArea } from './areas.ts'
import { sayCaseStatus, stageLines } from './case-status.ts'
import { writeChoice } from './enquiry.ts'
import { caseChoices, leaveFormChoice } from './wishes.ts'

/** The ways on; of what has been submitted there is only to look at it, or to take it back. */
function menuChoices(world: World): Choice[] {
  const say = (button: string): string => world.phrases.say(`buttons.${button}`)
  if (world.draft.form) return formChoicesOf(world)
  if (world.draft.case && isHandedIn(world.draft)) return caseChoices(world)
  if (world.draft.submission)
    return [
      { value: 'do:check', label: say('check') },
      { value: 'do:recall', label: say('recall') },
    ]
  return [
    { value: 'begin:eligibility', label: say('begin-eligibility') },
    ...beginArea(world),
    { value: 'begin:filing', label: say(isEmpty(world) ? 'begin-filing' : 'continue-filing') },
  ]
}

/** In a form that follows an application there is only to fill it in, and the way back. */
function formChoicesOf(world: World): Choice[] {
  const say = (button: string): string => world.phrases.say(`buttons.${button}`)
  const fill = { value: 'begin:filing', label: say(isEmpty(world) ? 'begin-filing' : 'continue-filing') }
  return [
    ...(world.draft.submission ? [] : [fill]),
    { value: 'do:check', label: say('check') },
    leaveFormChoice(world),
  ]
}

/** The first words of a conversation. */
export function greet(world: World): Reply {
  const state = windowAt(world.programme, world.at)
  const lines = [world.text.programme.welcome, world.phrases.say('menu.automatic')]
  if (state !== 'open') lines.push(world.phrases.say(`window.${state}`, noticeParams(world)))
  return { key: 'menu.greeting', text: lines.join('\n'), choices: menuChoices(world) }
}

/** What being outside the window means; null while applications are taken. */
export function sayWindow(world: World): Reply | null {
  const state = windowAt(world.programme, world.at)
  if (state === 'open') return null
  const keys = [`window.${state}`, 'window.practice', ...(state === 'closed' ? ['window.hour'] : [])]
  const text = keys.map((key) => world.phrases.say(key, noticeParams(world))).join('\n')
  return { key: `window.${state}.practice`, text }
}

/** It is saved; how to go on here and elsewhere. */
export function sayPaused(world: World): Reply {
  const elsewhere = isEmpty(world) ? [] : [world.phrases.say('status.code', { code: world.draft.code })]
  return { key: 'repair.paused', text: [world.phrases.say('repair.paused'), ...elsewhere].join('\n') }
}

const isEmpty = (world: World): boolean => Object.keys(world.draft.entries).length === 0

/** The three ways on. */
export function sayMenu(world: World): Reply {
  return { key: 'menu.choices', text: world.phrases.say('menu.choices'), choices: menuChoices(world) }
}

/** What can be said here. */
export function sayHelp(world: World): Reply {
  return { key: 'menu.help', text: world.phrases.say('menu.help'), choices: menuChoices(world) }
}

/** Asks which answer is to be changed, with the one given last at hand. */
export function sayWhichField({ phrases, text }: World, last: string | null): Reply {
  const label = last ? (text.fields[last]?.label ?? last) : ''
  return {
    key: 'repair.which-field',
    text: phrases.say('repair.which-field'),
    choices: [
      ...(last ? [{ value: `go:${last}`, label: phrases.say('buttons.change', { label }) }] : []),
      { value: 'do:check', label: phrases.say('buttons.check') },
    ],
  }
}

/** How far the draft is and what became of it. */
export function sayStatus(world: World): Reply {
  const { phrases, programme } = world
  if (!world.draft.form && world.draft.case && isHandedIn(world.draft)) return sayCaseStatus(world)
  const fields = shownFields(factsOf(world))
  const done = fields.filter((field) => world.draft.entries[field.id]?.value !== undefined).length
  const submission = world.draft.submission
  const own = submission
    ? phrases.say(world.draft.form ? 'checking.already-submitted' : 'status.submitted', {
        number: submission.number,
        at: showInstant(new Date(submission.at), phrases.language, programme.timezone),
      })
    : phrases.say('status.draft', { done, all: fields.length })
  // a later form is a part of what goes on with its application
  const text = [own, ...(world.draft.form && world.draft.case ? stageLines(world) : [])].join('\n')
  return { key: submission ? 'status.submitted' : 'status.draft', text, choices: menuChoices(world) }
}

/** The person to turn to: the contact of the area; before an area is chosen, the general line. */
export function sayHandOff(world: World, enquiries: boolean): Reply {
  const contact = contactOfDraft(world)
  const lines = [
    world.phrases.say('repair.hand-off'),
    contact ? showContact(world, contact) : showContactByArea(world),
    ...(enquiries ? [world.phrases.say('enquiry.offer')] : []),
  ]
  const choices = [...(enquiries ? [writeChoice(world)] : []), ...(contact ? [] : beginArea(world))]
  return { key: 'repair.hand-off', text: lines.join('\n'), ...(choices.length > 0 ? { choices } : {}) }
}

/** Greeting, thanks and the like. */
export function smallTalk(world: World, kind: string): Reply {
  return { key: `chat.reply.${kind}`, text: world.phrases.say(`chat.reply.${kind}`) }
}
