import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'

const CHROMIUM = '/usr/bin/chromium'
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
const OFFLINE = ['--disable-background-networking', '--disable-component-update', '--disable-sync']

/** Whether browser tests can run here; says so when not. @throws where skipping is not allowed */
export function haveChromium(): boolean {
  if (existsSync(CHROMIUM)) return true
  if (process.env.SHENBAO_NO_SKIP === '1')
    throw new Error(
      `No browser at ${CHROMIUM}: install Chromium, or unset SHENBAO_NO_SKIP to skip these tests`,
    )
  console.warn(`SKIPPED: no browser at ${CHROMIUM}; install Chromium to run the browser tests`)
  return false
}

/** A browser that never talks to anybody but the page's own server. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: [...QUIET, ...OFFLINE] })
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe finds against WCAG 2.0–2.2 A and AA, contrast included, one line each; or against some rules alone. */
export async function violations(page: Page, only?: string[]): Promise<string[]> {
  // without frames of other sites nothing has to be put together on a page of its own, which takes its time
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  const found = await (only ? axe.withRules(only) : axe.withTags(RULES)).analyze()
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  )
}

/** Builds page and widget into a folder as a release is built: vitest's own NODE_ENV would bring debugging code in. */
export const buildPublic = (folder: string): Promise<void> => build('build:widget', folder)
/** Builds the officers' console into `console` of a folder. */
export const buildConsole = (folder: string): Promise<void> => build('build:console', folder)

async function build(script: string, folder: string): Promise<void> {
  const env = { ...process.env, NODE_ENV: 'production', SHENBAO_PUBLIC_DIR: folder }
  await promisify(execFile)('npm', ['run', '-s', script], { env })
}
