/** How Prisma's command line finds its schema, its database and, where none can be had, its engine. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { defineConfig } from 'prisma/config'

const here = import.meta.dirname

/** True when the platform's own engine was downloaded into the package. */
function hasNativeEngine(): boolean {
  const dir = path.join(here, 'node_modules/@prisma/engines')
  try {
    return readdirSync(dir).some((file) => file.startsWith('schema-engine-'))
  } catch {
    return false
  }
}

// Without its native engine the command line tries to download one, even for `generate`, and fails offline.
if (!process.env.PRISMA_SCHEMA_ENGINE_BINARY && !hasNativeEngine()) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY = path.join(here, 'scripts/prisma/schema-engine.ts')
  // the stand-in is started through its first line: let that find the Node that runs this file
  process.env.PATH = `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ''}`
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
})
