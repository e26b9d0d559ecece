/** What the schema engine needs from adapter-pg 7.10 and does not get; development only. */
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'

const INTERNAL_CHAR = 18
const TEXT = 25
/** `ColumnTypeEnum.Character` of the driver adapters */
const CHARACTER = 6

interface RawResult {
  fields: { dataTypeID: number }[]
  rows: unknown[]
  rowCount: number
}
interface OpenAdapter {
  queryRaw(query: unknown): Promise<{ columnTypes: number[] }>
  executeScript(script: string): Promise<void>
  performIO(query: unknown): Promise<RawResult>
  onError(error: unknown): never
  client: { query(sql: string): Promise<unknown> }
}

/** The same factory, its adapters able to read `pg_catalog` and to run whole scripts. */
export function withSchemaEngineFixes(
  factory: SqlMigrationAwareDriverAdapterFactory,
): SqlMigrationAwareDriverAdapterFactory {
  const mend = <T>(adapter: T): T => runWholeScripts(readInternalChar(adapter as unknown as OpenAdapter)) as T
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => mend(await factory.connect()),
    connectToShadowDb: async () => mend(await factory.connectToShadowDb()),
  }
}

/** PostgreSQL's internal "char", unknown to the adapter: read as text, reported as a character. */
function readInternalChar(adapter: OpenAdapter): OpenAdapter {
  const queryRaw = adapter.queryRaw
  adapter.queryRaw = async function (this: OpenAdapter, query) {
    const chars: number[] = []
    const performIO = async (io: unknown) => asText(await this.performIO(io), chars)
    const result = await queryRaw.call(Object.create(this, { performIO: { value: performIO } }), query)
    for (const column of chars) result.columnTypes[column] = CHARACTER
    return result
  }
  return adapter
}

function asText(result: RawResult, chars: number[]): RawResult {
  const fields = result.fields.map((field, column) => {
    if (field.dataTypeID !== INTERNAL_CHAR) return field
    chars.push(column)
    return { ...field, dataTypeID: TEXT }
  })
  return { rows: result.rows, rowCount: result.rowCount, fields }
}

/** The stock version cuts a script at every `;`, also inside literals and functions. */
function runWholeScripts(adapter: OpenAdapter): OpenAdapter {
  adapter.executeScript = async function (this: OpenAdapter, script) {
    await this.client.query(script).catch((error: unknown) => this.onError(error))
  }
  return adapter
}
