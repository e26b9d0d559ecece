/** Headers that keep a page to itself, on every answer. */
import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '../deps.ts'

/** Nothing but what this site serves; no inline script or style, no script made of text. */
const DIRECTIVES = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'connect-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'self'",
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
}

/** The policy, with what one page has otherwise. */
export const policyOf = (other: Partial<typeof DIRECTIVES> = {}): string =>
  Object.entries({ ...DIRECTIVES, ...other })
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')

const POLICY = policyOf()
/** The assistant asks for none of these, and nothing that gets into a page shall. */
const PERMISSIONS = [
  'camera',
  'display-capture',
  'geolocation',
  'microphone',
  'payment',
  'usb',
  'browsing-topics',
]
  .map((name) => `${name}=()`)
  .join(', ')
/** Seconds that a browser goes on asking by https only. */
const YEAR = 31_536_000

/** Set before a route says otherwise, so that streams and refusals have them too. */
export function secureHeaders(app: FastifyInstance, { publicUrl }: Pick<AppDeps, 'publicUrl'>): void {
  const always = {
    'content-security-policy': POLICY,
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': PERMISSIONS,
  }
  const overHttps = { 'strict-transport-security': `max-age=${YEAR}` }
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(always)
    // other sites load the widget's script, and nothing else without asking by CORS
    const isWidget = request.url.startsWith('/widget.')
    reply.header('cross-origin-resource-policy', isWidget ? 'cross-origin' : 'same-origin')
    if (publicUrl().startsWith('https:')) reply.headers(overHttps)
    done()
  })
}
