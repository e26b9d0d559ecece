/** More than can be done at once is turned away at the door, so that what was let in is answered in good time. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Failure } from '../../service/failure.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** its answer stays open, as event streams do: nobody waits for its end */
    staysOpen?: boolean
  }
}

/** How long what is due may be late before the process counts as stuck, and how often that is looked at. */
const LATE_MS = 5_000
const TICK_MS = 250
/** so many are let in even then: a pause of the machine is over before they could do harm */
const FEW = 64
/** what those who watch over the process ask for, and files, which cost next to nothing */
const FREE = new Set(['/healthz', '/readyz', '/*'])

/**
 * Answers 503 `busy` with Retry-After, before the body is read, while `atOnce` requests wait for their answer or the
 * event loop comes seconds late. It measures what waits, not the loop's mean delay: that is high after every
 * pause, though nobody may be waiting, and low where the database is what is slow.
 */
export function shedLoad(app: FastifyInstance, atOnce: number): void {
  let waiting = 0
  const lateness = watchLateness(app)
  app.addHook('onRequest', (request, reply, next) => {
    if (isFree(request)) return next()
    if (waiting >= atOnce || (waiting >= FEW && lateness() > LATE_MS)) return next(new Failure('busy'))
    if (!request.routeOptions.config.staysOpen) {
      waiting++
      // comes once, whether it was answered or the other side went away
      reply.raw.once('close', () => waiting--)
    }
    // all that has arrived is counted before any of it is begun: an embedded turn ends before the next request is read
    setImmediate(next)
  })
}

const isFree = ({ method, routeOptions }: FastifyRequest): boolean =>
  method === 'GET' && FREE.has(routeOptions.url ?? '')

/** By how many milliseconds the last tick, or the one that is due, came too late. */
function watchLateness(app: FastifyInstance): () => number {
  let due = performance.now() + TICK_MS
  let late = 0
  const timer = setInterval(() => {
    const now = performance.now()
    late = now - due
    due = now + TICK_MS
  }, TICK_MS).unref()
  app.addHook('onClose', async () => clearInterval(timer))
  return () => Math.max(late, performance.now() - due)
}
