import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { buildPackage } from '../../src/cli/teams-package.ts'
import { readConfig } from '../../src/config.ts'
import { APP_ID } from '../rigs/teams/identity.ts'

const settings = {
  TEAMS_APP_ID: APP_ID,
  TEAMS_APP_PASSWORD: 'x',
  SHENBAO_PUBLIC_URL: 'https://apply.example.org',
}

const https = z.url({ protocol: /^https$/ })
const commandSchema = z.strictObject({
  title: z.string().min(1).max(32),
  description: z.string().min(1).max(128),
})
/** The part of Microsoft's schema 1.17 that this package uses; nothing else may be in it. */
const manifestSchema = z.strictObject({
  $schema: z.literal('https://developer.microsoft.com/json-schemas/teams/v1.17/MicrosoftTeams.schema.json'),
  manifestVersion: z.literal('1.17'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  id: z.guid(),
  developer: z.strictObject({
    name: z.string().min(1).max(32),
    websiteUrl: https,
    privacyUrl: https,
    termsOfUseUrl: https,
  }),
  localizationInfo: z.strictObject({
    defaultLanguageTag: z.string().regex(/^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,2}$/),
    additionalLanguages: z.array(z.strictObject({ languageTag: z.string(), file: z.string() })),
  }),
  name: z.strictObject({ short: z.string().min(1).max(30), full: z.string().min(1).max(100) }),
  description: z.strictObject({ short: z.string().min(1).max(80), full: z.string().min(1).max(4_000) }),
  icons: z.strictObject({ color: z.literal('color.png'), outline: z.literal('outline.png') }),
  accentColor: z.string().regex(/^#[0-9A-F]{6}$/),
  bots: z
    .array(
      z.strictObject({
        botId: z.guid(),
        scopes: z.tuple([z.literal('personal')]),
        supportsFiles: z.literal(true),
        isNotificationOnly: z.literal(false),
        commandLists: z.array(
          z.strictObject({
            scopes: z.array(z.literal('personal')),
            commands: z.array(commandSchema).max(10),
          }),
        ),
      }),
    )
    .length(1),
  permissions: z.array(z.enum(['identity', 'messageTeamMembers'])),
  validDomains: z.array(z.string()).max(16),
})

const sizeOf = (png: Uint8Array) => {
  const bytes = Buffer.from(png)
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}

describe('the app package of Teams', () => {
  it('holds a manifest that Teams takes, with the words of both languages', async () => {
    const files = unzipSync(await buildPackage(readConfig(settings), {}))
    expect(Object.keys(files).sort()).toEqual(['color.png', 'en.json', 'manifest.json', 'outline.png'])
    const manifest = manifestSchema.parse(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())))
    expect(manifest.bots[0]?.botId).toBe(APP_ID)
    expect(manifest.validDomains).toEqual(['apply.example.org'])
    const commands = manifest.bots[0]?.commandLists[0]?.commands ?? []
    expect(commands.map(({ title }) => title)).toContain('开始申报')
    const english = JSON.parse(strFromU8(files['en.json'] ?? new Uint8Array())) as Record<string, string>
    const limits = { 'name.short': 30, 'name.full': 100, 'description.short': 80 }
    for (const [key, most] of Object.entries(limits)) expect(english[key]?.length).toBeLessThanOrEqual(most)
    for (const i of commands.keys())
      expect(english[`bots[0].commandLists[0].commands[${i}].title`]?.length).toBeLessThanOrEqual(32)
    expect(Object.keys(english)).toHaveLength(5 + 2 * commands.length)
  })

  it('has icons of the sizes that Teams wants', async () => {
    const files = unzipSync(await buildPackage(readConfig(settings), {}))
    expect(sizeOf(files['color.png'] ?? new Uint8Array())).toEqual([192, 192])
    expect(sizeOf(files['outline.png'] ?? new Uint8Array())).toEqual([32, 32])
  })

  it('is the same to the byte when it is made again', async () => {
    const [first, second] = [
      await buildPackage(readConfig(settings), {}),
      await buildPackage(readConfig(settings), {}),
    ]
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true)
  })

  it('says which setting it lacks', async () => {
    const { SHENBAO_PUBLIC_URL: _, ...rest } = settings
    await expect(buildPackage(readConfig(rest), {})).rejects.toThrow('SHENBAO_PUBLIC_URL')
    await expect(buildPackage(readConfig({}), {})).rejects.toThrow('TEAMS_APP_ID')
  })
})
