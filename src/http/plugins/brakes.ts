/** Who asks too often is told to wait: every route by network address, some by a brake of their own besides. */
import { isIP } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { OwnBrake, SharedBrake } from '../../service/brakes/brakes.ts'
import type { AppDeps } from '../deps.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** beside that of all calls; `none`: whoever calls has been checked, and is many people */
    brake?: Extract<OwnBrake, 'ask'> | Extract<SharedBrake, 'start'> | 'none'
  }
}

/** Before anything is read. Addresses that many people share can be left out. */
export function brakeCallers(app: FastifyInstance, { brakes, unbraked }: AppDeps): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { brake } = request.routeOptions.config
    if (brake === 'none' || unbraked(request.ip)) return done()
    const caller = callerOf(request)
    try {
      brakes.here('call', caller)
      if (brake === 'ask') brakes.here('ask', caller)
    } catch (error) {
      return done(error as Error)
    }
    if (brake === 'start') brakes.take('start', caller).then(() => done(), done)
    else done()
  })
}

/** Every route registered here is called by a platform that speaks for many people. */
export function leaveUnbraked(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, brake: 'none' }
  })
}

/** Whoever calls, for brakes: an address, of IPv6 the network that one customer has. */
export function callerOf({ ip }: FastifyRequest): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '')
  return isIP(plain) === 6 ? networkOf(plain) : plain
}

/** The first 64 bits. */
function networkOf(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''))
  const missing = tail === undefined ? 0 : 8 - (before?.length ?? 0) - (after?.length ?? 0)
  const groups = [...(before ?? []), ...Array(Math.max(0, missing)).fill('0'), ...(after ?? [])]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':')}::/64`
}
