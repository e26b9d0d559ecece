/** Ends the HTTP side without cutting anybody off in the middle of an answer. */
import type { FastifyInstance } from 'fastify'

const LOOK_MS = 25
/** Nothing under way for so many looks: what was answered last has left. */
const QUIET_LOOKS = 2

/**
 * No new request is taken, event streams end, what is under way is answered; connections that are still busy after
 * `mostMs` are cut: what they wanted is then not acknowledged.
 */
export async function closeApp(app: FastifyInstance, mostMs: number): Promise<void> {
  // connections that were just answered are kept for the next request, and browsers open some ahead of any
  let quiet = 0
  const reap = setInterval(() => {
    quiet = app.busy() === 0 ? quiet + 1 : 0
    if (quiet > QUIET_LOOKS) app.server.closeAllConnections()
  }, LOOK_MS)
  const cut = setTimeout(() => app.server.closeAllConnections(), mostMs)
  try {
    await app.close()
  } finally {
    clearInterval(reap)
    clearTimeout(cut)
  }
}
