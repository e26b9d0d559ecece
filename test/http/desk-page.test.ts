/** The console's page: one for every address below /desk, the same for everybody. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { consolePage } from '../../src/http/desk/console-page.ts'
import { secureHeaders } from '../../src/http/plugins/headers.ts'

let app: FastifyInstance
const page = '<!doctype html><script type="module" src="/console/a.js"></script>'
const publicDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-desk-page-'))
beforeAll(() => {
  fs.mkdirSync(path.join(publicDir, 'console'))
  fs.writeFileSync(path.join(publicDir, 'console/index.html'), page)
  app = Fastify() as unknown as FastifyInstance
  secureHeaders(app, { publicUrl: () => 'http://127.0.0.1:3000' })
  consolePage(app, { publicDir })
})
afterAll(async () => {
  await app.close()
  fs.rmSync(publicDir, { recursive: true, force: true })
})

test.each(['/desk', '/desk/enter', '/desk/enquiries/7?x=1'])(
  '%s is the page, kept by nobody, under a policy without exceptions',
  async (url) => {
    const { statusCode, headers, body } = await app.inject({ url })
    expect(statusCode).toBe(200)
    expect(body).toBe(page)
    expect(headers['cache-control']).toBe('no-store')
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("style-src 'self';")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'")
    expect(policy).not.toMatch(/unsafe|nonce|sha\d|\*/)
  },
)

test('other pages may be framed by pages of this site only', async () => {
  const { headers } = await app.inject({ url: '/nothing' })
  expect(headers['content-security-policy']).toContain("frame-ancestors 'self'")
})
