/** The secret of this installation: given, or made once and kept beside the data. */
import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Config } from './config.ts'
import { StartError } from './start-error.ts'

const LEAST = 16

/** @throws StartError when it is missing, damaged, or cannot be kept */
export async function installationSecret(config: Config): Promise<string> {
  if (config.secret) return config.secret
  if (config.databaseUrl) throw new StartError('secret-missing')
  const file = path.join(config.dataDir, 'secret')
  try {
    await mkdir(config.dataDir, { recursive: true })
    await makeOnce(file)
  } catch {
    throw new StartError('directory-unusable', { dir: config.dataDir })
  }
  const secret = await readFile(file, 'utf8')
  if (secret.length < LEAST) throw new StartError('secret-damaged', { file })
  return secret
}

/** Makes the file whole or not at all: a start that is killed halfway must not leave an empty secret behind. */
async function makeOnce(file: string): Promise<void> {
  if ((await readFile(file).catch(() => null)) !== null) return
  const draft = `${file}.${randomUUID()}`
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(randomBytes(32).toString('hex'))
    await handle.sync()
  } finally {
    await handle.close()
  }
  // of two that start at once the first wins
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft, { force: true })
}
