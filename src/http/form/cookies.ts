/** Cookies of the form page, and whether a request comes from the form page itself. */
import type { FastifyReply, FastifyRequest } from 'fastify'

/** The value of a cookie of ours: letters, digits, dots and dashes. */
export function readCookie(request: FastifyRequest, name: string): string | null {
  const cookies = (request.headers.cookie ?? '').split(/;\s*/)
  const found = cookies.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1)
  return found && /^[\w.-]{1,120}$/.test(found) ? found : null
}

/** Sets a cookie for this browser session that no script can read; an empty value takes it away. */
export function setCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  name: string,
  value: string,
  sameSite: 'Strict' | 'Lax',
): void {
  const secure = request.protocol === 'https' || request.headers['x-forwarded-proto'] === 'https'
  const parts = [`${name}=${value}`, 'Path=/', 'HttpOnly', `SameSite=${sameSite}`]
  if (secure) parts.push('Secure')
  if (value === '') parts.push('Max-Age=0')
  const before = reply.getHeader('set-cookie')
  reply.header('set-cookie', [
    ...(Array.isArray(before) ? before : before ? [String(before)] : []),
    parts.join('; '),
  ])
}

/**
 * True when the browser says that the request was made by a page of this very server. SameSite keeps other sites
 * out; this also keeps out other servers of the same site.
 */
export function isOurOwn(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const { origin } = request.headers
  return origin !== undefined && URL.parse(origin)?.host === request.host
}
