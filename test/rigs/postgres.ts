/** A real PostgreSQL for tests: the one of TEST_DATABASE_URL, else a temporary one from installed binaries. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'

export interface TestServer {
  /** A new empty database. */
  database(): Promise<string>
  /** Lets it crash and starts it again; null for a server that is not ours. */
  crash: (() => Promise<void>) | null
  /** Ends it as is proper and starts it again; null for a server that is not ours. */
  restart: (() => Promise<void>) | null
  stop(): Promise<void>
}

const INSTALLED = '/usr/lib/postgresql'

/**
 * The server, or null after saying why there is none. With SHENBAO_NO_SKIP=1 its absence is a failure. `settings` such
 * as `max_connections=300` are for a temporary one.
 */
export async function startPostgres(settings: string[] = []): Promise<TestServer | null> {
  const given = process.env.TEST_DATABASE_URL
  if (given) return serverAt(given, async () => {})
  const bin = newestBinaries()
  if (bin) return temporaryCluster(bin, settings)
  const notice = 'No PostgreSQL for tests: set TEST_DATABASE_URL or install the postgresql package.'
  if (process.env.SHENBAO_NO_SKIP === '1') throw new Error(notice)
  console.warn(`SKIPPED: ${notice}`)
  return null
}

function serverAt(
  adminUrl: string,
  stop: () => Promise<void>,
  again: Pick<TestServer, 'crash' | 'restart'> = { crash: null, restart: null },
): TestServer {
  const made: string[] = []
  return {
    ...again,
    async database() {
      const name = `shenbao_test_${randomUUID().replaceAll('-', '')}`
      await admin(adminUrl, `CREATE DATABASE ${name}`)
      made.push(name)
      const url = new URL(adminUrl)
      url.pathname = `/${name}`
      return url.href
    },
    async stop() {
      for (const name of made) await admin(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      await stop()
    },
  }
}

async function admin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

/** Directory of the newest installed programs of PostgreSQL. */
export function newestBinaries(): string | undefined {
  const versions = fs.existsSync(INSTALLED) ? fs.readdirSync(INSTALLED) : []
  const dirs = versions.sort((a, b) => Number(b) - Number(a)).map((one) => path.join(INSTALLED, one, 'bin'))
  return dirs.find(
    (dir) => fs.existsSync(path.join(dir, 'initdb')) && fs.existsSync(path.join(dir, 'postgres')),
  )
}

async function temporaryCluster(bin: string, more: string[]): Promise<TestServer> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-postgres-'))
  const asUser = ordinaryUser()
  if (asUser.length > 0) fs.chownSync(dir, ...ids(asUser))
  const init = ['-D', dir, '-U', 'shenbao', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']
  run(asUser, path.join(bin, 'initdb'), init)
  const port = await freePort()
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${dir}`, ...more]
  const args = ['-D', dir, ...settings.flatMap((setting) => ['-c', setting])]
  const url = `postgresql://shenbao@127.0.0.1:${port}/postgres`
  const up = async () => {
    const started = start(asUser, path.join(bin, 'postgres'), args)
    await ready(url, started)
    return started
  }
  let server = await up()
  const stop = async () => {
    await ended(server, 'SIGINT')
    fs.rmSync(dir, { recursive: true, force: true })
  }
  const again = (signal: 'SIGINT' | 'SIGQUIT') => async () => {
    await ended(server, signal)
    server = await up()
  }
  return serverAt(url, stop, { crash: again('SIGQUIT'), restart: again('SIGINT') })
}

/** How to become somebody else: the server refuses to run as root. `[]` when that is not needed. */
function ordinaryUser(): string[] {
  if (process.getuid?.() !== 0) return []
  const accounts = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const account = ['postgres', 'nobody'].map((name) => accounts.find((one) => one[0] === name)).find(Boolean)
  const [, , uid = '65534', gid = '65534'] = account ?? []
  // setpriv becomes the program, so that signals reach it
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--']
}

function ids(asUser: string[]): [number, number] {
  const [uid = 65534, gid = 65534] = asUser.slice(1, 3).map((option) => Number(option.split('=')[1]))
  return [uid, gid]
}

function command(asUser: string[], file: string, args: string[]): [string, string[]] {
  const [first = file, ...rest] = [...asUser, file, ...args]
  return [first, rest]
}

function run(asUser: string[], file: string, args: string[]): void {
  execFileSync(...command(asUser, file, args), { stdio: 'pipe', cwd: os.tmpdir() })
}

function start(asUser: string[], file: string, args: string[]): ChildProcess {
  const child = spawn(...command(asUser, file, args), { stdio: 'ignore', cwd: os.tmpdir() })
  const end = () => void child.kill('SIGINT')
  process.once('exit', end)
  child.once('exit', () => process.off('exit', end))
  return child
}

async function ready(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (server.exitCode !== null) break
    const up = await admin(url, 'SELECT 1').then(
      () => true,
      () => false,
    )
    if (up) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The temporary PostgreSQL did not start.')
}

/** SIGINT: as is proper; SIGQUIT: at once, to be recovered from the log at the next start. */
async function ended(server: ChildProcess, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill(signal)
  await gone
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as net.AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
