/** The states of an application that an officer meets, in the order of its life. */
export const APPLICATION_STATES = [
  ...['recommending', 'returned', 'deciding', 'approved', 'declined', 'rejected', 'withdrawn'],
]
/** The states of a project, in the order of its life. */
export const PROJECT_STATES = [
  ...['running', 'mid-term', 'changing', 'extending', 'accepting', 'rectifying', 'passed', 'certified'],
  ...['put-forward', 'closed', 'not-passed', 'terminated', 'cancelled', 'withdrawn'],
]

/** In these the term runs: what is left of it matters. */
const RUNS = ['running', 'mid-term', 'changing', 'extending']
export const isTermRunning = (state: string) => RUNS.includes(state)

/** How a stage is marked beside its word. */
export function toneOf(state: string): 'calm' | 'wait' | 'good' | 'ended' {
  if (['deciding', 'changing', 'extending', 'accepting', 'returned', 'rectifying'].includes(state))
    return 'wait'
  if (['approved', 'passed', 'certified', 'put-forward'].includes(state)) return 'good'
  return ['recommending', 'running', 'mid-term'].includes(state) ? 'calm' : 'ended'
}

/** Stages that are counted together, in the order in which a bar shows them. */
export interface Phase {
  name: string
  states: string[]
}
export const APPLICATION_PHASES: Phase[] = [
  { name: 'recommending', states: ['recommending'] },
  { name: 'returned', states: ['returned'] },
  { name: 'deciding', states: ['deciding'] },
  { name: 'approved', states: ['approved'] },
  { name: 'refused', states: ['declined', 'rejected', 'withdrawn'] },
]
export const PROJECT_PHASES: Phase[] = [
  { name: 'going', states: ['running', 'mid-term'] },
  { name: 'asking', states: ['changing', 'extending'] },
  { name: 'accepting', states: ['accepting', 'rectifying'] },
  { name: 'accepted', states: ['passed', 'certified', 'put-forward', 'closed'] },
  { name: 'stopped', states: ['not-passed', 'terminated', 'cancelled', 'withdrawn'] },
]
