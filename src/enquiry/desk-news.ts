/** What an officer hears, in words. */
import { cardReply } from './desk-card.ts'
import type { DeskReply, DeskWorld } from './desk-shapes.ts'
import { button, lines, pieces, say } from './desk-words.ts'
import type { DeskNews } from './enquiry.ts'

/** The replies of one piece of news; the number of its enquiry stands in the first line. */
export function newsReplies(world: DeskWorld, news: DeskNews): DeskReply[] {
  switch (news.type) {
    case 'answered':
    case 'closed':
    case 'moved-away':
    case 'erased':
      return [withSubject(say(world, `news.${news.type}`, { number: news.number, by: news.by }))]
    case 'proposed':
    case 'published':
    case 'declined':
      return [withSubject(say(world, `news.${news.type}`, { by: news.by, question: news.question }))]
    case 'bound':
      return [boundReply(world)]
    case 'case':
      return [caseReply(world, news)]
    case 'withdrawn':
    case 'forged-mail':
      return [withSubject(say(world, `news.${news.type}`))]
    case 'done':
      return [doneReply(world, news.act, news.number)]
    case 'refused':
      return [refusedReply(world, news)]
    default:
      return [cardReply(world, news.type, news.card)]
  }
}

/** It is dealt with in the console only. */
function caseReply(world: DeskWorld, news: Extract<DeskNews, { type: 'case' }>): DeskReply {
  const reply = say(world, `news.${news.of}.${news.news}`, { ...news })
  const link = world.caseLinkOf(news.of, news.id)
  const text = lines(reply.text, link && world.phrases.say('desk.card.link', { link }))
  return withSubject({ ...reply, text })
}

/** The first line is the subject of a mail. */
const withSubject = (reply: DeskReply): DeskReply => ({
  ...reply,
  subject: reply.text.split('\n', 1)[0] ?? '',
})

/** What the desk is, and what can be done at it. */
export function boundReply(world: DeskWorld): DeskReply {
  const { officer, phrases } = world
  const text = pieces(phrases.say('desk.news.bound', { name: officer.name }), phrases.say('desk.help'))
  return { ...withSubject({ key: 'desk.news.bound', text }), choices: mainButtons(world) }
}

export const mainButtons = (world: DeskWorld) =>
  ['list', 'help', 'languages', 'unbind'].map((name) => button(world, name, `desk:${name}`))

function doneReply(world: DeskWorld, act: string, number: string): DeskReply {
  const left = world.cases.filter(
    ({ enquiry, may }) => may && enquiry.status === 'open' && enquiry.number !== number,
  )
  const buttons = left.length > 0 ? [button(world, 'list', 'desk:list')] : []
  return withSubject(say(world, `done.${act}`, { number }, buttons))
}

/** What came could not be read: why, where there are words for it. */
export function unreadableReply(world: DeskWorld, why: string): DeskReply {
  const key = `channels.unreadable.${why}`
  if (!world.phrases.has(key)) return refusedReply(world, { why: 'unreadable', number: null })
  return { key, text: world.phrases.say(key) }
}

/** Why nothing was done; a reason without words of its own is said in general. */
export function refusedReply(
  world: DeskWorld,
  { why, number, by = '', count = 0, max = 0 }: Omit<Extract<DeskNews, { type: 'refused' }>, 'type'>,
): DeskReply {
  const key = world.phrases.has(`desk.refused.${why}`) ? why : 'other'
  return withSubject(say(world, `refused.${key}`, { number: number ?? '', by, count, max }))
}
