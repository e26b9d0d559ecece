/** Counts turns. On the way of every turn: what it counts with is made once. */
import type { ConversationRecord, TurnRecord } from '../ports/store.ts'
import { bounded, kept } from './bounded.ts'
import { createFunnel } from './funnel.ts'
import type { Metrics } from './metrics.ts'

const MOST_CHANNELS = 20
const MOST_PROGRAMMES = 200

export type TurnOutcome = 'taken' | 'repeated' | 'failed'

export interface TurnCounters {
  taken(before: ConversationRecord, turn: TurnRecord, seconds: number, conflicts: number): void
  ended(channel: string, outcome: TurnOutcome, conflicts: number): void
}

export function createTurnCounters(metrics: Metrics): TurnCounters {
  const channelName = bounded(MOST_CHANNELS)
  const programmeName = bounded(MOST_PROGRAMMES)
  const funnel = createFunnel(metrics)
  const turns = kept((channel, outcome) => metrics.turns.labels(channelName(channel), outcome))
  const seconds = kept((channel) => metrics.turnSeconds.labels(channelName(channel)))
  const ended: TurnCounters['ended'] = (channel, outcome, conflicts) => {
    turns(channelName(channel), outcome).inc()
    if (conflicts > 0) metrics.conflicts.inc(conflicts)
  }
  return {
    ended,
    taken(before, turn, took, conflicts) {
      const channel = channelName(before.channel)
      ended(channel, 'taken', conflicts)
      seconds(channel, '').observe(took)
      if (before.version === 0) metrics.conversations.inc({ channel })
      const programme = programmeName(before.programmeId)
      if (turn.submission) metrics.submissions.inc({ programme })
      if (turn.unanswered.length > 0) metrics.unanswered.inc({ programme }, turn.unanswered.length)
      funnel(programme, before, turn)
    },
  }
}
