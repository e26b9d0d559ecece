/** A browser and what it looks at, opened and closed together. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { buildConsole, launch } from './browser.ts'
import { type DeskFake, startDeskFake } from './desk-fake.ts'
import { GARDEN_NOW } from './garden.ts'
import { type RealServer, startServer } from './server.ts'

/** The officers' console, built as a release is built, on a small server of its contract. */
export async function openConsole(): Promise<{
  /** what was built */
  folder: string
  desk: DeskFake
  browser: Browser
  close: () => Promise<void>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'console-'))
  await buildConsole(folder)
  const desk = await startDeskFake(folder)
  const browser = await launch()
  const close = async () => {
    await browser.close()
    await desk.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { folder, desk, browser, close }
}

/** The real server with the programme of the garden. */
export async function openGarden(): Promise<{
  server: RealServer
  browser: Browser
  close: () => Promise<void>
}> {
  const server = await startServer(GARDEN_NOW)
  const browser = await launch()
  const close = async () => {
    await browser.close()
    await server.close()
  }
  return { server, browser, close }
}
