/** Prisma's own schema engine as WebAssembly, over a driver adapter: nothing is downloaded. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import { withSchemaEngineFixes } from './adapter-fixes.ts'

/** The engine's methods are its JSON-RPC methods. */
export type Engine = Record<
  string,
  (params: unknown) => Promise<{ exitCode?: number; stdout?: string | null }>
>

interface Glue {
  SchemaEngine: { new: (options: object, log: () => void, factory: unknown) => Promise<Engine> }
  __wbg_set_wasm(exports: unknown): void
}

// the compiler's library for servers leaves WebAssembly out
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: object) => { exports: Record<string, unknown> }
}

/** Opens an engine for these schema files on this database. */
export async function openEngine(
  factory: SqlMigrationAwareDriverAdapterFactory,
  datamodels: [path: string, text: string][],
): Promise<Engine> {
  const { SchemaEngine } = start()
  const adapter = bindMigrationAwareSqlAdapterFactory(withSchemaEngineFixes(factory))
  return SchemaEngine.new({ datamodels }, () => {}, adapter)
}

function start(): Glue {
  const require = createRequire(import.meta.url)
  const dir = path.dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const module = new WebAssembly.Module(readFileSync(path.join(dir, 'schema_engine_bg.wasm')))
  const exports = new WebAssembly.Instance(module, { './schema_engine_bg.js': glue }).exports
  const bound = glue as unknown as Glue
  bound.__wbg_set_wasm(exports)
  ;(exports.__wbindgen_start as () => void)()
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => console.error(text) },
  })
  return bound
}
