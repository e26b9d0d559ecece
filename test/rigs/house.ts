/** The whole house as `serve` wires it, in this process and without listening; its log is kept. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Config, readConfig } from '../../src/config.ts'
import { assemble } from '../../src/main.ts'
import type { Haste } from '../../src/wire-channels.ts'

export const NOW = '2021-04-12T10:00:00+08:00'

export type House = Awaited<ReturnType<typeof assemble>> & {
  /** everything that was logged, at the most talkative level */
  log(): string
}

/** A house on an embedded database in a directory of its own; `close` takes the directory away again. */
export async function openHouse(change: Partial<Config> = {}, haste: Haste = {}): Promise<House> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-house-'))
  const config = readConfig({ SHENBAO_DATA: dataDir, SHENBAO_NOW: NOW, SHENBAO_LOG: 'debug' })
  const lines: string[] = []
  const house = await assemble(
    { ...config, ...change },
    {
      logTo: { write: (line: string) => void lines.push(line) },
      haste,
    },
  )
  const close = async () => {
    await house.close()
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
  return { ...house, close, log: () => lines.join('') }
}
