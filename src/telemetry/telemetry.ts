/** Metrics, traces and the lines of turns, behind the port. */
import type { OutboxRow } from '../ports/outbox.ts'
import type { SendEnd, Telemetry } from '../ports/telemetry.ts'
import { bounded } from './bounded.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import type { TraceSettings, Traces } from './traces.ts'
import { createTurnCounters } from './turn-counters.ts'
import { type Lines, Watch } from './turn-watch.ts'

export interface TelemetryOrder {
  lines: Lines
  now(): Date
  /** null: no traces */
  traces: TraceSettings | null
  /** the activity whose turn said a reply; asked only where traces are sent */
  activityOf(row: OutboxRow): Promise<string | null>
}

export interface WatchedHouse extends Telemetry {
  metrics: Metrics
  /** Sends the traces that are left. */
  close(): Promise<void>
}

const MOST_ROUTES = 300

export async function createTelemetry({
  lines,
  now,
  traces: wanted,
  activityOf,
}: TelemetryOrder): Promise<WatchedHouse> {
  const metrics = createMetrics()
  // the packages are read only where somebody takes traces
  const traces = wanted ? (await import('./traces.ts')).openTraces(wanted) : null
  const watching = { counters: createTurnCounters(metrics), lines, traces, now }
  const routeName = bounded(MOST_ROUTES)
  return {
    metrics,
    turn: (activity) => new Watch(activity, watching),
    sending(row) {
      const startedAt = Date.now()
      return (end) => {
        metrics.sends.inc({ channel: row.channel, outcome: end })
        if (traces) void traceSend(traces, activityOf(row), row, startedAt, end)
      }
    },
    timer(timer, isWell) {
      metrics.timerRuns.inc({ timer, outcome: isWell ? 'well' : 'failed' })
      if (isWell) metrics.timerLast.set({ timer }, Date.now() / 1_000)
    },
    request(method, route, status, ms) {
      const name = routeName(route)
      metrics.requests.inc({ method, route: name, status })
      metrics.requestSeconds.observe({ route: name }, ms / 1_000)
    },
    close: async () => traces?.close(),
  }
}

async function traceSend(
  traces: Traces,
  activity: Promise<string | null>,
  { channel, attempts }: OutboxRow,
  startedAt: number,
  end: SendEnd,
): Promise<void> {
  const id = await activity.catch(() => null)
  const attributes = { 'shenbao.channel': channel, 'shenbao.outcome': end, 'shenbao.attempt': attempts }
  if (id) traces.sent(id, startedAt, attributes, end === 'sent' ? undefined : end)
}
