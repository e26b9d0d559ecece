/**
 * The life of an application: draft, handed in, before each tier in turn, approved or not. The tiers are those of the
 * programme: all but the last recommend, the last decides; with one tier only, or where it is handed in to the last one
 * directly, nobody recommends. An XState machine used purely: an act in, what is kept and effects out.
 */
import { assign, setup } from 'xstate'
import {
  type ApplicationAct,
  type ApplicationContext,
  type ApplicationEvent,
  type ApplicationMove,
  type ApplicationRules,
  firstTierOf,
  judgeApplication,
  type KeptApplication,
  type Remark,
} from './application-acts.ts'
import type { Effect, Life, Party, Role } from './life.ts'
import { isAfter } from './project-dates.ts'

/** The guard of a move: who may make it, what it needs, and where there are several moves of one act, when it applies. */
const may = (by: Role[], needed: ApplicationMove['needs'] = [], applies: ApplicationMove['when'] = []) =>
  ({ type: 'may', params: { by, needs: needed, when: applies } }) as const

const tell = (to: Party, news: string): Effect => ({ type: 'tell', to, news })
const does = (...effects: Effect[]) => ({ type: 'does', params: { effects } }) as const
const closing: Effect = { type: 'open-fields', fields: [], due: null }
const opening = (fields: readonly Remark[], due: string): Effect => ({
  type: 'open-fields',
  fields: fields.map(({ field }) => field),
  due,
})

function approving({ project, tiers }: ApplicationRules): Effect[] {
  const begins: Effect[] = project ? [{ type: 'begin-project' }] : []
  const appoints: Effect[] = project && tiers.length > 1 ? [{ type: 'appoint-guarantor' }] : []
  return [tell('applicant', 'approved'), tell('recommender', 'approved'), ...begins, ...appoints]
}

const handedIn = (tier: number, { version }: ApplicationContext): ApplicationContext => ({
  ...{ tier, version: version + 1, returned: null },
  first: tier > 0 ? tier : undefined,
})

const lifeSetup = setup({
  types: { context: {} as ApplicationContext, events: {} as ApplicationEvent },
  actions: {
    does: (_, _params: { effects: Effect[] }) => {},
    'hand-in': assign((input) => handedIn(firstTierOf(input), input.context)),
    'hand-in-again': assign({ version: ({ context }) => context.version + 1, returned: null }),
    forward: assign({ tier: ({ context }) => context.tier + 1 }),
    'close-return': assign({ returned: null }),
  },
  guards: { may: (input, move: ApplicationMove) => judgeApplication(move, input) === null },
})

const submit = [
  {
    guard: may(['applicant'], ['in-window'], ['is-recommended-first']),
    target: 'recommending',
    actions: ['hand-in', does(tell('recommender', 'submitted'))],
  },
  {
    guard: may(['applicant'], ['in-window'], ['is-decided-at-once']),
    target: 'deciding',
    actions: ['hand-in', does(tell('authority', 'submitted'))],
  },
] as const

/** Taking back, to hand in anew, or for good; all who have had it hear of it. */
const leave = (...to: Party[]) =>
  ({
    recall: {
      guard: may(['applicant'], ['not-forwarded', 'window-still-open']),
      target: 'recalled',
      actions: does(...to.map((one) => tell(one, 'recalled'))),
    },
    withdraw: {
      guard: may(['applicant']),
      target: 'withdrawn',
      actions: does(...to.map((one) => tell(one, 'withdrawn'))),
    },
  }) as const

/** What ends it: `first` is what else is to be done. */
const declined = (...first: Effect[]) =>
  ({ target: 'declined', actions: ['close-return', does(...first, tell('applicant', 'declined'))] }) as const
const rejected = (...first: Effect[]) =>
  ({
    target: 'rejected',
    actions: ['close-return', does(...first, tell('applicant', 'rejected'), tell('recommender', 'rejected'))],
  }) as const

export const applicationMachine = lifeSetup.createMachine({
  id: 'application',
  initial: 'draft',
  context: { tier: 0, version: 0, returned: null },
  states: {
    draft: { on: { submit } },
    recalled: { on: { submit } },
    /** before a tier that recommends */
    recommending: {
      on: {
        ...leave('recommender'),
        return: {
          guard: may(['recommender'], ['own-tier', 'remarks', 'due-ahead']),
          target: 'returned',
          actions: [
            assign({ returned: ({ event }) => ({ fields: event.fields, due: event.due }) }),
            {
              type: 'does',
              params: ({ event }) => ({
                effects: [opening(event.fields, event.due), tell('applicant', 'returned')],
              }),
            },
          ],
        },
        recommend: [
          {
            guard: may(['recommender'], ['own-tier', 'opinion'], ['another-recommends']),
            target: 'recommending',
            actions: ['forward', does(tell('applicant', 'recommended'), tell('recommender', 'arrived'))],
          },
          {
            guard: may(['recommender'], ['own-tier', 'opinion'], ['authority-is-next']),
            target: 'deciding',
            actions: ['forward', does(tell('applicant', 'recommended'), tell('authority', 'arrived'))],
          },
        ],
        decline: { guard: may(['recommender'], ['own-tier', 'reason']), ...declined() },
      },
    },
    /** before the last tier */
    deciding: {
      on: {
        ...leave('authority', 'recommender'),
        return: {
          guard: may(['authority'], ['remarks', 'due-ahead']),
          target: 'returned',
          actions: [
            assign({ returned: ({ event }) => ({ fields: event.fields, due: event.due }) }),
            {
              type: 'does',
              params: ({ event }) => ({
                effects: [opening(event.fields, event.due), tell('applicant', 'returned')],
              }),
            },
          ],
        },
        approve: {
          guard: may(['authority']),
          target: 'approved',
          actions: { type: 'does', params: ({ event }) => ({ effects: approving(event.rules) }) },
        },
        reject: { guard: may(['authority'], ['reason']), ...rejected() },
      },
    },
    /** with the applicant, to mend the fields named */
    returned: {
      on: {
        resubmit: [
          {
            guard: may(['applicant'], ['only-returned'], ['recommender-returned']),
            target: 'recommending',
            actions: ['hand-in-again', does(closing, tell('recommender', 'resubmitted'))],
          },
          {
            guard: may(['applicant'], ['only-returned'], ['authority-returned']),
            target: 'deciding',
            actions: ['hand-in-again', does(closing, tell('authority', 'resubmitted'))],
          },
        ],
        'allow-longer': {
          guard: may(['recommender', 'authority'], ['own-tier', 'reason', 'due-ahead']),
          actions: [
            assign({
              returned: ({ context, event }) => ({ fields: context.returned?.fields ?? [], due: event.due }),
            }),
            {
              type: 'does',
              params: ({ context, event }) => ({
                effects: [opening(context.returned?.fields ?? [], event.due), tell('applicant', 'longer')],
              }),
            },
          ],
        },
        withdraw: [
          {
            guard: may(['applicant'], [], ['recommender-returned']),
            target: 'withdrawn',
            actions: ['close-return', does(closing, tell('recommender', 'withdrawn'))],
          },
          {
            guard: may(['applicant'], [], ['authority-returned']),
            target: 'withdrawn',
            actions: [
              'close-return',
              does(closing, tell('authority', 'withdrawn'), tell('recommender', 'withdrawn')),
            ],
          },
        ],
        decline: { guard: may(['recommender'], ['own-tier', 'reason']), ...declined(closing) },
        reject: { guard: may(['authority'], ['own-tier', 'reason']), ...rejected(closing) },
      },
    },
    approved: {},
    declined: {},
    rejected: {},
    withdrawn: {},
  },
})

const WITH_APPLICANT: readonly string[] = ['draft', 'recalled', 'returned']
const WITH_TIER: readonly string[] = ['recommending', 'deciding']

/** The machine with what its moves need, for takeAct and replay. */
export const applicationLife: Life<ApplicationAct, ApplicationContext, ApplicationRules> = {
  machine: applicationMachine,
  judge: judgeApplication,
  holderOf: ({ state, context }, { tiers }) => {
    if (WITH_APPLICANT.includes(state)) return 'applicant'
    return WITH_TIER.includes(state) ? (tiers[context.tier] ?? null) : null
  },
}

/** An application that nobody has handed in. */
export const beginApplication = (at: Date): KeptApplication => ({
  state: 'draft',
  context: { tier: 0, version: 0, returned: null },
  since: at.toISOString(),
  recused: [],
  awaiting: null,
})

/** True when the day to mend what was returned is over; it may still be handed in until a tier decides otherwise. */
export const isReturnOverdue = ({ context }: KeptApplication, rules: ApplicationRules, now: Date): boolean =>
  context.returned !== null && isAfter(rules, context.returned.due, now)
