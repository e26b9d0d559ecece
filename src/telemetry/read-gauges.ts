/** Gauges that are read when somebody asks for them. */
import type { Connections, Figures, Waiting } from '../ports/figures.ts'
import type { Metrics } from './metrics.ts'

/** Where the gauges are read. */
export interface Gauged {
  figures(): Promise<Figures>
  connections(): Connections
  /** event streams that are open here */
  streams(): number
  now(): Date
  version: string
}

/** Reads them. What is in the database is left out while it is away. */
export async function readGauges(metrics: Metrics, from: Gauged): Promise<void> {
  metrics.streams.set(from.streams())
  const { inUse, idle, waiting } = from.connections()
  metrics.connections.set({ state: 'in-use' }, inUse)
  metrics.connections.set({ state: 'idle' }, idle)
  metrics.connections.set({ state: 'waiting' }, waiting)
  const figures = await from.figures().catch(() => null)
  metrics.databaseUp.set(figures ? 1 : 0)
  forget(metrics)
  if (figures) setFigures(metrics, figures, from)
}

/** What is not there any more must not stand as it last was. */
function forget(metrics: Metrics): void {
  const { outboxWaiting, outboxOldest, outboxStranded, enquiriesOpen, enquiriesOverdue } = metrics
  for (const gauge of [outboxWaiting, outboxOldest, outboxStranded, enquiriesOpen, enquiriesOverdue])
    gauge.reset()
}

function setFigures(metrics: Metrics, figures: Figures, { now, version }: Gauged): void {
  const age = ({ oldest }: Waiting): number =>
    oldest ? Math.max(0, (now().getTime() - oldest.getTime()) / 1_000) : 0
  metrics.inboxWaiting.set(figures.inbox.count)
  metrics.inboxOldest.set(age(figures.inbox))
  for (const { channel, ...waiting } of figures.outbox) {
    metrics.outboxWaiting.set({ channel }, waiting.count)
    metrics.outboxOldest.set({ channel }, age(waiting))
  }
  for (const { channel, status, count } of figures.stranded)
    metrics.outboxStranded.set({ channel, status }, count)
  for (const { programme, open, overdue } of figures.enquiries) {
    metrics.enquiriesOpen.set({ programme }, open)
    metrics.enquiriesOverdue.set({ programme }, overdue)
  }
  metrics.build.reset()
  metrics.build.set({ version, node: process.versions.node, schema: figures.schema }, 1)
}
