/** A line of requests that costs the load generator as little as it can: connections are kept, nothing is wrapped. */
import http from 'node:http'
import type { Answer, Line } from '../test/rigs/applicant.ts'

/** A line to a server at this address; close it when done. */
export function keptLine(address: string): { line: Line; close(): void } {
  const { hostname, port } = new URL(address)
  const agent = new http.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
  const line: Line = ({ method = 'POST', path, body, headers = {} }) =>
    new Promise<Answer>((resolve, reject) => {
      const payload = body === undefined ? '' : JSON.stringify(body)
      const type = payload
        ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }
        : {}
      const request = http.request({ agent, hostname, port, method, path, headers: { ...type, ...headers } })
      request.once('error', reject)
      request.once('response', (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.once('error', reject)
        response.once('end', () => {
          const text = Buffer.concat(parts).toString()
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(text), headers: response.headers })
        })
      })
      request.end(payload)
    })
  return { line, close: () => agent.destroy() }
}
