/** Check-your-answers, the receipt, and what stands between a draft and its submission. */
import { windowAt } from '../../casework/window.ts'
import { showInstant } from '../../language/dates.ts'
import { shownFields } from '../../programme/steps.ts'
import { isHandedIn, returnedOf } from '../handed-in.ts'
import type { Memory, Reply } from '../types.ts'
import { factsOf, type World } from '../world.ts'
import { noticeParams } from './answer-question.ts'
import { canGoTo, fieldOf } from './ask-field.ts'
import { tierName } from './case-names.ts'
import { sayMended } from './mending.ts'
import { openItems } from './open-items.ts'
import { showEntry } from './show-value.ts'
import { leaveFormChoice } from './wishes.ts'

/** More obstacles than this are counted, not listed. */
const MOST_LISTED = 8

/** All answers by section. */
export function summary(world: World): Reply {
  const facts = factsOf(world)
  const shown = new Set(shownFields(facts).map((field) => field.id))
  const sections = world.programme.sections.flatMap((section) => {
    const fields = section.fields.filter((field) => shown.has(field.id) && world.draft.entries[field.id])
    if (fields.length === 0) return []
    const lines = fields.map((field) =>
      world.phrases.say(world.draft.entries[field.id]?.error ? 'checking.wrong-answer' : 'checking.answer', {
        label: world.text.fields[field.id]?.label ?? field.id,
        value: showEntry(world, field, world.draft.entries[field.id]),
      }),
    )
    return [
      `${world.phrases.say('checking.section', { title: world.text.sections[section.id]?.title ?? section.id })}\n${lines.join('\n')}`,
    ]
  })
  const text = sections.length > 0 ? sections.join('\n\n') : world.phrases.say('checking.nothing-yet')
  return { key: 'checking.summary', text }
}

/** What stands in these fields, with a button to change each. */
export function sayAnswers(world: World, fields: readonly string[]): Reply {
  const { phrases } = world
  return {
    key: 'status.answer',
    text: fields
      .map((field) =>
        phrases.say('checking.answer', {
          label: labelOf(world, field),
          value: showEntry(world, fieldOf(world, field), world.draft.entries[field]),
        }),
      )
      .join('\n'),
    choices: fields
      .filter((field) => canGoTo(world, field))
      .map((field) => ({
        value: `go:${field}`,
        label: phrases.say('buttons.change', { label: labelOf(world, field) }),
      })),
  }
}

/** The summary, what is still open, and the ways on. */
export function sayChecking(world: World): Reply {
  if (returnedOf(world.draft)) return sayMended(world)
  const readiness = sayReadiness(world)
  return { ...readiness, text: [summary(world).text, '', readiness.text].join('\n') }
}

/** What is still open and the ways on, for whoever has just seen the summary. */
export function sayReadiness(world: World): Reply {
  if (returnedOf(world.draft)) return sayMended(world)
  const { phrases } = world
  const open = openItems(world)
  return {
    key: open.length === 0 ? 'checking.ready' : 'checking.open',
    text: (open.length === 0 ? [readyLead(world)] : openLines(world, open)).join('\n'),
    choices: [
      ...(open.length === 0 && !isHandedIn(world.draft)
        ? [{ value: 'do:submit', label: phrases.say('buttons.submit') }]
        : []),
      ...open.slice(0, 4).map((item) => ({
        value: `go:${item.field}`,
        label: phrases.say('buttons.fill-in', { label: world.text.fields[item.field]?.label ?? item.field }),
      })),
      ...(open.length > 4 ? [{ value: 'begin:filing', label: phrases.say('buttons.continue-filing') }] : []),
      { value: 'do:menu', label: phrases.say('buttons.menu') },
    ],
  }
}

function openLines(world: World, open: readonly { line: string }[]): string[] {
  const { phrases } = world
  const more = open.length - MOST_LISTED
  const state = windowAt(world.programme, world.at)
  return [
    ...(state === 'open' ? [] : [phrases.say(`window.${state}`, noticeParams(world))]),
    phrases.say(state === 'open' ? 'checking.open' : 'checking.open-for-practice', { count: open.length }),
    ...open.slice(0, MOST_LISTED).map((item) => item.line),
    ...(more > 0 ? [phrases.say('checking.more', { count: more })] : []),
  ]
}

function readyLead(world: World): string {
  const state = windowAt(world.programme, world.at)
  const key = isHandedIn(world.draft)
    ? 'checking.already-submitted'
    : state === 'open'
      ? 'checking.ready'
      : `checking.${state}`
  return world.phrases.say(key, { ...noticeParams(world), number: world.draft.submission?.number ?? '' })
}

const labelOf = (world: World, field: string): string => world.text.fields[field]?.label ?? field

/** The receipt with the number, the check code and the way to paper. */
export function sayReceipt(world: World, href: string, memory: Memory): Reply {
  const { phrases, programme, draft } = world
  const { number = '', checkCode = '', at = '' } = world.draft.submission ?? {}
  const show = (instant = ''): string =>
    instant === '' ? '' : showInstant(new Date(instant), phrases.language, programme.timezone)
  const params = {
    number,
    checkCode,
    at: show(at),
    begun: show(memory.submitBegunAt),
    recalled: memory.recalled ?? '',
    copies: programme.print.copies,
    ...noticeParams(world),
  }
  const isAgain = isMendedVersion(draft)
  return {
    key: 'filing.receipt',
    text: receiptKeys(world, memory, isAgain)
      .map((key) => phrases.say(key, { ...params, holder: tierName(world, placeOf(draft)) }))
      .join('\n'),
    document: {
      kind: 'application-form',
      title: phrases.say('filing.document-title', { number }),
      href,
      mediaType: 'application/pdf',
    },
    choices: [
      { value: 'show:status', label: phrases.say('buttons.status') },
      ...(isAgain || draft.form ? [] : [{ value: 'do:recall', label: phrases.say('buttons.recall') }]),
      ...(draft.form ? [leaveFormChoice(world)] : []),
    ],
  }
}

function receiptKeys({ programme, at }: World, memory: Memory, isAgain: boolean): string[] {
  if (isAgain) return ['case.receipt.resubmitted', 'case.receipt.print-again']
  const late = windowAt(programme, at) !== 'open'
  return [
    'filing.receipt',
    ...(late && memory.submitBegunAt ? ['filing.begun-in-time'] : []),
    ...(memory.recalled ? ['filing.replaces'] : []),
    'filing.after-submission',
  ]
}

/** A version after a return keeps the number of its application and counts on. */
const isMendedVersion = ({ submission, case: kept, form }: World['draft']): boolean =>
  form === undefined && kept !== undefined && (submission?.number.startsWith(`${kept.number}-`) ?? false)

const placeOf = ({ case: kept }: World['draft']): number => kept?.application.context.tier ?? 0
