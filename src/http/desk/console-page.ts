/** The console's page: the same for everybody, whoever is signed in; its scripts ask the API. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Where the build leaves a place for the nonce: `<meta name="csp-nonce" content="">`. */
const PLACE = /(<meta name="csp-nonce" content=")[^"]*(")/

const policy = (nonce: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; connect-src 'self'; ` +
  "img-src 'self' data: blob:; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** Served below /desk, whatever the path: the screens have addresses of their own. */
export function consolePage(app: FastifyInstance, { publicDir }: { publicDir: string | null }): void {
  const file = publicDir && path.join(publicDir, 'console', 'index.html')
  if (!file || !existsSync(file)) return
  const page = readFileSync(file, 'utf8')
  const send = (_request: unknown, reply: FastifyReply) => {
    const nonce = randomBytes(16).toString('base64')
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', policy(nonce))
      .send(page.replace(PLACE, `$1${nonce}$2`))
  }
  app.get('/desk', { schema: { hide: true } }, send)
  app.get('/desk/*', { schema: { hide: true } }, send)
}
