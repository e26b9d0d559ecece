/** What the asker hears of a question that a person answers. */
import type { AskerNews, Standing } from '../../enquiry/enquiry.ts'
import { showInstant } from '../../language/dates.ts'
import type { Reply } from '../types.ts'
import type { World } from '../world.ts'
import { contactLine } from './answer-question.ts'
import { sayDue, sayUnpublished } from './enquiry.ts'

/** One reply or several: files of an answer follow it, each with its address. */
export function enquiryNews(world: World, news: AskerNews): Reply[] {
  const { phrases } = world
  const plain = (key: string, params: Record<string, string | number> = {}): Reply => ({
    key: `enquiry.${key}`,
    text: phrases.say(`enquiry.${key}`, params),
  })
  switch (news.type) {
    case 'sent':
      return [sent(world, news)]
    case 'added':
      return [withLines(plain('added', { number: news.number }), dueOf(world, news.dueAt, news.certain))]
    case 'answered':
      return answered(world, news)
    case 'moved':
      return [moved(world, news)]
    case 'late':
    case 'rated':
      return [plain(news.type, { number: news.number })]
    case 'closed':
      return [
        {
          ...plain('closed', { number: news.number, reason: news.reason }),
          choices: [followUp(world, news)],
        },
      ]
    case 'clarified':
      return [
        {
          ...plain('clarified', {
            number: news.number,
            clarification: news.clarification,
            question: news.question,
            answer: news.answer,
          }),
          choices: [followUp(world, news)],
        },
      ]
    case 'list':
      return [list(world, news.enquiries)]
    case 'refused':
      return [plain(`refused.${news.why}`, { number: news.number ?? '' })]
  }
}

function withLines(reply: Reply, lines: readonly string[]): Reply {
  return { ...reply, text: [reply.text, ...lines].join('\n') }
}

function dueOf(world: World, dueAt: string | null, certain = true): string[] {
  if (dueAt === null) return []
  return [world.phrases.say('enquiry.promise', { due: sayDue(world, new Date(dueAt), certain) })]
}

function sent(world: World, news: Extract<AskerNews, { type: 'sent' }>): Reply {
  const { phrases } = world
  const to = news.contact ? contactName(world, news.contact) : phrases.say('enquiry.the-desk')
  const text = phrases.say('enquiry.sent', { number: news.number, to })
  const lines = [...sayUnpublished(world, news.unpublished), ...dueOf(world, news.dueAt, news.certain)]
  return withLines({ key: 'enquiry.sent', text }, [...lines, phrases.say('enquiry.comes-here')])
}

function answered(
  world: World,
  { number, by, text, files }: Extract<AskerNews, { type: 'answered' }>,
): Reply[] {
  const { phrases } = world
  const choices = [
    followUp(world, { number }),
    { value: `enquiry:solved:${number}`, label: phrases.say('enquiry.buttons.solved') },
  ]
  const said = phrases.say('enquiry.answered', { number, by, text })
  const sentAlong = files.map(({ id, name, mediaType }): Reply => {
    const title = phrases.say('enquiry.file', { number, name })
    const document = {
      kind: 'attachment' as const,
      title: name,
      href: world.fileAddress(number, id),
      mediaType,
    }
    return { key: 'enquiry.file', text: title, document }
  })
  return [...sentAlong, { key: 'enquiry.answered', text: said, choices }]
}

function moved(world: World, news: Extract<AskerNews, { type: 'moved' }>): Reply {
  const { phrases } = world
  const to = news.contact ? contactName(world, news.contact) : phrases.say('enquiry.the-desk')
  const text = phrases.say('enquiry.moved', { number: news.number, to, reason: news.reason })
  return withLines({ key: 'enquiry.moved', text }, dueOf(world, news.dueAt))
}

function list(world: World, enquiries: readonly Standing[]): Reply {
  const { phrases, programme } = world
  if (enquiries.length === 0) return { key: 'enquiry.none', text: phrases.say('enquiry.none') }
  const lines = enquiries.map(({ number, question, status, dueAt }) =>
    phrases.say('enquiry.standing', {
      number,
      question: oneLine(question),
      status,
      due: dueAt ? showInstant(new Date(dueAt), phrases.language, programme.timezone) : '',
    }),
  )
  const open = enquiries.filter(({ status }) => status !== 'erased').slice(0, MOST_BUTTONS)
  const choices = open.map(({ number }) => ({
    value: `enquiry:follow-up:${number}`,
    label: phrases.say('enquiry.buttons.add-to', { number }),
  }))
  return { key: 'enquiry.list', text: [phrases.say('enquiry.list'), ...lines].join('\n'), choices }
}

const MOST_BUTTONS = 5
const LONGEST_QUESTION = 40

function oneLine(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ')]
  return letters.length > LONGEST_QUESTION
    ? `${letters.slice(0, LONGEST_QUESTION).join('')}…`
    : letters.join('')
}

const followUp = ({ phrases }: World, { number }: { number: string }) => ({
  value: `enquiry:follow-up:${number}`,
  label: phrases.say('enquiry.buttons.follow-up'),
})

/** Who answers, as the notice names the line; a line that this version of the programme has not is the desk. */
function contactName(world: World, id: string): string {
  const isKnown = world.programme.contacts.contacts.some((contact) => contact.id === id)
  if (!isKnown) return world.phrases.say('enquiry.the-desk')
  const { label, person } = contactLine(world, id)
  return person ? world.phrases.say('enquiry.person', { person, label }) : label
}
