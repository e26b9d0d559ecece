/** The real server in a process of its own, as an operator starts it. */
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { NOW } from './house.ts'

const ROOT = path.join(import.meta.dirname, '../..')
/** a crowded machine takes its time */
const START_MS = 180_000

export interface Served {
  child: ChildProcess
  address: string
  /** all it has written so far, to both outputs */
  output(): string
  /** exit code and signal, once it is gone */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** Ends it without warning. */
  kill(): Promise<void>
  /** Asks it to end. */
  stop(): Promise<void>
}

type Environment = Record<string, string>

function launch(environment: Environment, root = ROOT) {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, LANG: 'en_GB.UTF-8', PORT: '0', SHENBAO_NOW: NOW, ...environment }
  const child = spawn(process.execPath, [path.join(root, 'src/cli.ts'), 'serve'], {
    env,
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let written = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      written += part.toString()
    })
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  )
  return { child, ended, output: () => written }
}

/** Starts a server, of the project at `root`, and waits until it listens. @throws with what it wrote when it does not */
export async function serve(environment: Environment, root?: string): Promise<Served> {
  const { child, ended, output } = launch(environment, root)
  const address = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`does not listen: ${output()}`))
    }, START_MS)
    const look = () => {
      const found = /^Listening on (\S+)/m.exec(output())?.[1]
      if (!found) return
      clearTimeout(timer)
      resolve(found)
    }
    child.stdout?.on('data', look)
    void ended.then(() => reject(new Error(`ended: ${output()}`)))
    void ended.finally(() => clearTimeout(timer))
    child.once('exit', () => clearTimeout(timer))
  })
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }
  return { child, address, output, ended, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

/** Starts a server that should refuse to; what it said and its exit code, null when it had to be ended. */
export async function refusedStart(
  environment: Environment,
): Promise<{ code: number | null; output: string }> {
  const { child, ended, output } = launch(environment)
  const timer = setTimeout(() => child.kill('SIGKILL'), START_MS)
  const { code } = await ended
  clearTimeout(timer)
  return { code, output: output() }
}

/** Starts a server and ends it without warning after so many milliseconds, listening or not. */
export async function cutStart(environment: Environment, afterMs: number): Promise<void> {
  const { child, ended } = launch(environment)
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs)
  await ended
  clearTimeout(timer)
}
