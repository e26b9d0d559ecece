/** What several nodes need of their database: to hear of each other, to be the only one, and a queue. */

export interface Changes {
  /** Something new can be read of this conversation or draft; a commit announces both. */
  announce(id: string): void
  /**
   * Hears of changes on every node. `missed`: some may have gone unheard (the connection was away), look
   * at everything. Returns what stops it.
   */
  listen(handler: (id: string) => void, missed?: () => void): () => void
}

export interface Closeable {
  close(): Promise<void>
}

/**
 * Work of this name that one node at a time may do: `begin` is called on one of them, and on another one when that
 * goes or loses the database; what it returned is closed then. What comes back gives the place up.
 */
export type Alone = (name: string, begin: () => Closeable) => Closeable

/** A door for the queue engine, which brings its own tables. */
export interface QueueDatabase {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
  backend: 'postgres' | 'pglite'
}
