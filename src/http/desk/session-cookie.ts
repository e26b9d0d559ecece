/** The cookies of the console: a session, and for a few minutes an attempt to sign in at the provider. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readCookie, setCookie } from '../form/cookies.ts'

const SESSION = 'shenbao-desk'
const ATTEMPT = 'shenbao-attempt'

/** No other host of the same site can set a cookie of this name, so that nobody plants a session. */
const named = (request: FastifyRequest, name: string): string => (isSecure(request) ? `__Host-${name}` : name)

/** As `setCookie` sees it, which makes them Secure then. */
const isSecure = (request: FastifyRequest): boolean =>
  request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https'

export const sessionOf = (request: FastifyRequest): string | null =>
  readCookie(request, named(request, SESSION))

/** An empty token ends it. Strict: the page is the same for everybody, and only its own scripts use the session. */
export function keepSession(request: FastifyRequest, reply: FastifyReply, token: string): void {
  setCookie(request, reply, named(request, SESSION), token, 'Strict')
}

export const attemptOf = (request: FastifyRequest): string | null =>
  readCookie(request, named(request, ATTEMPT))

/** Lax: the provider sends the browser back from another site. */
export function keepAttempt(request: FastifyRequest, reply: FastifyReply, key: string): void {
  setCookie(request, reply, named(request, ATTEMPT), key, 'Lax')
}
