/** Somebody at the door while the house is being made ready: says that it lives, and that it takes nothing yet. */
import http from 'node:http'

export interface Door {
  /** Leaves the port to the house. */
  close(): Promise<void>
}

/**
 * Listens where the house will; migrations of a large database take their time.
 * @param page what a browser is shown, by its `Accept-Language`
 */
export async function openDoor(
  host: string,
  port: number,
  page: (language?: string) => string,
): Promise<Door> {
  const server = http.createServer(({ method, url, headers }, response) => {
    const isHealth = url === '/healthz'
    const isBrowser = method === 'GET' && !isHealth && headers.accept?.includes('text/html')
    response.writeHead(isHealth ? 200 : 503, {
      'content-type': isBrowser ? 'text/html; charset=utf-8' : 'application/json',
      'content-security-policy': "default-src 'none'",
      'cache-control': 'no-store',
      connection: 'close',
      ...(isHealth ? {} : { 'retry-after': '2' }),
    })
    if (isBrowser) return response.end(page(headers['accept-language']))
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
