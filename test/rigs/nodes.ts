/** Several real servers on one database behind the real balancer; each can be killed, made to stand still, and started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './postgres.ts'
import { type Served, serve } from './served.ts'

const CONFIG = path.join(import.meta.dirname, '../../deploy/haproxy.cfg')
const PLACES = ['/usr/sbin/haproxy', '/usr/local/sbin/haproxy', '/opt/homebrew/bin/haproxy']
const START_MS = 20_000

/** The balancer's program, or null after saying how to get it. With SHENBAO_NO_SKIP=1 its absence is a failure. */
export function balancerProgram(): string | null {
  const found = PLACES.find((place) => fs.existsSync(place))
  if (found) return found
  const notice = 'No balancer: install haproxy (on Debian or Ubuntu: sudo apt-get install haproxy).'
  if (process.env.SHENBAO_NO_SKIP === '1') throw new Error(notice)
  console.warn(`SKIPPED: ${notice}`)
  return null
}

/** deploy/haproxy.cfg with these addresses instead of those of compose.yaml. */
export function balancerConfig(listen: string, nodes: readonly string[]): string {
  const servers = nodes.map((address, at) => `  server node${at + 1} ${address}`).join('\n')
  return fs
    .readFileSync(CONFIG, 'utf8')
    .replace(/^ *bind .*$/m, `  bind ${listen}`)
    .replace(/^ *server-template .*$/m, servers)
}

export interface NodesOrder {
  /** how many */
  nodes: number
  databaseUrl: string
  /** of each node, by the address of the balancer */
  environment?: (address: string, node: number) => Record<string, string>
  /** of the balancer; 0 for any */
  port?: number
}

export class Nodes {
  /** of the balancer */
  readonly address: string
  /** of each node */
  readonly addresses: readonly string[]
  private readonly order: NodesOrder
  private readonly served: (Served | null)[] = []
  private readonly still = new Set<number>()
  private balancer: ChildProcess | null = null
  private readonly dir = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-nodes-'))

  private constructor(order: NodesOrder, port: number, ports: number[]) {
    this.order = order
    this.address = `http://127.0.0.1:${port}`
    this.addresses = ports.map((one) => `http://127.0.0.1:${one}`)
  }

  /** All of them at once, and the balancer; resolves when they answer. */
  static async start(order: NodesOrder): Promise<Nodes> {
    const ports: number[] = []
    for (let n = 0; n < order.nodes; n++) ports.push(await freePort())
    const nodes = new Nodes(order, order.port || (await freePort()), ports)
    try {
      const starts = await Promise.allSettled(ports.map((_, node) => nodes.start(node)))
      for (const one of starts) if (one.status === 'rejected') throw one.reason
      await nodes.startBalancer()
    } catch (error) {
      await nodes.close()
      throw error
    }
    return nodes
  }

  /** How many answer, as far as this side knows. */
  get up(): number {
    return this.served.filter((one, node) => one && !this.still.has(node)).length
  }

  isUp(node: number): boolean {
    return Boolean(this.served[node]) && !this.still.has(node)
  }

  async start(node: number): Promise<void> {
    const { databaseUrl, environment } = this.order
    const address = this.addresses[node] ?? ''
    this.served[node] = await serve({
      DATABASE_URL: databaseUrl,
      PORT: new URL(address).port,
      SHENBAO_SECRET: 'a secret that all nodes share',
      SHENBAO_PUBLIC_URL: this.address,
      SHENBAO_LOG: 'silent',
      ...environment?.(this.address, node),
    })
  }

  kill = (node: number): Promise<void> => this.end(node, 'kill')
  stop = (node: number): Promise<void> => this.end(node, 'stop')

  /** It stands still, as a machine that is swapped out does: nothing is closed, nothing answers. */
  freeze(node: number): void {
    this.still.add(node)
    this.served[node]?.child.kill('SIGSTOP')
  }

  thaw(node: number): void {
    this.served[node]?.child.kill('SIGCONT')
    this.still.delete(node)
  }

  async close(): Promise<void> {
    for (const node of this.still) this.thaw(node)
    await Promise.all(this.served.map((_, node) => this.stop(node)))
    this.balancer?.kill('SIGTERM')
    fs.rmSync(this.dir, { recursive: true, force: true })
  }

  private async end(node: number, how: 'kill' | 'stop'): Promise<void> {
    const one = this.served[node]
    this.served[node] = null
    await one?.[how]()
    this.still.delete(node)
  }

  private async startBalancer(): Promise<void> {
    const program = balancerProgram()
    if (!program) throw new Error('no balancer')
    const { host } = new URL(this.address)
    const file = path.join(this.dir, 'haproxy.cfg')
    const hosts = this.addresses.map((address) => new URL(address).host)
    fs.writeFileSync(file, balancerConfig(host, hosts))
    this.balancer = spawn(program, ['-db', '-f', file], { stdio: 'ignore' })
    const end = (): void => void this.balancer?.kill('SIGTERM')
    process.once('exit', end)
    this.balancer.once('exit', () => process.off('exit', end))
    await listening(host)
  }
}

async function listening(host: string): Promise<void> {
  const { hostname, port } = new URL(`http://${host}`)
  for (const latest = Date.now() + START_MS; Date.now() < latest; await pause(50)) {
    const socket = net.connect(Number(port), hostname)
    const isUp = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (isUp) return
  }
  throw new Error('The balancer does not listen.')
}
