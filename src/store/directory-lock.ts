/** One process a data directory: two on one embedded database would both open it and ruin it. */
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { StoreError } from './store-error.ts'

const HEARTBEAT_MS = 5_000
/** a holder on another machine is believed dead after this silence */
const SILENCE_MS = 30_000

interface Holder {
  token: string
  pid: number
  /** when the process began, in ticks since boot: tells it from a later one with the same number */
  began: string
  /** where its number means something: machine, boot and process namespace */
  scope: string
  host: string
  since: string
}

/** Takes the lock of a directory, or throws who has it. Returns what gives it back. */
export function lockDirectory(dir: string): () => void {
  const file = path.join(dir, 'in-use.lock')
  const me = self()
  makeDirectory(dir)
  if (!write(file, me)) takeOver(file, me)
  const beat = setInterval(() => touch(file), HEARTBEAT_MS).unref()
  const release = () => {
    clearInterval(beat)
    process.off('exit', release)
    if (read(file)?.token === me.token) fs.rmSync(file, { force: true })
  }
  process.on('exit', release)
  return release
}

function makeDirectory(dir: string): void {
  try {
    fs.mkdirSync(dir, { recursive: true })
    fs.accessSync(dir, fs.constants.W_OK)
  } catch (cause) {
    const hint = 'Choose a directory that this user may write to (SHENBAO_DATA).'
    throw new StoreError('directory-unusable', `The data directory ${dir} cannot be written.`, hint, {
      cause,
      params: { dir },
    })
  }
}

/** False when the file is there already. */
function write(file: string, holder: Holder): boolean {
  try {
    fs.writeFileSync(file, JSON.stringify(holder), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Sets aside the lock of a dead holder; of several that try at once one wins. */
function takeOver(file: string, me: Holder): void {
  const found = read(file)
  if (isAlive(file, found)) throw inUse(file, found)
  const aside = `${file}.${me.token}`
  if (!rename(file, aside)) throw inUse(file, null)
  const moved = read(aside)
  // somebody was quicker, and what was moved is their fresh lock: put it back
  if (moved?.token !== found?.token) fs.linkSync(aside, file)
  fs.rmSync(aside, { force: true })
  if (!write(file, me)) throw inUse(file, read(file))
}

function rename(from: string, to: string): boolean {
  try {
    fs.renameSync(from, to)
    return true
  } catch {
    return false
  }
}

function isAlive(file: string, holder: Holder | null): boolean {
  const quietFor = Date.now() - (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0)
  // half a file: being written this moment, or left by a crash
  if (!holder) return quietFor < HEARTBEAT_MS
  if (holder.scope === scope()) return startOf(holder.pid) === holder.began
  return quietFor < SILENCE_MS
}

function read(file: string): Holder | null {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Holder
  } catch {
    return null
  }
}

function touch(file: string): void {
  const now = new Date()
  fs.utimes(file, now, now, () => {})
}

function self(): Holder {
  const began = startOf(process.pid) ?? ''
  const since = new Date().toISOString()
  return { token: randomUUID(), pid: process.pid, began, scope: scope(), host: os.hostname(), since }
}

/** When a process began; null when there is none of this number. Without /proc: only whether it lives. */
function startOf(pid: number): string | null {
  const stat = text(`/proc/${pid}/stat`)
  if (stat) return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  if (fs.existsSync('/proc/self/stat')) return null
  try {
    process.kill(pid, 0)
    return ''
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? '' : null
  }
}

function scope(): string {
  return [os.hostname(), text('/proc/sys/kernel/random/boot_id')?.trim(), namespace()].join(' ')
}

function namespace(): string {
  try {
    return fs.readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}

function text(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function inUse(file: string, holder: Holder | null): StoreError {
  const who = holder ? `process ${holder.pid} on ${holder.host} since ${holder.since}` : 'another process'
  const dir = path.dirname(file)
  const hint = `Stop that process, choose another directory (SHENBAO_DATA), or set DATABASE_URL to run several. If it is surely gone, delete ${file}.`
  const { pid = '', host = '', since = '' } = holder ?? {}
  return new StoreError('directory-in-use', `The data directory ${dir} is in use by ${who}.`, hint, {
    params: { dir, file, pid: String(pid), host, since },
  })
}
