import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config'
import { describe, expect, it } from 'vitest'
import { cruiseRooms, filesRead } from '../../scripts/check/layers.ts'
import { reachesOutside } from '../../scripts/check/reach.ts'
import { tempTree } from '../rigs/temp-tree.ts'

const root = join(import.meta.dirname, '../..')
const config = await extractConfig(join(root, '.dependency-cruiser.cjs'))
const rules = (config.forbidden ?? []).map((rule) => rule.name ?? 'unnamed')

const from = (path: string) => `import { it } from '${path}'\nexport const mine = it\n`
const typeFrom = (path: string) => `import type { It } from '${path}'\nexport type Mine = It\n`
const target = 'export const it = 1\nexport type It = number\n'
const npm = (name: string) => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({
    name,
    version: '1.0.0',
    type: 'module',
    main: 'index.js',
  }),
  [`node_modules/${name}/index.js`]: target,
})

/** rule → the smallest tree that breaks it and nothing else; the offender is `src/<room>/offender.ts` */
const offences: Record<string, Record<string, string>> = {
  'contract-imports-inward': {
    'src/contract/offender.ts': from('../programme/it.ts'),
    'src/programme/it.ts': target,
  },
  'audit-imports-inward': {
    'src/audit/offender.ts': from('../programme/it.ts'),
    'src/programme/it.ts': target,
  },
  'programme-imports-inward': {
    'src/programme/offender.ts': from('../language/it.ts'),
    'src/language/it.ts': target,
  },
  'language-imports-inward': {
    'src/language/offender.ts': from('../conversation/it.ts'),
    'src/conversation/it.ts': target,
  },
  'casework-imports-inward': {
    'src/casework/offender.ts': from('../conversation/it.ts'),
    'src/conversation/it.ts': target,
  },
  'conversation-imports-inward': {
    'src/conversation/offender.ts': from('../ports/it.ts'),
    'src/ports/it.ts': target,
  },
  'enquiry-imports-inward': {
    'src/enquiry/offender.ts': from('../conversation/it.ts'),
    'src/conversation/it.ts': target,
  },
  'identity-imports-inward': {
    'src/identity/offender.ts': from('../service/it.ts'),
    'src/service/it.ts': target,
  },
  'telemetry-imports-inward': {
    'src/telemetry/offender.ts': from('../service/it.ts'),
    'src/service/it.ts': target,
  },
  'ports-imports-inward': {
    'src/ports/offender.ts': from('../service/it.ts'),
    'src/service/it.ts': target,
  },
  'service-imports-inward': { 'src/service/offender.ts': from('../store/it.ts'), 'src/store/it.ts': target },
  'store-imports-inward': { 'src/store/offender.ts': from('../service/it.ts'), 'src/service/it.ts': target },
  'queue-imports-inward': { 'src/queue/offender.ts': from('../store/it.ts'), 'src/store/it.ts': target },
  'documents-imports-inward': { 'src/documents/offender.ts': from('../config.ts'), 'src/config.ts': target },
  'channels-imports-inward': {
    'src/channels/web/offender.ts': from('../../store/it.ts'),
    'src/store/it.ts': target,
  },
  'http-imports-inward': {
    'src/http/offender.ts': from('../channels/telegram/it.ts'),
    'src/channels/telegram/it.ts': target,
  },
  'browser-imports-inward': {
    'src/browser/offender.ts': from('../language/it.ts'),
    'src/language/it.ts': target,
  },
  'channels-know-conversation-by-type': {
    'src/channels/web/offender.ts': from('../../conversation/it.ts'),
    'src/conversation/it.ts': target,
  },
  'browser-knows-contract-by-type': {
    'src/browser/offender.ts': from('../contract/it.ts'),
    'src/contract/it.ts': target,
  },
  'channels-do-not-know-each-other': {
    'src/channels/web/offender.ts': from('../telegram/it.ts'),
    'src/channels/telegram/it.ts': target,
  },
  'pure-rooms-touch-nothing': { 'src/casework/offender.ts': "import 'node:fs'\n" },
  'pure-rooms-few-packages': { 'src/conversation/offender.ts': from('left-pad'), ...npm('left-pad') },
  'prisma-lives-in-store': { 'src/http/offender.ts': from('@prisma/client'), ...npm('@prisma/client') },
  'botbuilder-lives-in-teams': { 'src/http/offender.ts': from('botbuilder'), ...npm('botbuilder') },
  'no-cycles': {
    'src/service/offender.ts': from('./partner.ts'),
    'src/service/partner.ts': `${typeFrom('./offender.ts')}${target}`,
  },
  'everything-resolves': { 'src/service/offender.ts': from('./nowhere.ts') },
}

const innocent = {
  'src/browser/a.ts': typeFrom('../contract/it.ts'),
  'src/channels/web/a.ts': `${typeFrom('../../conversation/it.ts')}${from('./it.ts')}`,
  'src/channels/web/it.ts': target,
  'src/http/a.ts': from('../channels/web/it.ts'),
  'src/service/a.ts': from('../ports/it.ts'),
  'src/ports/it.ts': `${typeFrom('../conversation/it.ts')}${target}`,
  'src/ports/a.ts': typeFrom('../enquiry/it.ts'),
  'src/conversation/it.ts': `${from('xstate')}${target}`,
  'src/conversation/a.ts': from('../enquiry/it.ts'),
  'src/enquiry/it.ts': target,
  'src/contract/it.ts': target,
  'src/store/a.ts': `import 'node:fs'\n${from('@prisma/client')}`,
  'src/store/b.ts': from('../generated/prisma/client.ts'),
  'src/generated/prisma/client.ts': target,
  'src/main.ts': `${from('./service/a.ts').replaceAll('it', 'mine as it')}`,
  ...npm('xstate'),
  ...npm('@prisma/client'),
}

async function broken(files: Record<string, string>) {
  const { summary } = await cruiseRooms(tempTree(files))
  return summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }))
}

describe('the rooms of src/', () => {
  it('import inward only, in every file there is', async () => {
    const written = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
      (path) => /\.tsx?$/.test(path) && !path.startsWith('generated/'),
    )
    const result = await cruiseRooms(root)
    expect(written.length).toBeGreaterThan(5)
    expect(filesRead(result).length).toBeGreaterThanOrEqual(written.length)
    expect(result.summary.violations).toEqual([])
  })

  it('each have a rule', () => {
    const rooms = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
    const free = ['cli', 'generated']
    expect(rooms.filter((room) => !free.includes(room) && !rules.includes(`${room}-imports-inward`))).toEqual(
      [],
    )
  })
})

describe('the pure rooms', () => {
  it('reach for no clock, chance, network or process', () => {
    expect(reachesOutside(root)).toEqual([])
  })

  it.each([
    'new Date()',
    'Date.now()',
    'Math.random()',
    'crypto.randomUUID()',
    'process.env',
    "fetch('/x')",
    'setTimeout(() => {})',
    'Temporal.Now.instant()',
  ])('are caught at %s', (code) => {
    const text = `import { Temporal } from 'temporal-polyfill'\nexport const x = ${code}\n`
    expect(reachesOutside(tempTree({ 'src/casework/x.ts': text }))).toMatchObject([
      { path: 'src/casework/x.ts', line: 2 },
    ])
    expect(reachesOutside(tempTree({ 'src/service/x.ts': text }))).toEqual([])
  })

  it('may make a date of a given instant', () => {
    const text = 'export const day = (at: string) => new Date(at).getUTCDate()\n'
    expect(reachesOutside(tempTree({ 'src/casework/x.ts': text }))).toEqual([])
  })
})

describe('each rule', () => {
  it('has an offence below, and each offence a rule', () => {
    expect(Object.keys(offences).sort()).toEqual([...rules].sort())
  })

  it.each(Object.entries(offences))('%s bites', async (rule, files) => {
    const offender = Object.keys(files).find((path) => path.endsWith('offender.ts'))
    const found = await broken(files)
    expect(found).toEqual([{ rule, from: offender }])
  })

  it('says what to do instead', () => {
    for (const rule of config.forbidden ?? []) expect(rule.comment?.length, rule.name).toBeGreaterThan(30)
  })

  it('leaves a well-kept house alone', async () => {
    expect(await broken(innocent)).toEqual([])
  })
})
