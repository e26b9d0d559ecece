/**
 * The life of a project: running for its term, accepted or not, certified, put forward, closed; or terminated when the
 * term runs out. What the applicant has asked for in time stops the clock until the authority has answered. An XState
 * machine used purely: an act in, what is kept and effects out.
 */
import { assign, setup } from 'xstate'
import type { Effect, Life, Party, Role } from './life.ts'
import {
  judgeProject,
  type KeptProject,
  type ProjectAct,
  type ProjectContext,
  type ProjectEvent,
  type ProjectMove,
  type ProjectRules,
} from './project-acts.ts'
import { warningDue } from './project-dates.ts'
import { dateIn } from './window.ts'

/** The guard of a move: who may make it, what it needs, and where there are several moves of one act, when it applies. */
const may = (by: Role[], needs: ProjectMove['needs'] = [], when: ProjectMove['when'] = []) =>
  ({ type: 'may', params: { by, needs, when } }) as const

/** The recommender hears of it as the guarantor of the project. */
const tell = (news: string, ...to: Party[]): Effect[] => to.map((one) => ({ type: 'tell', to: one, news }))
const does = (...effects: Effect[][]) => ({ type: 'does', params: { effects: effects.flat() } }) as const

const lifeSetup = setup({
  types: { context: {} as ProjectContext, events: {} as ProjectEvent },
  actions: {
    does: (_, _params: { effects: Effect[] }) => {},
    extend: assign(({ context, event }) => ({
      ...newEnd(context, event),
      extensions: context.extensions + 1,
    })),
    reinstate: assign(({ context, event }) => newEnd(context, event)),
    'use-up-warning': assign(({ context, event }) => ({
      warned: {
        ...context.warned,
        marks: [...context.warned.marks, ...(warningOf(context, event)?.marks ?? [])],
      },
    })),
    'use-up-chance': assign({ rectified: true }),
  },
  guards: { may: (input, move: ProjectMove) => judgeProject(move, input) === null },
})

/** The last day that a decision names; its warnings are still to be given. */
function newEnd({ term }: ProjectContext, event: ProjectEvent): Pick<ProjectContext, 'term' | 'warned'> {
  const until = 'until' in event ? event.until : term.until
  return { term: { ...term, until }, warned: { since: dateIn(event.rules, event.at), marks: [] } }
}

const warningOf = ({ term, warned }: ProjectContext, { rules, at }: ProjectEvent) =>
  warningDue(rules, term, warned, at)

function warning(context: ProjectContext, event: ProjectEvent): Effect[] {
  const due = warningOf(context, event)
  return due ? [{ type: 'warn', daysLeft: due.daysLeft }] : []
}

/** Ends by the applicant's wish or by a decision, from every state of a project that goes on. */
const ends = {
  withdraw: {
    guard: may(['applicant'], ['reason']),
    target: 'withdrawn',
    actions: does(tell('withdrawn', 'authority', 'recommender')),
  },
  cancel: {
    guard: may(['authority'], ['reason']),
    target: 'cancelled',
    actions: does(tell('cancelled', 'applicant', 'recommender')),
  },
} as const

/** What the clock says while acceptance has not been asked for. What it says is worked out before it is used up. */
const warn = {
  guard: may(['clock'], ['warning-due']),
  actions: [
    {
      type: 'does',
      params: ({ context, event }: { context: ProjectContext; event: ProjectEvent }) => ({
        effects: warning(context, event),
      }),
    },
    'use-up-warning',
  ],
} as const

const terminate = {
  guard: may(['clock'], ['ends-by-itself', 'overdue']),
  target: 'terminated',
  actions: does(
    [{ type: 'letter', of: 'termination' }],
    tell('terminated', 'applicant', 'recommender', 'authority'),
  ),
} as const

const requestAcceptance = {
  guard: may(['applicant'], ['in-term']),
  target: 'accepting',
  actions: does(tell('acceptance-requested', 'authority', 'recommender')),
} as const

const close = {
  guard: may(['authority']),
  target: 'closed',
  actions: does(tell('closed', 'applicant')),
} as const

const putForward = {
  guard: may(['authority'], ['national', 'reason']),
  target: 'put-forward',
  actions: does(tell('put-forward', 'applicant', 'recommender')),
} as const

const failed = {
  target: 'not-passed',
  actions: does(tell('not-passed', 'applicant', 'recommender')),
} as const

export const projectMachine = lifeSetup.createMachine({
  id: 'project',
  initial: 'running',
  context: ({ input }) => input as ProjectContext,
  states: {
    running: {
      on: {
        ...ends,
        warn,
        terminate,
        'request-acceptance': requestAcceptance,
        'begin-mid-term': {
          guard: may(['authority'], ['mid-term']),
          target: 'mid-term',
          actions: does(tell('mid-term-begun', 'applicant', 'recommender')),
        },
        'request-change': {
          guard: may(['applicant'], ['change', 'reason']),
          target: 'changing',
          actions: does(tell('change-requested', 'authority', 'recommender')),
        },
        'request-extension': {
          guard: may(
            ['applicant'],
            ['extension', 'extension-left', 'still-to-ask', 'reason', 'within-extension'],
          ),
          target: 'extending',
          actions: does(tell('extension-requested', 'authority', 'recommender')),
        },
      },
    },
    'mid-term': {
      on: {
        ...ends,
        warn,
        terminate,
        'finish-mid-term': {
          guard: may(['authority'], ['opinion']),
          target: 'running',
          actions: does(tell('mid-term-finished', 'applicant', 'recommender')),
        },
      },
    },
    changing: {
      on: {
        ...ends,
        warn,
        terminate,
        allow: {
          guard: may(['authority']),
          target: 'running',
          actions: does(tell('change-allowed', 'applicant', 'recommender')),
        },
        refuse: {
          guard: may(['authority'], ['reason']),
          target: 'running',
          actions: does(tell('change-refused', 'applicant', 'recommender')),
        },
      },
    },
    /** the clock waits for the answer */
    extending: {
      on: {
        ...ends,
        warn,
        grant: {
          guard: may(['authority'], ['within-extension', 'until-ahead']),
          target: 'running',
          actions: ['extend', does(tell('extended', 'applicant', 'recommender'))],
        },
        refuse: {
          guard: may(['authority'], ['reason']),
          target: 'running',
          actions: does(tell('extension-refused', 'applicant', 'recommender')),
        },
        // the request for more time lapses: nobody who is ready is kept waiting for it
        'request-acceptance': requestAcceptance,
      },
    },
    accepting: {
      on: {
        ...ends,
        evaluate: [
          {
            guard: may(['authority'], ['opinion'], ['passes']),
            target: 'passed',
            actions: does(tell('passed', 'applicant', 'recommender')),
          },
          {
            guard: may(['authority'], ['opinion'], ['fails-once']),
            target: 'rectifying',
            actions: ['use-up-chance', does(tell('to-rectify', 'applicant', 'recommender'))],
          },
          { guard: may(['authority'], ['opinion'], ['fails']), ...failed },
        ],
      },
    },
    rectifying: {
      on: {
        ...ends,
        rectified: {
          guard: may(['applicant']),
          target: 'accepting',
          actions: does(tell('rectified', 'authority', 'recommender')),
        },
        evaluate: { guard: may(['authority'], ['failed', 'opinion']), ...failed },
      },
    },
    passed: {
      on: {
        certify: {
          guard: may(['authority'], ['certificate', 'number']),
          target: 'certified',
          actions: {
            type: 'does',
            params: ({ event }) => ({
              effects: [
                { type: 'certificate', number: event.number },
                ...tell('certified', 'applicant', 'recommender'),
              ],
            }),
          },
        },
        'put-forward': { ...putForward, guard: may(['authority'], ['no-certificate', 'national', 'reason']) },
        close: { ...close, guard: may(['authority'], ['no-certificate']) },
      },
    },
    certified: { on: { 'put-forward': putForward, close } },
    'put-forward': { on: { close } },
    'not-passed': { on: { close } },
    terminated: {
      on: {
        reinstate: {
          guard: may(['authority'], ['reason', 'document', 'until-ahead']),
          target: 'running',
          actions: [
            'reinstate',
            does([{ type: 'letter', of: 'reinstatement' }], tell('reinstated', 'applicant', 'recommender')),
          ],
        },
      },
    },
    withdrawn: {},
    cancelled: {},
    closed: {},
  },
})

const WITH_APPLICANT: readonly string[] = ['running', 'mid-term', 'rectifying']
const WITH_AUTHORITY: readonly string[] = [
  ...['changing', 'extending', 'accepting', 'passed', 'certified', 'put-forward', 'not-passed'],
]

/** The machine with what its moves need, for takeAct and replay. */
export const projectLife: Life<ProjectAct, ProjectContext, ProjectRules> = {
  machine: projectMachine,
  judge: judgeProject,
  holderOf: ({ state }, { tiers }) => {
    if (WITH_APPLICANT.includes(state)) return 'applicant'
    return WITH_AUTHORITY.includes(state) ? (tiers.at(-1) ?? null) : null
  },
}

/** A project as it begins, with the day of approval. */
export function beginProject(rules: ProjectRules, approvedAt: Date): KeptProject {
  const approved = dateIn(rules, approvedAt)
  return {
    state: 'running',
    context: {
      ...{ term: { approved, until: null }, warned: { since: approved, marks: [] } },
      ...{ extensions: 0, rectified: false },
    },
    since: approvedAt.toISOString(),
    recused: [],
    awaiting: null,
  }
}
