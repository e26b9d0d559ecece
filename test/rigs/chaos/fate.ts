/** What goes wrong with machines: nodes stand still, are killed and restarted; the database is restarted and crashes. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Nodes } from '../nodes.ts'
import type { TestServer } from '../postgres.ts'
import type { Chance } from './people.ts'
import type { ChaosReport } from './report.ts'

export interface FateOrder {
  nodes: Nodes
  server: TestServer
  /** between two strokes: at least, and at most so much more */
  calmMs: [number, number]
  chance: Chance
  isClosing: () => boolean
  /** where strokes are counted, and what fell over by itself is told */
  report: ChaosReport
}

export class Fate {
  private readonly order: FateOrder
  private failing: Promise<void> = Promise.resolve()

  constructor(order: FateOrder) {
    this.order = order
  }

  /** One stroke after the other, until people have ended; then everything is up again. */
  async run(): Promise<void> {
    const { calmMs, chance, isClosing, report } = this.order
    const last: Promise<void>[] = []
    while (!isClosing()) {
      await pause(calmMs[0] + chance() * calmMs[1])
      if (isClosing()) break
      last.push(
        this.stroke().catch((error: Error) => {
          report.faults.push({ kind: 'altered', conversation: 'a node', detail: error.message })
        }),
      )
    }
    await Promise.all(last)
  }

  private async stroke(): Promise<void> {
    const { nodes, report, chance } = this.order
    const dice = chance()
    const upNodes = nodes.addresses.map((_, node) => node).filter((node) => nodes.isUp(node))
    const node = upNodes[Math.floor(chance() * upNodes.length)] ?? 0
    // the last one that is up is left alone, or nobody would notice anything else
    if (dice < 0.85 && upNodes.length < 2) return
    if (dice < 0.35) {
      report.freezes++
      nodes.freeze(node)
      await pause(500 + chance() * 5_000)
      return nodes.thaw(node)
    }
    if (dice < 0.65) {
      report.kills++
      await nodes.kill(node)
      await pause(chance() * 1_000)
      return this.comeBack(node)
    }
    if (dice < 0.85) {
      report.restarts++
      await nodes.stop(node)
      return this.comeBack(node)
    }
    return this.databaseFails(dice < 0.93)
  }

  /** A server refuses to start while its database is away; whoever looks after it starts it again. */
  private async comeBack(node: number): Promise<void> {
    for (let tries = 0; ; tries++) {
      const failure = await this.order.nodes.start(node).then(
        () => null,
        (error: Error) => error,
      )
      if (!failure) return
      if (tries === 5) throw failure
      await pause(1_000)
    }
  }

  /** One failure of the database at a time. */
  private databaseFails(crash: boolean): Promise<void> {
    const { server, report } = this.order
    const again = crash ? server.crash : server.restart
    if (!again) return Promise.resolve()
    report[crash ? 'databaseCrashes' : 'databaseRestarts']++
    this.failing = this.failing.then(again)
    return this.failing
  }
}
