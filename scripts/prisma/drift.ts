/** Exit 0 when the migrations lead exactly to prisma/schema.prisma, 1 when they do not. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'

const root = path.join(import.meta.dirname, '../..')
const cli = path.join(root, 'node_modules/prisma/build/index.js')
const compare =
  'migrate diff --from-migrations prisma/migrations --to-schema prisma/schema.prisma --exit-code'
const { DATABASE_URL: _, ...env } = process.env

const run = spawnSync(process.execPath, [cli, ...compare.split(' ')], { cwd: root, env, encoding: 'utf8' })
if (run.status === 0) {
  console.log('The migrations lead to the schema.')
} else {
  console.error(run.stdout, run.stderr)
  console.error(
    run.status === 2
      ? 'The schema has changed and no migration says so: run `npx prisma migrate dev --name <what-changed>`.'
      : 'The migrations could not be compared with the schema.',
  )
}
process.exitCode = run.status === 0 ? 0 : 1
