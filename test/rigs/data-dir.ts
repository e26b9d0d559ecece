/** Data directories for tests, made once and then copied: making one takes seconds. */
import fs from 'node:fs'
import path from 'node:path'
import { openStore } from '../../src/store/open-store.ts'

/** Makes directories inside `root` that hold an empty, migrated database. */
export async function dataDirs(root: string): Promise<(name: string) => string> {
  const model = path.join(root, 'model')
  await (await openStore({ dataDir: model })).close()
  return (name) => {
    const dir = path.join(root, name)
    fs.cpSync(model, dir, { recursive: true })
    return dir
  }
}
