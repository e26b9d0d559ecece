/** What the shell reports: outcomes of effects, and what befell the conversation from outside. */
import type { CaseNews } from '../casework/case.ts'
import { hearEnquiry, hearErased, hearErasure, hearExported } from './enquiring.ts'
import { hearLink } from './link.ts'
import { lookAgain } from './look-again.ts'
import { restate, simple } from './moves.ts'
import { hearPaper } from './paper.ts'
import { isOwnNews, sayCaseNews } from './replies/case-news.ts'
import { sayReceipt } from './replies/checking.ts'
import { sayMenu } from './replies/menu.ts'
import { sayNotice } from './replies/notice.ts'
import { rest } from './rest.ts'
import type { Turn } from './turn.ts'
import type { Reply, ShellEvent } from './types.ts'

export function hear(turn: Turn, event: ShellEvent): void {
  switch (event.type) {
    case 'submitted':
      return submitted(turn, event)
    case 'draft-changed':
      return lookAgain(turn)
    case 'notice':
      return turn.say(sayNotice(turn.world, event.notice))
    case 'unreadable':
      sayUnreadable(turn, event.why)
      return restate(turn)
    case 'no-such-draft':
      turn.say(failure(turn, 'unknown-code'))
      return turn.context.field ? restate(turn) : turn.say(sayMenu(turn.world))
    case 'trouble':
      simple(turn, 'channels.trouble')
      return restate(turn)
    case 'enquiry':
      return hearEnquiry(turn, event.news)
    case 'paper':
      return hearPaper(turn, event.findings)
    case 'erased':
      return hearErased(turn, event.kept)
    case 'erase-ordered':
      return hearErasure(turn, event.why)
    case 'exported':
      return hearExported(turn, event)
    case 'case':
      return hearCase(turn, event.news)
    case 'desk':
      // an officer's desk is no conversation of an applicant; nothing of it is said here
      return
    default:
      return hearLink(turn, event)
  }
}

function submitted(turn: Turn, event: Extract<ShellEvent, { type: 'submitted' }>): void {
  turn.setSubmission({ number: event.number, checkCode: event.checkCode, at: event.at })
  turn.move({ type: 'submitted' })
  turn.say(sayReceipt(turn.world, event.href, turn.memory))
  const { recalled: _, looked: __, ...memory } = turn.memory
  // what was said before is on record now: “undo” must not reach behind it
  turn.memory = { ...memory, lastChange: [] }
}

/** How an application or a project went on; what comes unasked must not look like an answer to be given. */
function hearCase(turn: Turn, news: CaseNews): void {
  rest(turn)
  if (news.news === 'returned') turn.memory = { ...turn.memory, looked: [], lastChange: [] }
  turn.say(sayCaseNews(turn.world, news))
  if (isOwnNews(news)) restate(turn)
}

/** Why something cannot be taken. */
export function sayUnreadable(turn: Turn, why: string): void {
  const { phrases } = turn.world
  const key = `channels.unreadable.${why}`
  if (phrases.has(key)) return simple(turn, key)
  turn.say(failure(turn, why))
}

/** What the whole form would say of it. */
function failure({ world: { phrases } }: Turn, code: string): Reply {
  const text = [phrases.say(`failures.${code}.message`), phrases.say(`failures.${code}.hint`)].join('\n')
  return { key: `failures.${code}`, text }
}
