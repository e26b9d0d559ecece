/** The console's page: the same for everybody, whoever is signed in; its scripts ask the API. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { policyOf } from '../plugins/headers.ts'

/** Pictures of files that an officer looks at are made in the page. */
export const CONSOLE_POLICY = policyOf({ 'img-src': "'self' data: blob:", 'frame-ancestors': "'none'" })

/** Served below /desk, whatever the path: the screens have addresses of their own. */
export function consolePage(app: FastifyInstance, { publicDir }: { publicDir: string | null }): void {
  const file = publicDir && path.join(publicDir, 'console', 'index.html')
  if (!file || !existsSync(file)) return
  const page = readFileSync(file, 'utf8')
  const send = (_request: unknown, reply: FastifyReply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', CONSOLE_POLICY).send(page)
  app.get('/desk', { schema: { hide: true } }, send)
  app.get('/desk/*', { schema: { hide: true } }, send)
}
