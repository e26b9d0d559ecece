/** Where a conversation stands: which task, which open question, what waits for a yes. Pure; nothing is executed. */
import { type AnyActorScope, assign, createActor, type SnapshotFrom, setup } from 'xstate'
import type { ApplicantAct } from '../casework/case.ts'
import type { Track } from '../language/commands.ts'

export type ConfirmedAction =
  | ('submit' | 'resubmit' | 'restart' | 'recall' | 'apply' | 'link' | 'erase' | 'move')
  | ApplicantAct['type']

export interface MachineContext {
  /** the open question, if any */
  field: string | null
  /** after this answer go back to check-your-answers */
  returnToCheck: boolean
  confirming: { action: ConfirmedAction; revision: number } | null
  /** how often in a row nothing was understood */
  misses: number
}

/** What happened, worked out before the machine moves: `next` is the next open question, or null at the end. */
export type MachineEvent =
  | { type: 'begin'; track: Track; next: string | null }
  | { type: 'answered'; next: string | null }
  | { type: 'stay' }
  | { type: 'go'; field: string; returnToCheck: boolean }
  | { type: 'check' }
  | { type: 'pause' }
  | { type: 'confirm'; action: ConfirmedAction; revision: number }
  | { type: 'affirm' }
  | { type: 'deny' }
  | { type: 'submitted' }
  | { type: 'missed' }
  | { type: 'understood' }
  /** a question for a person: being written, its area unclear, read back, and sent or dropped */
  | { type: 'compose' }
  | { type: 'area-unclear' }
  | { type: 'written' }
  | { type: 'enquiry-over' }
  /** something is wanted of an application or a project: until when and why is asked for, and then it is settled or dropped */
  | { type: 'want-until' }
  | { type: 'want-reason' }
  | { type: 'want-over' }

/** What the turn says or does because the machine moved. */
export type Say = 'question' | 'again' | 'verdict' | 'chosen' | 'checking' | 'paused' | 'confirm' | 'denied'
export type MachineAction =
  | { type: 'say'; params: { what: Say } }
  | { type: 'perform'; params: { action: ConfirmedAction } }

const machineSetup = setup({
  types: { context: {} as MachineContext, events: {} as MachineEvent },
  actions: {
    say: (_, _params: { what: Say }) => {},
    perform: (_, _params: { action: ConfirmedAction }) => {},
    open: assign({
      field: ({ event }) => ('next' in event ? event.next : 'field' in event ? event.field : null),
    }),
    close: assign({ field: null, returnToCheck: false }),
  },
  guards: {
    hasNext: ({ event }) => 'next' in event && event.next !== null,
    returnsToCheck: ({ context }) => context.returnToCheck,
    forEligibility: ({ event }) => event.type === 'begin' && event.track === 'eligibility',
    forArea: ({ event }) => event.type === 'begin' && event.track === 'area',
  },
})

const ask = { type: 'say', params: { what: 'question' } } as const

/** An asking state: goes on to the next question, or to `end` when none is left. */
function asking(end: string) {
  return {
    entry: [ask],
    on: {
      answered: [
        { guard: 'returnsToCheck', target: '#filing.checking' },
        { guard: 'hasNext', target: 'asking', reenter: true, actions: 'open' },
        { target: end },
      ],
      stay: { actions: { type: 'say', params: { what: 'again' } } },
    },
  } as const
}

export const conversationMachine = machineSetup.createMachine({
  id: 'conversation',
  type: 'parallel',
  context: { field: null, returnToCheck: false, confirming: null, misses: 0 },
  states: {
    task: {
      initial: 'idle',
      on: {
        begin: [
          {
            guard: ({ event }) => event.track === 'eligibility' && event.next === null,
            target: '.eligibility.verdict',
          },
          { guard: 'forEligibility', target: '.eligibility', actions: 'open' },
          { guard: ({ event }) => event.track === 'area' && event.next === null, target: '.area.chosen' },
          { guard: 'forArea', target: '.area', actions: 'open' },
          { guard: 'hasNext', target: '.filing', actions: 'open' },
          { target: '.filing.checking' },
        ],
        go: {
          target: '.filing.asking',
          actions: ['open', assign({ returnToCheck: ({ event }) => event.returnToCheck })],
        },
        check: { target: '.filing.checking' },
        submitted: { target: '.filing.submitted' },
        pause: { target: '.idle', actions: { type: 'say', params: { what: 'paused' } } },
      },
      states: {
        idle: { entry: 'close' },
        eligibility: {
          initial: 'asking',
          states: {
            asking: asking('verdict'),
            verdict: { entry: ['close', { type: 'say', params: { what: 'verdict' } }] },
          },
        },
        area: {
          initial: 'asking',
          states: {
            asking: asking('chosen'),
            chosen: { entry: ['close', { type: 'say', params: { what: 'chosen' } }] },
          },
        },
        filing: {
          id: 'filing',
          initial: 'asking',
          states: {
            asking: asking('checking'),
            checking: {
              entry: ['close', { type: 'say', params: { what: 'checking' } }],
            },
            submitted: { entry: 'close' },
          },
        },
      },
    },
    // beside the task: whatever is open there waits
    enquiry: {
      initial: 'none',
      on: { compose: '.composing', 'area-unclear': '.area', written: '.checking', 'enquiry-over': '.none' },
      states: { none: {}, composing: {}, area: {}, checking: {} },
    },
    wish: {
      initial: 'none',
      on: { 'want-until': '.until', 'want-reason': '.reason', 'want-over': '.none' },
      states: { none: {}, until: {}, reason: {} },
    },
    repair: {
      initial: 'clear',
      on: {
        understood: { actions: assign({ misses: 0 }) },
        missed: { actions: assign({ misses: ({ context }) => context.misses + 1 }) },
        confirm: {
          target: '.confirming',
          actions: assign({
            confirming: ({ event }) => ({ action: event.action, revision: event.revision }),
          }),
        },
      },
      states: {
        clear: { entry: assign({ confirming: null }) },
        confirming: {
          entry: { type: 'say', params: { what: 'confirm' } },
          on: {
            affirm: {
              target: 'clear',
              actions: {
                type: 'perform',
                params: ({ context }) => ({ action: context.confirming?.action ?? 'submit' }),
              },
            },
            deny: { target: 'clear', actions: { type: 'say', params: { what: 'denied' } } },
            begin: 'clear',
            answered: 'clear',
            go: 'clear',
            check: 'clear',
            pause: 'clear',
          },
        },
      },
    },
  },
})

export type Snapshot = SnapshotFrom<typeof conversationMachine>

/** Every position of the machine there has been, worked out once: there are few. */
const positions = new Map<string, Snapshot>()

/** The machine as a conversation left it. @throws when it has no such position */
export function snapshotOf({ value, context }: Pick<Snapshot, 'value' | 'context'>): Snapshot {
  const key = JSON.stringify(value)
  const known = positions.get(key) ?? conversationMachine.resolveState({ value, context })
  positions.set(key, known)
  return { ...known, context }
}

/** Never started. XState's own `transition` makes one each time, and with it an initial state: most of what it costs. */
const nobody = createActor(conversationMachine)
const scope = {
  self: nobody,
  system: nobody.system,
  id: '',
  sessionId: '',
  logger: () => {},
  defer: () => {},
  stopChild: () => {},
  emit: () => {},
}

/** The next snapshot, and what it wants said or done; nothing is executed. */
export function moved(snapshot: Snapshot, event: MachineEvent): [next: Snapshot, actions: MachineAction[]] {
  const actions: MachineAction[] = []
  const note: AnyActorScope['actionExecutor'] = ({ type, params }) => {
    if (type === 'say' || type === 'perform') actions.push({ type, params } as MachineAction)
  }
  const next = conversationMachine.transition(snapshot, event, {
    ...scope,
    actionExecutor: note,
  } as AnyActorScope)
  return [next, actions]
}
