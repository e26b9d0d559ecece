/** Serves the metrics on a port of their own, apart from what the public reaches. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { collectDefaultMetrics } from 'prom-client'
import type { Metrics } from './metrics.ts'
import { type Gauged, readGauges } from './read-gauges.ts'

export interface MetricsServer {
  address: string
  close(): Promise<void>
}

/** Only `GET /metrics`, for whoever reaches this address. */
export async function serveMetrics(
  { host, port }: { host: string; port: number },
  metrics: Metrics,
  gauged: Gauged,
): Promise<MetricsServer> {
  const { registry } = metrics
  collectDefaultMetrics({ register: registry })
  const server = http.createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics')
      return void response.writeHead(404).end()
    readGauges(metrics, gauged)
      .then(() => registry.metrics())
      .then((text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text))
      .catch(() => response.writeHead(500).end())
  })
  server.listen({ host, port })
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject))
  const at = server.address() as AddressInfo
  return {
    address: `http://${at.family === 'IPv6' ? `[${at.address}]` : at.address}:${at.port}`,
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
