/** `shenbao teams package`: the app package that an administrator of Teams uploads. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { zipSync } from 'fflate'
import { COMMANDS } from '../channels/teams/commands.ts'
import type { Config } from '../config.ts'
import { Phrases } from '../language/phrases.ts'
import { readLocales } from '../read-locales.ts'
import { StartError } from '../start-error.ts'
import { configFrom } from './options.ts'

export interface PackageOptions {
  output?: string
  /** who answers for the app, as Teams shows it */
  developer?: string
  privacy?: string
  terms?: string
}

type Say = (key: string) => string

const SCHEMAS = 'https://developer.microsoft.com/json-schemas/teams/v1.17'
const ACCENT = '#174A8C'
/** The language of the manifest itself, and those that lie beside it. */
const FIRST = { language: 'zh-CN', tag: 'zh-cn' }
const OTHERS = [{ language: 'en', tag: 'en' }]
/** Entries have to have a date; the same package has the same bytes. */
const STAMP = new Date(1980, 0, 1)

/** Writes the package of this installation. @throws StartError naming the setting it needs */
export async function teamsPackage(options: PackageOptions): Promise<void> {
  const output = options.output ?? 'shenbao-teams.zip'
  await writeFile(output, await buildPackage(configFrom({}), options))
  console.log(output)
}

/** The package as a ZIP: manifest, its words in other languages, two icons. */
export async function buildPackage(config: Config, options: PackageOptions): Promise<Uint8Array> {
  const appId = config.teams?.credentials?.appId
  const why = 'shenbao teams package'
  if (!appId) throw new StartError('setting-missing', { name: 'TEAMS_APP_ID', why })
  const { publicUrl } = config
  if (!publicUrl?.startsWith('https://'))
    throw new StartError('setting-missing', { name: 'SHENBAO_PUBLIC_URL (https://…)', why })
  const locales = await readLocales()
  const sayIn = (language: string): Say => {
    const locale = locales.get(language)
    if (!locale) throw new Error(`No words in ${language}`)
    return (key) => new Phrases(locale).say(`channels.teams.${key}`)
  }
  const json = (value: object) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
  const files = {
    'manifest.json': json(manifest({ appId, publicUrl, options, say: sayIn(FIRST.language) })),
    ...Object.fromEntries(
      OTHERS.map(({ language, tag }) => [`${tag}.json`, json(translation(sayIn(language)))]),
    ),
    'color.png': await icon('color'),
    'outline.png': await icon('outline'),
  }
  return zipSync(files, { mtime: STAMP })
}

interface ManifestOrder {
  appId: string
  publicUrl: string
  options: PackageOptions
  say: Say
}

function manifest({ appId, publicUrl, options, say }: ManifestOrder) {
  const { hostname } = new URL(publicUrl)
  return {
    $schema: `${SCHEMAS}/MicrosoftTeams.schema.json`,
    manifestVersion: '1.17',
    version: '1.0.0',
    id: appId,
    developer: {
      name: options.developer ?? say('package.short'),
      websiteUrl: publicUrl,
      privacyUrl: options.privacy ?? publicUrl,
      termsOfUseUrl: options.terms ?? publicUrl,
    },
    localizationInfo: {
      defaultLanguageTag: FIRST.tag,
      additionalLanguages: OTHERS.map(({ tag }) => ({ languageTag: tag, file: `${tag}.json` })),
    },
    name: { short: say('package.short'), full: say('package.full') },
    description: { short: say('package.about'), full: say('package.description') },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: ACCENT,
    bots: [
      {
        botId: appId,
        scopes: ['personal'],
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: [{ scopes: ['personal'], commands: commandsIn(say) }],
      },
    ],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [hostname],
  }
}

const commandsIn = (say: Say) =>
  [...COMMANDS.keys()].map((name) => ({
    title: say(`commands.${name}.title`),
    description: say(`commands.${name}.description`),
  }))

/** The words of the manifest by their place in it. */
function translation(say: Say): Record<string, string> {
  const commands = commandsIn(say).flatMap(({ title, description }, i) => {
    const place = `bots[0].commandLists[0].commands[${i}]`
    return [
      [`${place}.title`, title],
      [`${place}.description`, description],
    ]
  })
  return {
    $schema: `${SCHEMAS}/MicrosoftTeams.Localization.schema.json`,
    'name.short': say('package.short'),
    'name.full': say('package.full'),
    'description.short': say('package.about'),
    'description.full': say('package.description'),
    ...Object.fromEntries(commands),
  }
}

async function icon(name: 'color' | 'outline'): Promise<Uint8Array> {
  const svg = await readFile(path.join(import.meta.dirname, 'teams', `${name}.svg`), 'utf8')
  return new Resvg(svg).render().asPng()
}
