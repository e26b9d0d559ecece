/** The console's page: one for every address below /desk, each time with a nonce of its own. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { consolePage } from '../../src/http/desk/console-page.ts'
import { secureHeaders } from '../../src/http/plugins/headers.ts'

let app: FastifyInstance
const publicDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-desk-page-'))
beforeAll(() => {
  fs.mkdirSync(path.join(publicDir, 'console'))
  const page =
    '<!doctype html><meta name="csp-nonce" content=""><script type="module" src="/console/a.js"></script>'
  fs.writeFileSync(path.join(publicDir, 'console/index.html'), page)
  app = Fastify() as unknown as FastifyInstance
  secureHeaders(app)
  consolePage(app, { publicDir })
})
afterAll(async () => {
  await app.close()
  fs.rmSync(publicDir, { recursive: true, force: true })
})

test.each(['/desk', '/desk/enter', '/desk/enquiries/7?x=1'])(
  '%s is the page, kept by nobody',
  async (url) => {
    const nonces = new Set<string>()
    for (let times = 0; times < 3; times++) {
      const { statusCode, headers, body } = await app.inject({ url })
      const nonce = /name="csp-nonce" content="([\w+/=]{24})"/.exec(body)?.[1] ?? ''
      nonces.add(nonce)
      expect(statusCode).toBe(200)
      expect(headers['cache-control']).toBe('no-store')
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`)
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|\*/)
    }
    expect(nonces.size).toBe(3)
  },
)

test('other pages keep the policy of all pages', async () => {
  const { headers } = await app.inject({ url: '/nothing' })
  expect(headers['content-security-policy']).toContain("trusted-types 'none'")
})
