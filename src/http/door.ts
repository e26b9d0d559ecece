/** Somebody at the door while the house is being made ready: says that it lives, and that it takes nothing yet. */
import http from 'node:http'

export interface Door {
  /** Leaves the port to the house. */
  close(): Promise<void>
}

/** Listens where the house will; migrations of a large database take their time. */
export async function openDoor(host: string, port: number): Promise<Door> {
  const server = http.createServer((request, response) => {
    const isHealth = request.url === '/healthz'
    response.writeHead(isHealth ? 200 : 503, {
      'content-type': 'application/json',
      connection: 'close',
      ...(isHealth ? {} : { 'retry-after': '2' }),
    })
    response.end(JSON.stringify(isHealth ? { ok: true } : { ok: false, trouble: 'starting' }))
  })
  server.listen({ host, port })
  await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject))
  return {
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
