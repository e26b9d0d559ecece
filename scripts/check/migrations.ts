import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Finding, judge, type Report } from './report.ts'

/** Migrations after this one are released one beside the other; see docs/decisions/0018-two-releases-on-one-database.md. */
const BEFORE_THE_RULE = '20261126080000_casework'

const CONTRACT = '_contract'
/** First line of a contract: the release that every node must have reached. */
const WAITS = /^-- waits for \d+\.\d+\.\d+: \S/

/** First line of one that does more than add: why a release that knows nothing of it goes on working. */
const SIDE_BY_SIDE = /^-- side by side: \S/

/** Every migration only adds, but for those that say by their name that they take away. */
export function checkMigrations(root: string): Report {
  const dir = join(root, 'prisma/migrations')
  const names = readdirSync(dir, { withFileTypes: true }).flatMap((one) =>
    one.isDirectory() ? [one.name] : [],
  )
  const ruled = names.filter((name) => name > BEFORE_THE_RULE).sort()
  if (!names.includes(BEFORE_THE_RULE))
    return { ok: false, summary: '', output: `prisma/migrations/${BEFORE_THE_RULE} is gone.` }
  const read = (name: string): string => readFileSync(join(dir, name, 'migration.sql'), 'utf8')
  return judge(
    ruled.flatMap((name) => offences(name, read(name))),
    [],
    `${ruled.length} of ${names.length} migrations`,
    `Add only (table, nullable or defaulted column, index, enum value), so that the release before goes on working. What takes away comes a release later, in a migration called …${CONTRACT} whose first line is “-- waits for 1.2.3: why”. What fills or guards for older writers says why they go on working: “-- side by side: why”.`,
  )
}

/** What is wrong with one migration. */
export function offences(name: string, sql: string): Finding[] {
  const finding = (text: string): Finding => ({
    path: `prisma/migrations/${name}/migration.sql`,
    line: 1,
    what: text,
  })
  if (name.endsWith(CONTRACT))
    return WAITS.test(sql) ? [] : [finding('a contract that does not say what it waits for')]
  const statements = statementsOf(sql)
  if (SIDE_BY_SIDE.test(sql)) return statements.filter(takesAway).map((one) => finding(one.slice(0, 100)))
  const made = new Set(statements.flatMap((one) => /^CREATE TABLE (\S+)/i.exec(one)?.[1] ?? []))
  return statements.filter((one) => !isExpansion(one, made)).map((one) => finding(one.slice(0, 100)))
}

const takesAway = (statement: string): boolean =>
  /^(DROP|TRUNCATE|DELETE)\b/i.test(statement) ||
  /^ALTER TABLE .*\b(DROP|RENAME|ALTER COLUMN)\b/i.test(statement)

/** `made`: tables of this very migration, which nobody uses yet. */
function isExpansion(statement: string, made: ReadonlySet<string>): boolean {
  if (/^CREATE (TABLE|TYPE|INDEX)\b/i.test(statement) || /^ALTER TYPE \S+ ADD VALUE\b/i.test(statement))
    return true
  const unique = /^CREATE UNIQUE INDEX .*? ON (\S+?)\s*\(/i.exec(statement)?.[1]
  if (unique) return made.has(unique)
  const insert = /^INSERT INTO (\S+)/i.exec(statement)?.[1]
  if (insert) return made.has(insert)
  const [, table = '', change = ''] = /^ALTER TABLE (?:ONLY )?(\S+)\s+(.*)$/is.exec(statement) ?? []
  if (made.has(table)) return true
  return change !== '' && changesOf(change).every(isAddedColumn)
}

const isAddedColumn = (change: string): boolean =>
  /^ADD COLUMN\b/i.test(change) &&
  (!/\bNOT NULL\b/i.test(change) || /\bDEFAULT\b/i.test(change)) &&
  !/\bUNIQUE\b/i.test(change)

/** Parts of an ALTER TABLE, parted by commas outside of parentheses. */
function changesOf(change: string): string[] {
  let depth = 0
  const parts = ['']
  for (const letter of change) {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0
    if (letter === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += letter
  }
  return parts.map((part) => part.trim())
}

/** Statements without comments, each on one line. */
const statementsOf = (sql: string): string[] =>
  sql
    .replace(/--.*$/gm, '')
    // the body of a function is one statement with what is around it
    .replace(/\$\$.*?\$\$/gs, '$$$$')
    .split(';')
    .map((one) => one.replace(/\s+/g, ' ').trim())
    .filter((one) => one !== '')
