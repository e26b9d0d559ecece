/** Another release of this program: a copy of its files with other migrations, to run beside this one. */
import fs from 'node:fs'
import path from 'node:path'

const ROOT = path.join(import.meta.dirname, '../..')
const COPIED = ['src', 'locales', 'flows', 'prisma', 'package.json', 'tsconfig.json']

export interface Release {
  dir: string
  /** adds a migration to it */
  migrate(name: string, sql: string): void
}

/** Makes it in `dir`; packages are those of this one. */
export function copyRelease(dir: string): Release {
  fs.mkdirSync(dir, { recursive: true })
  for (const name of COPIED) fs.cpSync(path.join(ROOT, name), path.join(dir, name), { recursive: true })
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(dir, 'node_modules'))
  return {
    dir,
    migrate(name, sql) {
      const folder = path.join(dir, 'prisma/migrations', name)
      fs.mkdirSync(folder, { recursive: true })
      fs.writeFileSync(path.join(folder, 'migration.sql'), sql)
    },
  }
}
