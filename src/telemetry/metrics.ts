/** The metrics by name. Labels are names of the house (channels, routes, fields of a folder), never of people. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Every metric, counting from 0 in a registry of its own. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter<L>({ name: `shenbao_${name}`, help, labelNames, registers })
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge<L>({ name: `shenbao_${name}`, help, labelNames, registers })
  const histogram = <L extends string>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: readonly L[],
  ) => new Histogram<L>({ name: `shenbao_${name}`, help, buckets, labelNames, registers })
  return {
    registry,
    turns: counter('turns_total', 'Turns by channel and how they ended: taken, repeated or failed', [
      'channel',
      'outcome',
    ]),
    turnSeconds: histogram(
      'turn_duration_seconds',
      'From the beginning of a turn until it was written',
      [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      ['channel'],
    ),
    conflicts: counter('turn_conflicts_total', 'Turns computed again because somebody else was quicker'),
    conversations: counter('conversations_started_total', 'Conversations by channel', ['channel']),
    submissions: counter('submissions_total', 'Forms handed in', ['programme']),
    unanswered: counter('unanswered_total', 'Questions that nobody could answer', ['programme']),
    reached: counter('funnel_reached_total', 'Questions of the form put to somebody in a chat', [
      'programme',
      'field',
    ]),
    answered: counter('funnel_answered_total', 'First answers, by chat or on the whole form', [
      'programme',
      'field',
      'face',
    ]),
    left: counter('funnel_left_total', 'Open questions that a chat went away from without an answer', [
      'programme',
      'field',
    ]),
    sends: counter('sends_total', 'Attempts to send a reply, by how they ended', ['channel', 'outcome']),
    requests: counter('http_requests_total', 'Requests by pattern of the route', [
      'method',
      'route',
      'status',
    ]),
    requestSeconds: histogram(
      'http_request_duration_seconds',
      'From the first byte of a request to the end of its answer; streams are not counted',
      [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      ['route'],
    ),
    streams: gauge('event_streams_open', 'Server-sent event streams that are open here'),
    timerRuns: counter('timer_runs_total', 'Runs of work that comes round, on this node', [
      'timer',
      'outcome',
    ]),
    timerLast: gauge('timer_last_success_timestamp_seconds', 'When it last ended well on this node', [
      'timer',
    ]),
    databaseUp: gauge('database_up', '1: the figures below could be read'),
    connections: gauge('database_connections', 'Connections of this process: in-use, idle; waiting for one', [
      'state',
    ]),
    inboxWaiting: gauge('inbox_waiting', 'Activities received and not yet taken, over all nodes'),
    inboxOldest: gauge('inbox_oldest_seconds', 'Age of the oldest of them; 0: none waits'),
    outboxWaiting: gauge('outbox_waiting', 'Replies still to be sent, over all nodes', ['channel']),
    outboxOldest: gauge('outbox_oldest_seconds', 'How long the oldest of them has been due', ['channel']),
    outboxStranded: gauge('outbox_stranded', 'Replies given up (dead) or left unknown, for an operator', [
      'channel',
      'status',
    ]),
    enquiriesOpen: gauge('enquiries_open', 'Enquiries that wait for an officer', ['programme']),
    enquiriesOverdue: gauge('enquiries_overdue', 'Those of them whose promise has passed', ['programme']),
    build: gauge('build_info', 'Always 1; what runs here', ['version', 'node', 'schema']),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
