/** What a run came to. */
import type { Fault } from '../history.ts'

export interface ChaosReport {
  seconds: number
  conversations: Record<'web' | 'tabs' | 'telegram' | 'teams' | 'terminal', number>
  /** turns that clients on the web were told of */
  acknowledged: number
  retries: number
  /** activities sent twice at once, which the balancer gives to two nodes */
  duplicates: number
  /** lines said on messengers */
  said: number
  sent: number
  unknown: number
  /** people who saw a reply left unknown after later ones */
  late: number
  /** conversations that somebody listened to on any node */
  listened: number
  steps: number
  kills: number
  freezes: number
  restarts: number
  databaseRestarts: number
  databaseCrashes: number
  faults: Fault[]
}

export const nothingYet = (): ChaosReport => ({
  seconds: 0,
  conversations: { web: 0, tabs: 0, telegram: 0, teams: 0, terminal: 0 },
  acknowledged: 0,
  retries: 0,
  duplicates: 0,
  said: 0,
  sent: 0,
  unknown: 0,
  late: 0,
  listened: 0,
  steps: 0,
  kills: 0,
  freezes: 0,
  restarts: 0,
  databaseRestarts: 0,
  databaseCrashes: 0,
  faults: [],
})
