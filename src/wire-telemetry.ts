/** Wires what those who run it see: metrics on a port of their own, traces, and the lines of turns. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Logger } from 'pino'
import type { Streams } from './http/streams.ts'
import type { OperatingSettings } from './operating-settings.ts'
import type { Clock } from './ports/outside.ts'
import type { Store } from './ports/store.ts'
import { type MetricsServer, serveMetrics } from './telemetry/metrics-server.ts'
import { readGauges } from './telemetry/read-gauges.ts'
import { createTelemetry } from './telemetry/telemetry.ts'

export interface TelemetryWiring {
  settings: OperatingSettings
  store: Store
  clock: Clock
  logger: Logger
  streams: Streams
}

export async function wireTelemetry({ settings, store, clock, logger, streams }: TelemetryWiring) {
  const version = release()
  const port = await createTelemetry({
    lines: logger,
    now: () => clock.now(),
    traces: settings.traces && { ...settings.traces, version },
    activityOf: (row) => store.outbox.saidBy(row),
  })
  const gauged = {
    figures: () => store.figures(),
    connections: () => store.connections(),
    streams: () => streams.count,
    now: () => clock.now(),
    version,
  }
  let server: MetricsServer | null = null
  return {
    port,
    /** What is served, for tests. */
    async metrics(): Promise<string> {
      await readGauges(port.metrics, gauged)
      return port.metrics.registry.metrics()
    },
    /** Begins to serve metrics where that is set. */
    async serve(): Promise<void> {
      if (!settings.metrics) return
      server = await serveMetrics(settings.metrics, port.metrics, gauged)
      logger.info({ address: server.address }, 'metrics')
    },
    async close(): Promise<void> {
      await server?.close()
      await port.close()
    },
  }
}

/** The version of package.json. */
function release(): string {
  const file = path.join(import.meta.dirname, '../package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
