/** Two server processes on one PostgreSQL against one, the requests of every conversation going to both in turn. */
import type { Line } from '../test/rigs/applicant.ts'
import { inTemp, onPostgres, withServer } from './homes.ts'
import type { Order } from './peers/drive.ts'
import { writeFolder } from './peers/folder.ts'
import type { Figure } from './table.ts'
import { driveServer } from './twenty.ts'

const ORDER: Order = { atOnce: 64, people: 128 }

export const benchNodes = (): Promise<Figure[]> =>
  onPostgres(['max_connections=200'], (postgres) =>
    inTemp(async (flows) => {
      await writeFolder(flows)
      const environment = { SHENBAO_FLOWS: flows, DATABASE_URL: await postgres.database() }
      return withServer(environment, async (first) => {
        const alone = await driveServer(first, ORDER)
        const both = await withServer(environment, (second) =>
          driveServer({ ...first, line: inTurn([first.line, second.line]) }, ORDER),
        )
        const against = { what: 'one process', value: alone.perSecond }
        return [
          {
            what: 'durable turn, PostgreSQL, two processes',
            value: both.perSecond,
            unit: 'turns/s',
            against,
          },
        ]
      })
    }),
  )

function inTurn(lines: Line[]): Line {
  let next = 0
  return (ask) => (lines[next++ % lines.length] as Line)(ask)
}
