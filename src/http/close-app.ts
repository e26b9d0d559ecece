/** Ends the HTTP side without cutting anybody off in the middle of an answer. */
import type { FastifyInstance } from 'fastify'

const LOOK_MS = 50

/**
 * No new request is taken, event streams end, what is under way is answered; connections that are still busy after
 * `mostMs` are cut: what they wanted is then not acknowledged.
 */
export async function closeApp(app: FastifyInstance, mostMs: number): Promise<void> {
  // a connection that has just been answered would be kept for the next request
  const reap = setInterval(() => app.server.closeIdleConnections(), LOOK_MS)
  const cut = setTimeout(() => app.server.closeAllConnections(), mostMs)
  try {
    await app.close()
  } finally {
    clearInterval(reap)
    clearTimeout(cut)
  }
}
