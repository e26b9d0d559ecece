#!/usr/bin/env node
/**
 * Stands in for Prisma's native schema engine (JSON-RPC on standard input and output) where none can be had.
 * Development and CI only; started by Prisma's command line, see prisma.config.ts.
 */
import { readFileSync } from 'node:fs'
import readline from 'node:readline'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import { pglitePool } from '../../src/store/pglite-pool.ts'
import { type Engine, openEngine } from './wasm-engine.ts'

interface Request {
  id: number
  method?: string
  params: unknown
}

const args = process.argv.slice(2)

function option(name: string): string[] {
  return args.flatMap((arg, index) => (arg === name ? [args[index + 1] ?? ''] : []))
}

/** Every shadow database is empty and in memory: the adapter's own would replay migrations into the real one. */
async function shadow() {
  return new PrismaPg(pglitePool(await PGlite.create('memory://'))).connect()
}

/** The database of `DATABASE_URL`; without one, an empty one in memory, which is enough to compare schemas. */
function database(): SqlMigrationAwareDriverAdapterFactory {
  const url =
    (JSON.parse(option('--datasource')[0] ?? '{}') as { url?: string }).url ?? process.env.DATABASE_URL
  const factory = new PrismaPg({ connectionString: url ?? '' })
  return Object.assign(factory, { connectToShadowDb: shadow }, url ? {} : { connect: shadow })
}

function schemaFiles(): [string, string][] {
  const files = option('--datamodels').map((file): [string, string] => [file, readFileSync(file, 'utf8')])
  return files.length > 0 ? files : [['lock.prisma', 'datasource db { provider = "postgresql" }']]
}

function say(message: object): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}

let engine: Promise<Engine> | undefined

async function call(request: Request): Promise<object> {
  if (request.method === 'createDatabase') return { databaseName: '' }
  engine ??= openEngine(database(), schemaFiles())
  const method = request.method === 'getDatabaseVersion' ? 'version' : (request.method ?? '')
  const open = await engine
  const result = (await open[method]?.(request.params)) ?? {}
  if (request.method !== 'diff' || result.stdout == null) return result
  say({ id: 900_000 + request.id, method: 'print', params: { content: result.stdout.replace(/\n$/, '') } })
  return { exitCode: result.exitCode, stdout: null }
}

async function answer(request: Request): Promise<void> {
  if (!request.method) return
  try {
    say({ id: request.id, result: await call(request) })
  } catch (cause) {
    const error = cause as { message?: string; code?: string; meta?: unknown }
    const data = {
      is_panic: false,
      message: error.message ?? String(cause),
      error_code: error.code,
      meta: error.meta,
    }
    say({ id: request.id, error: { code: 4466, message: 'The schema engine failed.', data } })
  }
}

/** `cli can-connect-to-database` and `cli create-database`: exit 0 when the database answers. */
async function reachable(): Promise<never> {
  try {
    await (await database().connect()).queryRaw({ sql: 'SELECT 1', args: [], argTypes: [] })
    process.exit(0)
  } catch (cause) {
    const fields = { message: (cause as Error).message, error_code: 'P1001' }
    console.error(JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields }))
    process.exit(1)
  }
}

if (args[0] === '--version') {
  console.log('schema-engine-cli wasm')
} else if (args.includes('cli')) {
  await reachable()
} else {
  let queue = Promise.resolve()
  const lines = readline.createInterface({ input: process.stdin })
  lines.on('line', (line) => {
    queue = queue.then(() => answer(JSON.parse(line) as Request))
  })
  lines.on('close', () => void queue.then(() => process.exit(0)))
}
