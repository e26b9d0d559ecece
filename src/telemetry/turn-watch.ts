/** Follows one turn: counts it, writes its line, and traces it where traces are sent. */
import type { ConversationRecord, StoredActivity, TurnRecord } from '../ports/store.ts'
import type { Origin, Stage, TurnWatch } from '../ports/telemetry.ts'
import type { Traces, TurnSpan } from './traces.ts'
import type { TurnCounters } from './turn-counters.ts'

/** Where lines of the log go. */
export interface Lines {
  info(fields: object, event: string): void
  warn(fields: object, event: string): void
  isLevelEnabled(level: string): boolean
}

export interface Watching {
  counters: TurnCounters
  lines: Lines
  /** null: nobody takes them */
  traces: Traces | null
  /** the clock that activities are received by */
  now(): Date
}

type Watched = StoredActivity & { origin?: Origin | undefined }

export class Watch implements TurnWatch {
  private readonly began = performance.now()
  private readonly activity: Watched
  private readonly to: Watching
  private readonly span: TurnSpan | null
  private loads = 0
  private part: Stage = 'receive'
  private partBegan = 0

  constructor(activity: Watched, to: Watching) {
    this.activity = activity
    this.to = to
    this.span = to.traces && this.opened(to.traces)
  }

  stage(stage: Stage): void {
    if (stage === 'load') this.loads++
    if (this.span) this.next(stage)
  }

  taken(before: ConversationRecord, turn: TurnRecord): void {
    this.to.counters.taken(before, turn, this.seconds, this.conflicts)
    this.end(before, 'taken')
  }

  repeated(before: ConversationRecord): void {
    this.to.counters.ended(before.channel, 'repeated', this.conflicts)
    this.end(before, 'repeated')
  }

  failed(why: string): void {
    this.to.counters.ended('unknown', 'failed', this.conflicts)
    this.end(null, 'failed', why)
  }

  private get seconds(): number {
    return (performance.now() - this.began) / 1_000
  }

  private get conflicts(): number {
    return Math.max(0, this.loads - 1)
  }

  /** The time it waited in the inbox belongs to it. */
  private opened(traces: Traces): TurnSpan {
    const { receivedAt, id, origin } = this.activity
    // that clock may have been set
    this.partBegan = Date.now() - Math.max(0, this.to.now().getTime() - receivedAt.getTime())
    return traces.turn(id, origin?.traceparent ?? null, this.partBegan)
  }

  private next(stage: Stage | null): void {
    const now = Date.now()
    this.span?.part(this.part, this.partBegan, now)
    this.partBegan = now
    if (stage) this.part = stage
  }

  private end(before: ConversationRecord | null, outcome: string, why?: string): void {
    if (this.span) this.endSpan(before, outcome, why)
    const { lines } = this.to
    if (!lines.isLevelEnabled(why ? 'warn' : 'info')) return
    const fields = this.fields(before, outcome)
    if (why) lines.warn({ ...fields, why }, 'turn')
    else lines.info(fields, 'turn')
  }

  private fields(before: ConversationRecord | null, outcome: string): object {
    const { conversationId: conversation, activity, origin } = this.activity
    return {
      conversation,
      ...(before ? { channel: before.channel, programme: before.programmeId } : {}),
      kind: activity.kind,
      outcome,
      ms: Math.round(this.seconds * 10_000) / 10,
      ...(this.conflicts > 0 ? { conflicts: this.conflicts } : {}),
      ...(origin ? { request: origin.request } : {}),
      ...(this.span ? { trace: this.span.traceId } : {}),
    }
  }

  private endSpan(before: ConversationRecord | null, outcome: string, why?: string): void {
    this.next(null)
    const { conversationId, activity } = this.activity
    const of = before ? { 'shenbao.channel': before.channel, 'shenbao.programme': before.programmeId } : {}
    this.span?.end(
      {
        'shenbao.conversation': conversationId,
        'shenbao.activity.kind': activity.kind,
        'shenbao.outcome': outcome,
        'shenbao.conflicts': this.conflicts,
        ...of,
      },
      why,
    )
  }
}
