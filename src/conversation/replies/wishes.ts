/** What can be wanted of an application or a project: the buttons, what is asked, what is read back, and why not. */
import type { Why } from '../../casework/life.ts'
import { lastDayOf } from '../../casework/project-dates.ts'
import type { Choice } from '../../contract/conversation.ts'
import { showDate } from '../../language/dates.ts'
import type { FormSetting } from '../../programme/schema.ts'
import { returnedOf } from '../handed-in.ts'
import type { Memory, Reply } from '../types.ts'
import { latestUntil, projectOf, projectRules, WISHES, type Wish, whyNever, whyNot } from '../wishes.ts'
import type { World } from '../world.ts'
import { authorityName } from './case-names.ts'
import { mendChoice } from './mending.ts'

/** Everything that can be done now with what was handed in, the nearest first. */
export function caseChoices(world: World): Choice[] {
  const { phrases, draft } = world
  const forms = formChoices(world)
  const wishes = WISHES.filter((wish) => formFor(world, wish) === null && whyNever(world, wish) === null)
  const isReturned = returnedOf(draft) !== null
  const recall = whyNot(world, { type: 'recall' }) === null
  return [
    ...(isReturned ? [mendChoice(world)] : []),
    ...forms,
    ...wishes.filter((wish) => wish !== 'withdraw').map((wish) => wishChoice(world, wish)),
    { value: 'do:check', label: phrases.say('buttons.check') },
    ...(recall ? [{ value: 'do:recall', label: phrases.say('buttons.recall') }] : []),
    ...(wishes.includes('withdraw') ? [wishChoice(world, 'withdraw')] : []),
  ]
}

/** What is given up is the application, or the project that came of it. */
export function wishChoice(world: World, wish: Wish): Choice {
  const key = wish === 'withdraw' && projectOf(world) ? 'withdraw-project' : wish
  return { value: `wish:begin:${wish}`, label: world.phrases.say(`case.buttons.${key}`) }
}

/** The way to a person's own application, from one of its later forms. */
export const leaveFormChoice = ({ phrases }: World): Choice => ({
  value: 'do:leave-form',
  label: phrases.say('case.buttons.leave-form'),
})

/** The later forms that are open in the state of the project. */
export function formChoices(world: World): Choice[] {
  const { programme, text } = world
  return programme.forms
    .filter((form) => isOpen(world, form))
    .map(({ id }) => ({ value: `form:${id}`, label: text.forms[id]?.button ?? id }))
}

/** The later form whose handing in is this wish, if the programme has one; inside it, itself. */
export function formFor(world: World, wish: Wish): string | null {
  const { form: own, forms } = world.programme
  const found = [...(own ? [own] : []), ...forms].find((form) => form.does === wish && isOpen(world, form))
  return found?.id ?? null
}

function isOpen(world: World, { opens }: FormSetting): boolean {
  const state = projectOf(world)?.kept.state
  return opens.some((open) => open === state)
}

/** What is asked about what is wanted. */
export function sayWishStep(world: World, step: 'until' | 'reason', { wanted }: Memory): Reply {
  const { phrases } = world
  const drop = { value: 'wish:drop', label: phrases.say('case.buttons.drop') }
  if (step === 'reason')
    return {
      key: 'case.ask.reason',
      text: phrases.say(`case.ask.reason.${wanted?.act ?? 'withdraw'}`, paramsOf(world)),
      choices: [drop],
    }
  const latest = latestUntil(world)
  const day = latest ? showDate(latest, phrases.language) : ''
  return {
    key: 'case.ask.until',
    text: phrases.say('case.ask.until', paramsOf(world)),
    choices: [
      ...(latest
        ? [{ value: `wish:until:${latest}`, label: phrases.say('case.buttons.latest', { day }) }]
        : []),
      drop,
    ],
  }
}

/** Reads back what is wanted and asks for the yes. */
export function sayWishConfirm(world: World, revision: number, wanted: NonNullable<Memory['wanted']>): Reply {
  const { phrases } = world
  const { act, number, until, reason = '' } = wanted
  const of = act === 'withdraw' && projectOf(world) ? 'withdraw-project' : act
  const settles = `${act}:${revision}:${number}`
  return {
    key: `case.confirm.${act}`,
    text: phrases.say(`case.confirm.${of}`, {
      ...paramsOf(world),
      until: until ? showDate(until, phrases.language) : '',
      reason,
    }),
    choices: [
      { value: `yes:${settles}`, label: phrases.say(`case.confirm.yes.${act}`) },
      { value: `no:${settles}`, label: phrases.say('confirm.no') },
    ],
  }
}

/** Two things are meant by “withdraw”: to change it, or not to apply any more. */
export function sayWhichWithdrawal(world: World): Reply {
  const { phrases } = world
  return {
    key: 'case.which-withdrawal',
    text: phrases.say('case.which-withdrawal'),
    choices: [
      { value: 'do:recall', label: phrases.say('buttons.recall') },
      wishChoice(world, 'withdraw'),
      { value: 'show:status', label: phrases.say('buttons.status') },
    ],
  }
}

/** Why something cannot be, in words for the applicant; of a day that cannot be, which ones can. */
export function sayWhy(world: World, why: Why): Reply {
  const { phrases } = world
  const isDay = why === 'until-not-later' || why === 'until-too-late'
  return {
    key: `case.why.${why}`,
    text: [
      phrases.say('case.cannot', { why: phrases.say(`case.why.${why}`) }),
      ...(isDay ? [phrases.say('case.ask.range', paramsOf(world))] : []),
    ].join('\n'),
    choices: [{ value: 'show:status', label: phrases.say('buttons.status') }],
  }
}

/** What every sentence about a case may name. */
export function paramsOf(world: World): Record<string, string | number> {
  const { phrases, programme, draft } = world
  const rules = projectRules(world)
  const term = projectOf(world)?.kept.context.term
  const show = (day: string | null | undefined): string => (day ? showDate(day, phrases.language) : '')
  return {
    number: draft.case?.number ?? draft.submission?.number ?? '',
    authority: authorityName(world),
    clause: programme.project?.clause ?? '',
    has: programme.project?.clause ? 'yes' : 'no',
    terminates: programme.project?.overdue === 'terminated' ? 'yes' : 'no',
    end: rules && term ? show(lastDayOf(rules, term).day) : '',
    latest: show(latestUntil(world)),
    opens: show(programme.window?.opens),
    closes: show(programme.window?.closes),
  }
}
