/** The real server, with its own data directory, on a port of its own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'
import { assemble } from '../../src/main.ts'

export interface RealServer {
  url: string
  close(): Promise<void>
}

/** Starts it with the clock at `now`; the pages must have been built (`npm run build`). */
export async function startServer(now: string, more: Record<string, string> = {}): Promise<RealServer> {
  const folder = await mkdtemp(join(tmpdir(), 'shenbao-server-'))
  const config = readConfig({
    SHENBAO_DATA: folder,
    SHENBAO_NOW: now,
    SHENBAO_LOG: 'silent',
    PORT: '0',
    ...more,
  })
  const server = await assemble(config)
  return {
    url: await server.listen(),
    close: async () => {
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
