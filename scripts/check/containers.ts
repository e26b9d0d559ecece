/** The Dockerfile, compose.yaml and the balancer's file: well formed, and speaking of files that are there. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { validate } from 'dockerfile-utils'
import { copiedByDockerfile } from './image-files.ts'
import type { Report } from './report.ts'
import { runCommand } from './run-command.ts'

const BALANCER = '/usr/sbin/haproxy'

export async function checkContainers(root: string): Promise<Report> {
  const compose = await runCommand(
    root,
    'node',
    'node_modules/dclint/bin/dclint.cjs',
    '--max-warnings',
    '0',
    '.',
  )
  const balancer = existsSync(BALANCER)
    ? await runCommand(root, BALANCER, '-c', '-f', 'deploy/haproxy.cfg')
    : null
  const found = [
    ...faultsOfDockerfile(root),
    ...(compose.ok ? [] : [compose.output]),
    ...(balancer && !balancer.ok ? [balancer.output] : []),
  ]
  const summary = balancer ? '' : 'deploy/haproxy.cfg not read: haproxy is not installed'
  return { ok: found.length === 0, summary, output: found.join('\n') }
}

function faultsOfDockerfile(root: string): string[] {
  const text = readFileSync(join(root, 'Dockerfile'), 'utf8')
  const faults = validate(text).map(({ range, message }) => `Dockerfile:${range.start.line + 1}  ${message}`)
  const absent = copiedByDockerfile(root).flatMap(({ line, from, sources }) =>
    from === null
      ? sources
          .filter((source) => !existsSync(join(root, source)))
          .map((source) => `Dockerfile:${line}  there is no ${source}`)
      : [],
  )
  return [...faults, ...absent]
}
