/** What those who run it want to know of database and pool. */

/** How many wait, and since when the first of them. */
export interface Waiting {
  count: number
  /** null: none waits */
  oldest: Date | null
}

/** What stands in the database, counted when somebody asks. */
export interface Figures {
  /** activities received and not yet taken */
  inbox: Waiting
  /** replies still to be sent, by channel */
  outbox: (Waiting & { channel: string })[]
  /** replies given up or left unknown that nobody has dealt with */
  stranded: { channel: string; status: 'unknown' | 'dead'; count: number }[]
  /** open enquiries, and those of them whose promise has passed, by programme */
  enquiries: { programme: string; open: number; overdue: number }[]
  /** the newest migration of the database */
  schema: string
}

/** Connections of this process to its database. */
export interface Connections {
  inUse: number
  idle: number
  /** callers that wait for one */
  waiting: number
}
