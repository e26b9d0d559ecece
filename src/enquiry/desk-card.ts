/** An enquiry as it stands in an officer's chat or mailbox: enough to answer it from there. */
import type { Choice, FormCard } from '../contract/conversation.ts'
import type { DeskCase, DeskReply, DeskWorld } from './desk-shapes.ts'
import { areaIn, button, languageIn, lineIn, lines, namesOf, pieces, shortened, when } from './desk-words.ts'
import type { Card, Enquiry, Entry } from './enquiry.ts'

/** Characters of a question on a card, of an entry in a thread, of an answer of the draft. */
const MOST_QUESTION = 1_500
const MOST_ENTRY = 400
const MOST_VALUE = 120
const MOST_ENTRIES = 6
const MOST_ROWS = 20

/** Why a card comes. */
export type CardNews = 'new' | 'followed-up' | 'reopened' | 'assigned' | 'remind' | 'deputy' | 'escalated'

/**
 * The card with what is needed to answer. The number stands in its first line and no other number does, so that a
 * quotation of the card tells which enquiry it is, whatever the asker wrote.
 */
export function cardReply(world: DeskWorld, news: CardNews, card: Card): DeskReply {
  const { phrases } = world
  const title = phrases.say(`desk.card.${news}`, { number: card.number })
  const lead = pieces(lines(...headOf(world, card)), askedIn(world, card), linkLine(world, card.id))
  return {
    key: `desk.card.${news}`,
    text: `${title}\n${lead}`,
    choices: buttonsFor(world, card.id, null),
    form: formFor(world, card.id, title, lead),
    subject: title,
    ...(card.files.length > 0 ? { attachments: card.files.map((file) => attached(card.id, file)) } : {}),
  }
}

/** A file of a thread is found by both ids. */
const attached = (enquiryId: string, { id, name, bytes }: Card['files'][number]) => ({
  id: `${enquiryId}/${id}`,
  name,
  bytes,
})

function headOf(world: DeskWorld, card: Card): string[] {
  const { phrases } = world
  const say = (key: string, params: Record<string, string>) => phrases.say(`desk.card.${key}`, params)
  const { programmeId, dueAt, reason, locale } = card
  const area = areaIn(world, card.area, programmeId)
  return [
    area === null ? say('no-area', {}) : say('area', { area }),
    say('line', { line: lineIn(world, card.contact, programmeId) }),
    dueAt === null
      ? ''
      : say(isLate(world, dueAt) ? 'was-due' : 'due', { at: when(world, dueAt, programmeId) }),
    locale === phrases.language ? '' : say('language', { language: languageIn(world, locale) }),
    reason ? say('reason', { reason }) : '',
  ].filter((line) => line !== '')
}

const isLate = ({ at }: DeskWorld, dueAt: string): boolean => new Date(dueAt) < at

function askedIn(world: DeskWorld, { text, files }: Card): string {
  const say = (key: string, params: Record<string, string>) => world.phrases.say(`desk.card.${key}`, params)
  return lines(
    say('asks', { text: shortened(world, text, MOST_QUESTION) }),
    files.length > 0 ? say('files', { names: namesOf(world, files) }) : null,
  )
}

const linkLine = (world: DeskWorld, id: string): string | null => {
  const link = world.linkOf(id)
  return link === null ? null : world.phrases.say('desk.card.link', { link })
}

/** The answer typed on the card itself, where a channel shows inputs. */
function formFor({ phrases }: DeskWorld, id: string, title: string, lead: string): FormCard {
  const label = phrases.say('desk.card.answer')
  return {
    step: `desk:answer:${id}`,
    title,
    lead,
    inputs: [{ name: 'text', kind: 'longtext', label, required: true }],
    submit: phrases.say('desk.buttons.send'),
  }
}

/** What can be done from here; `holder`: who holds it, where that is known. */
export function buttonsFor(world: DeskWorld, id: string, holder: string | null): Choice[] {
  const names = ['answer', 'show', 'note', 'move', 'close']
  const taking = holder !== world.officer.id && holder !== null ? ['take'] : []
  return [...names, ...taking].map((name) => button(world, name, `desk:${name}:${id}`))
}

/** One enquiry with draft summary and thread, as far as a chat has room. */
export function shownReply(world: DeskWorld, one: DeskCase): DeskReply {
  const { enquiry } = one
  const title = world.phrases.say('desk.shown.title', {
    number: enquiry.number,
    status: world.phrases.say(`desk.status.${enquiry.status}`),
  })
  const holder = world.phrases.say('desk.shown.holder', { name: holderIn(world, enquiry) })
  const lead = pieces(
    lines(...headOf(world, cardOf(one)), holder),
    lines(...summaryIn(world, enquiry)),
    lines(...threadIn(world, one)),
    linkLine(world, enquiry.id),
  )
  const reply = { key: 'desk.shown', text: `${title}\n${lead}`, subject: title }
  if (!one.may || enquiry.status === 'erased') return reply
  const choices = buttonsFor(world, enquiry.id, enquiry.holderId ?? '').filter(
    ({ value }) => value !== `desk:show:${enquiry.id}`,
  )
  if (enquiry.status !== 'open') return { ...reply, choices: choices.filter(isForLater) }
  return { ...reply, choices, form: formFor(world, enquiry.id, title, lead) }
}

/** What makes sense once it is answered. */
const isForLater = ({ value }: Choice): boolean => /^desk:(answer|note):/.test(value)

const holderIn = ({ names, phrases }: DeskWorld, { holderId }: Enquiry): string =>
  (holderId === null ? undefined : names.get(holderId)) ?? phrases.say('desk.nobody')

function summaryIn(world: DeskWorld, { summary }: Enquiry): string[] {
  if (!summary || summary.length === 0) return []
  const rows = summary.flatMap((section) => section.rows)
  const shown = rows
    .slice(0, MOST_ROWS)
    .map((row) =>
      world.phrases.say('desk.shown.row', { ...row, value: shortened(world, row.value, MOST_VALUE) }),
    )
  const more = rows.length - shown.length
  return [
    world.phrases.say('desk.shown.summary'),
    ...shown,
    more > 0 ? world.phrases.say('desk.shown.more-rows', { count: more }) : '',
  ]
}

function threadIn(world: DeskWorld, { enquiry, entries }: DeskCase): string[] {
  const shown = entries.slice(-MOST_ENTRIES)
  const more = entries.length - shown.length
  return [
    world.phrases.say('desk.shown.thread'),
    ...(more > 0 ? [world.phrases.say('desk.shown.more-entries', { count: more })] : []),
    ...shown.map((entry) => entryIn(world, entry, enquiry.programmeId)),
  ]
}

function entryIn(world: DeskWorld, entry: Entry, programmeId: string): string {
  const { phrases, names } = world
  const by =
    entry.by === 'officer'
      ? (names.get(entry.officerId ?? '') ?? phrases.say('desk.nobody'))
      : phrases.say(`desk.by.${entry.by}`)
  const head = phrases.say(`desk.entry.${entry.kind}`, { by, at: when(world, entry.at, programmeId) })
  const files = entry.data.files ?? []
  return lines(
    head,
    shortened(world, entry.text, MOST_ENTRY),
    files.length > 0 ? phrases.say('desk.card.files', { names: namesOf(world, files) }) : null,
  )
}

/** An enquiry as a card shows it. */
export function cardOf({ enquiry, entries }: DeskCase): Card {
  const last = entries.findLast(({ kind }) => ['asked', 'followed-up', 'reopened'].includes(kind))
  const { id, number, programmeId, area, contact, locale, askedAt, dueAt } = enquiry
  return {
    id,
    number,
    programmeId,
    area,
    contact,
    locale,
    text: last?.text ?? enquiry.question,
    files: last?.data.files ?? [],
    askedAt: askedAt.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
  }
}

const MOST_LISTED = 10
const MOST_LINE = 60

/** The open ones, earliest promise first, each with a button. No number in the first line: a list is about none. */
export function listReply(world: DeskWorld, cases: readonly DeskCase[]): DeskReply {
  const { phrases } = world
  if (cases.length === 0) return { key: 'desk.list.none', text: phrases.say('desk.list.none') }
  const shown = cases.slice(0, MOST_LISTED)
  const rows = shown.map(({ enquiry }) => rowIn(world, enquiry))
  const more = cases.length - shown.length
  return {
    key: 'desk.list.some',
    text: lines(
      phrases.say('desk.list.some', { count: cases.length }),
      ...rows,
      more > 0 ? phrases.say('desk.list.more', { count: more }) : null,
    ),
    choices: shown.map(({ enquiry }) => ({ value: `desk:show:${enquiry.id}`, label: enquiry.number })),
  }
}

function rowIn(world: DeskWorld, enquiry: Enquiry): string {
  const { number, question, dueAt, programmeId } = enquiry
  const asked = shortened(world, question.replace(/\s+/g, ' '), MOST_LINE)
  if (dueAt === null) return world.phrases.say('desk.list.row', { number, question: asked })
  const isOver = dueAt < world.at
  return world.phrases.say(isOver ? 'desk.list.row-late' : 'desk.list.row-due', {
    number,
    question: asked,
    at: when(world, dueAt, programmeId),
  })
}
