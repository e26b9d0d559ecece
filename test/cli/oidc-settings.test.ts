/** Settings of the identity provider: all or none, and nothing that could be read on the way. */
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'

const SET = { OIDC_ISSUER: 'https://id.example.org/realm', OIDC_CLIENT_ID: 'desk', OIDC_CLIENT_SECRET: 's' }

test('are read, with the host as its name where none is given', () => {
  expect(readConfig({}).oidc).toBeNull()
  expect(readConfig(SET).oidc).toEqual({
    issuer: 'https://id.example.org/realm',
    clientId: 'desk',
    clientSecret: 's',
    name: 'id.example.org',
  })
  expect(readConfig({ ...SET, OIDC_NAME: '统一认证' }).oidc).toMatchObject({ name: '统一认证' })
  expect(readConfig({ ...SET, OIDC_ISSUER: 'http://127.0.0.1:9000' }).oidc).not.toBeNull()
})

test.each([
  [{ OIDC_CLIENT_ID: 'desk' }, 'setting-missing', 'OIDC_ISSUER'],
  [{ OIDC_NAME: 'x' }, 'setting-missing', 'OIDC_ISSUER'],
  [{ ...SET, OIDC_CLIENT_ID: '' }, 'setting-missing', 'OIDC_CLIENT_ID'],
  [{ ...SET, OIDC_CLIENT_SECRET: '' }, 'setting-missing', 'OIDC_CLIENT_SECRET'],
  [{ ...SET, OIDC_ISSUER: 'http://id.example.org' }, 'settings', 'https'],
  [{ ...SET, OIDC_ISSUER: 'nonsense' }, 'settings', 'OIDC_ISSUER'],
  [{ ...SET, SHENBAO_NOW: '2021-04-12T10:00:00+08:00' }, 'set-clock', 'OIDC_ISSUER'],
])('refused: %j', (environment, code, words) => {
  const read = () => readConfig(environment)
  expect(read).toThrowError(expect.objectContaining({ code, message: expect.stringContaining(words) }))
})
