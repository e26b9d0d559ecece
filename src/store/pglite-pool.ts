/** PGlite behind the ordinary `pg` pool, so that everything above sees one kind of database. */
import type { PGlite } from '@electric-sql/pglite'
import { createPgConfig } from '@electric-sql/pglite/node-postgres'
import pg from 'pg'

type Bridge = ReturnType<typeof createPgConfig>['connection']

/**
 * A pool of exactly one connection on an embedded database. Everything must go through it: a query sent
 * beside it would join whatever transaction is open.
 */
export function pglitePool(db: PGlite): pg.Pool {
  // a client that met an error is replaced, while the database behind it remembers its named statements
  const known: Pick<Bridge, 'parsedStatements' | 'submittedNamedStatements'> = {
    parsedStatements: {},
    submittedNamedStatements: {},
  }
  class EmbeddedClient extends pg.Client {
    constructor() {
      const config = createPgConfig(syncingOnce(db))
      Object.assign(config.connection, known)
      super(withPlainTypes(config) as unknown as pg.ClientConfig)
    }
  }
  return new pg.Pool({ Client: EmbeddedClient, max: 1, idleTimeoutMillis: 0 } as pg.PoolConfig)
}

const QUERY = 'Q'.charCodeAt(0)
const SYNC = 'S'.charCodeAt(0)

/** A statement is four messages of which only the last can commit; only that one need reach the disk. */
function syncingOnce(db: PGlite): PGlite {
  const execProtocolStream: PGlite['execProtocolStream'] = (message, options) =>
    db.execProtocolStream(message, { ...options, syncToFs: message[0] === SYNC || message[0] === QUERY })
  return { execProtocolStream, waitReady: db.waitReady } as PGlite
}

/** adapter-pg passes its value parsers as `types`, where PGlite's serializer expects a list of type numbers. */
function withPlainTypes(config: ReturnType<typeof createPgConfig>): ReturnType<typeof createPgConfig> {
  const connection = config.connection
  const parse = connection.parse.bind(connection)
  connection.parse = (query) =>
    parse({ ...query, types: Array.isArray(query.types) ? query.types : undefined })
  return config
}
