import { describe, expect, it } from 'vitest'
import { beginApplication } from '../../src/casework/application-life.ts'
import type { DraftCase } from '../../src/casework/case.ts'
import { beginProject } from '../../src/casework/project-life.ts'
import { initialState, type TurnOutput, takeTurn } from '../../src/conversation/take-turn.ts'
import type { Activity, Draft } from '../../src/conversation/types.ts'
import type { Library } from '../../src/conversation/world.ts'
import { readLocales } from '../../src/read-locales.ts'
import { makeLibrary } from '../../src/service/libraries.ts'
import { libraryOf } from '../rigs/golden.ts'

const library = await libraryOf('shanghai-standardization-pilot-2021')
const acceptance = library.programme.formProgrammes.get('acceptance')
const formLibrary = makeLibrary(acceptance as NonNullable<typeof acceptance>, await readLocales())

const approvedAt = new Date('2021-06-15T01:00:00Z')
const { project } = library.programme
const running: DraftCase = {
  ...{ number: 'N-1', body: 'district-xuhui', areas: ['services'] },
  application: { ...beginApplication(approvedAt), state: 'approved' },
  project: {
    ...{ number: 'N-1', endsOn: '2023-06-15', certificate: null },
    kept: beginProject({ ...library.programme, project: project as NonNullable<typeof project> }, approvedAt),
  },
}
const submission = { number: 'N-1', checkCode: 'CODE', at: '2021-04-12T02:00:00Z' }
const own: Draft = { id: 'draft', code: 'TEST-CODE', revision: 3, entries: {}, submission, case: running }
const later: Draft = {
  ...{ id: 'later', code: 'LATE-CODE', revision: 0, entries: {}, case: running },
  form: { id: 'acceptance', parentCode: 'TEST-CODE' },
}

/** Takes activities in turn, with everything between two of them sent through JSON. */
function talk(draft: Draft, activities: Activity[], of: Library = library, locale = 'zh-CN'): TurnOutput {
  let last: Pick<TurnOutput, 'state' | 'draft'> = { state: initialState(locale), draft }
  let output: TurnOutput | null = null
  for (const activity of activities) {
    const { state, draft: now } = JSON.parse(JSON.stringify(last)) as typeof last
    output = takeTurn({
      ...{ library: of, state, draft: now, activity },
      receivedAt: new Date('2022-03-01T02:00:00Z'),
      unprintable: () => [],
      documentAddress: () => '',
      fileAddress: () => '',
    })
    last = output
  }
  if (!output) throw new Error('nothing was said')
  return output
}

const say = (text: string): Activity => ({ kind: 'text', text })
const press = (value: string): Activity => ({ kind: 'choice', value })
const keys = ({ replies }: TurnOutput): string[] => replies.map(({ key }) => key)

describe('an extension', () => {
  const asked = [say('申请延期'), say('2023年9月30日'), say('设备到货推迟')]

  it('is asked for with the day and the reason after a yes, and not before', () => {
    expect(talk(own, asked).effects).toEqual([])
    expect(talk(own, [...asked, say('好的')]).effects).toEqual([
      {
        type: 'case-act',
        act: { type: 'request-extension', until: '2023-09-30', reason: '设备到货推迟' },
      },
    ])
  })

  it('is not settled by the yes of an earlier one, of another wish or of another revision', () => {
    const anew = [
      ...asked,
      press('no:request-extension:3:1'),
      say('申请延期'),
      say('半年'),
      say('另一个理由'),
    ]
    for (const old of ['yes:request-extension:3:1', 'yes:withdraw:3:2', 'yes:request-extension:2:2'])
      expect(talk(own, [...anew, press(old)]).effects).toEqual([])
    expect(talk(own, [...anew, press('yes:request-extension:3:2')]).effects).toHaveLength(1)
  })

  it('takes no day from a button that was on the screen for another question', () => {
    const output = talk(own, [say('申请延期'), say('半年'), press('wish:until:2023-07-01')])
    expect(keys(output)).toEqual(['repair.moved-on', 'case.ask.reason'])
  })

  it('is a question to the notice, with the button, for who asks whether it is possible', () => {
    const { replies, effects } = talk(own, [say('项目可以延期吗')])
    expect(replies[0]?.key).toBe('answers.extension')
    expect(replies[0]?.choices).toContainEqual({ value: 'wish:begin:request-extension', label: '申请延期' })
    expect(effects).toEqual([])
  })

  it('is read in English as it is typed', () => {
    for (const [said, until] of [
      ['three months', '2023-09-15'],
      ['until 1 August 2023', '2023-08-01'],
      ['half a year please', '2023-12-15'],
    ] as const) {
      const { state } = talk(own, [say('request an extension'), say(said)], library, 'en')
      expect(state.memory.wanted?.until).toBe(until)
    }
  })

  it('is only a question as long as nothing was handed in', () => {
    const { replies } = talk({ id: 'd', code: 'C', revision: 0, entries: {} }, [say('申请延期')])
    expect(replies[0]?.key).toMatch(/^answers\./)
  })
})

describe('a form that follows', () => {
  it('is opened for the wish that it stands for, and offered in the status', () => {
    expect(talk(own, [say('申请验收')]).effects).toEqual([{ type: 'open-form', form: 'acceptance' }])
    const offered = talk(own, [say('查进度')]).replies[0]?.choices?.map(({ value }) => value)
    expect(offered).toContain('form:acceptance')
    expect(offered).not.toContain('wish:begin:request-acceptance')
  })

  it('is not opened where the project is not so far', () => {
    const early = { ...own, case: { ...running, project: null } }
    expect(talk(early, [press('form:acceptance')]).effects).toEqual([])
  })

  it('has a menu of its own, without check and areas, and leads back to the application', () => {
    const { replies } = talk(later, [say('菜单')], formLibrary)
    const offered = replies.at(-1)?.choices?.map(({ value }) => value)
    expect(offered).toEqual(['begin:filing', 'do:check', 'do:leave-form'])
    expect(talk(later, [say('返回申报')], formLibrary).effects).toEqual([{ type: 'leave-form' }])
    expect(talk(own, [say('返回申报')]).effects).toEqual([])
  })

  it('is filled in although its application can no longer be changed', () => {
    const output = talk(later, [say('开始填写')], formLibrary)
    expect(keys(output)[0]).toMatch(/^filing\.ask\./)
  })
})

describe('what was stored before there were wishes', () => {
  it('goes on', () => {
    const { state } = talk(own, [say('你好')])
    const { value, context } = state.snapshot as { value: Record<string, unknown>; context: unknown }
    const { wish: _, ...older } = value
    const output = takeTurn({
      ...{ library, state: { ...state, snapshot: { value: older, context } }, draft: own },
      ...{ activity: say('申请延期'), receivedAt: new Date('2022-03-01T02:00:00Z') },
      unprintable: () => [],
      documentAddress: () => '',
      fileAddress: () => '',
    })
    expect(keys(output)).toEqual(['case.ask.until'])
  })
})
