/** An application that is handed in to the last tier at once, in a call whose others are recommended first. */
import { describe, expect, it } from 'vitest'
import type { ApplicationAct, ApplicationRules } from '../../src/casework/application-acts.ts'
import { applicationLife, beginApplication } from '../../src/casework/application-life.ts'
import { type Actor, isRefused, takeAct } from '../../src/casework/life.ts'
import { officer, unit } from '../rigs/lives.ts'
import { at, pilot } from '../rigs/office.ts'

const rules: ApplicationRules = pilot
const bureau = officer('bureau')
const direct: ApplicationAct = { type: 'submit', direct: true }
const remarks = [{ field: 'project_name', comment: 'too long for its box' }]

/** Where these acts lead, each an hour after the one before; or why the last of them is refused. */
function after(...acts: [ApplicationAct, Actor][]) {
  let kept = beginApplication(at('2021-04-12 08:00'))
  for (const [index, [act, by]] of acts.entries()) {
    const decided = takeAct(applicationLife, kept, { act, by, at: at(`2021-04-12 ${10 + index}:00`) }, rules)
    if (isRefused(decided)) return decided.refused
    kept = decided.kept
  }
  return { state: kept.state, holder: applicationLife.holderOf(kept, rules) }
}

describe('an application handed in directly', () => {
  it('is before the last tier at once, which decides it', () => {
    expect(after([direct, unit])).toEqual({ state: 'deciding', holder: 'bureau' })
    expect(after([direct, unit], [{ type: 'approve' }, bureau])).toMatchObject({ state: 'approved' })
  })

  it('can be taken back while nobody has dealt with it, unlike one that was forwarded', () => {
    expect(after([direct, unit], [{ type: 'recall' }, unit])).toMatchObject({ state: 'recalled' })
    const forwarded: [ApplicationAct, Actor] = [{ type: 'recommend', opinion: 'yes' }, officer('recommender')]
    expect(after([{ type: 'submit' }, unit], forwarded, [{ type: 'recall' }, unit])).toBe('already-forwarded')
  })

  it('goes back to the last tier once it is mended', () => {
    const back: [ApplicationAct, Actor] = [{ type: 'return', fields: remarks, due: '2021-04-19' }, bureau]
    const mended: [ApplicationAct, Actor] = [{ type: 'resubmit', changed: ['project_name'] }, unit]
    expect(after([direct, unit], back, mended)).toEqual({ state: 'deciding', holder: 'bureau' })
  })

  it('is recommended first when it is handed in anew by the other door', () => {
    const recall: [ApplicationAct, Actor] = [{ type: 'recall' }, unit]
    expect(after([direct, unit], recall, [{ type: 'submit' }, unit])).toEqual({
      state: 'recommending',
      holder: 'recommender',
    })
    expect(after([direct, unit], recall, [{ type: 'submit' }, unit], recall)).toMatchObject({ state: 'recalled' })
  })
})
