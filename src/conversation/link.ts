/** One person on several channels, and notices: what is asked for, and what came of it. */
import { isHandedIn } from './handed-in.ts'
import { begin, confirm, restate, simple } from './moves.ts'
import { sayLinkCode, sayLinked, sayNoticesOn, sayUnlinkChoice, withChannel } from './replies/link.ts'
import { sayMenu } from './replies/menu.ts'
import type { Turn } from './turn.ts'
import type { LinkEvent } from './types.ts'

/** Without a code this side shows one; with a code this side is the other one. */
export function askForLink(turn: Turn, code?: string): void {
  turn.effects.push(code === undefined ? { type: 'make-link-code' } : { type: 'look-up-link', code })
}

/** From a button that says who is to go, or after asking. */
export function unlink(turn: Turn, who?: 'here' | 'others'): void {
  if (who) turn.effects.push({ type: 'unlink', who })
  else turn.say(sayUnlinkChoice(turn.world))
}

export function wantNotices(turn: Turn, on: boolean): void {
  const { reach } = turn
  if (on && !reach.canNotify) {
    simple(turn, 'notices.not-here')
    return restate(turn)
  }
  turn.effects.push({ type: 'set-notices', on })
}

export function hearLink(turn: Turn, event: LinkEvent): void {
  switch (event.type) {
    case 'link-code':
      turn.say(sayLinkCode(turn.world, event))
      return restate(turn)
    case 'link-offer':
      turn.memory = { ...turn.memory, linking: event }
      return confirm(turn, 'link')
    case 'no-such-link':
      simple(turn, 'link.no-such-code')
      return restate(turn)
    case 'too-many-codes':
      simple(turn, 'link.too-many-codes')
      return restate(turn)
    case 'linked':
      return linked(turn, event)
    case 'linked-there':
      return turn.say(withChannel(turn.world, 'link.linked-there', event.channel))
    case 'unlinked':
      simple(turn, event.count === 0 ? 'link.nothing-linked' : `link.unlinked-${event.who}`)
      return goOn(turn)
    case 'unlinked-there':
      simple(turn, 'link.unlinked-there')
      return turn.say(sayMenu(turn.world))
    case 'notices':
      if (event.on) turn.say(sayNoticesOn(turn.world))
      else simple(turn, 'notices.off')
      return restate(turn)
  }
}

/** Goes on with what the other side had. */
function linked(turn: Turn, event: Extract<LinkEvent, { type: 'linked' }>): void {
  turn.say(sayLinked(turn.world, event))
  goOn(turn)
}

function goOn(turn: Turn): void {
  const { draft } = turn.world
  if (turn.context.field || turn.context.confirming) return restate(turn)
  if (isHandedIn(draft) || Object.keys(draft.entries).length === 0) return turn.say(sayMenu(turn.world))
  begin(turn, 'filing')
}
