import { describe, expect, it } from 'vitest'
import { deskOutcome } from '../../src/enquiry/desk.ts'
import { type DeskActivity, NO_DESK } from '../../src/enquiry/desk-shapes.ts'
import type { Card } from '../../src/enquiry/enquiry.ts'
import { caseOf, enquiry, entry, keysOf, NOON, ONE, presses, says, TWO, talk, worldOf } from '../rigs/desk.ts'

const one = caseOf(enquiry(1))
const two = caseOf(enquiry(2))
const answered = caseOf(enquiry(1, { status: 'answered', dueAt: null }), [entry('answered', '按收到日。')])
const pdf = { id: 'f', name: '说明.pdf', bytes: 10, mediaType: 'application/pdf' }
const CARD = 'ZX-2021-0001 新的咨询\n领域：玫瑰\n提问：参照 ZX-2021-0002 那样可以吗？'
const answerTo = (id: string, text: string) => ({ enquiryId: id, act: { type: 'answer', text, files: [] } })

describe('An answer goes to the enquiry that the officer named', () => {
  const ways: [string, DeskActivity[]][] = [
    ['by quoting its card, whatever other number the asker wrote', [says('按收到日计算。', CARD)]],
    [
      'by a card with an input',
      [{ kind: 'form', step: `desk:answer:${ONE}`, values: { text: '按收到日计算。' } }],
    ],
    ['by a button and the next message', [presses(`desk:answer:${ONE}`), says('按收到日计算。')]],
    ['by its number before the words', [says('ZX-2021-0001 按收到日计算。')]],
    ['by its number, however it is written', [says('ｚｘ-2021-0001：按收到日计算。')]],
    ['by a command with the number', [says('答复 ZX-2021-0001 按收到日计算。')]],
    ['by choosing among several', [says('按收到日计算。'), presses(`desk:for:1:${ONE}`)]],
  ]
  it.each(ways)('%s', (_how, activities) => {
    expect(talk(worldOf([one, two]), activities).act).toEqual(answerTo(ONE, '按收到日计算。'))
  })

  it('by a yes, where only one is open and it was not said which', () => {
    const world = worldOf([one])
    const asked = talk(world, [says('按收到日计算。')])
    expect(asked.act).toBeNull()
    expect(asked.replies[0]?.text).toContain('ZX-2021-0001 的答复是这段话吗？')
    expect(asked.replies[0]?.text).toContain('按收到日计算。')
    expect(talk(world, [presses('yes:desk:1')], asked.state).act).toEqual(answerTo(ONE, '按收到日计算。'))
    expect(talk(world, [says('好的')], asked.state).act).toEqual(answerTo(ONE, '按收到日计算。'))
    expect(keysOf(talk(world, [says('不发')], asked.state))).toEqual(['desk.not-sent'])
  })
})

describe('Nothing is guessed', () => {
  it.each<[string, DeskActivity[], string]>([
    ['several open and none named', [says('按收到日计算。')], 'desk.for-which'],
    [
      'a list quoted, which names several',
      [says('按收到日计算。', '待答复的咨询有 2 件\nZX-2021-0001 a\nZX-2021-0002 b')],
      'desk.for-which',
    ],
    ['a number that is none of the officer’s', [says('ZX-2021-0099 按收到日计算。')], 'desk.refused.no-such'],
    ['a number that only begins like one', [says('ZX-2021-00012 按收到日计算。')], 'desk.refused.no-such'],
    [
      'a card quoted that is none of the officer’s',
      [says('按收到日计算。', 'ZX-2021-0099 新的咨询')],
      'desk.refused.no-such',
    ],
    ['a yes to an older question', [says('甲'), says('乙'), presses('yes:desk:1')], 'desk.refused.stale'],
    ['a button that is nobody’s', [presses(`desk:answer:${ONE.replace('1', '9')}`)], 'desk.refused.stale'],
    ['a number alone', [says('ZX-2021-0001')], 'desk.shown'],
  ])('%s', (_what, activities, key) => {
    const step = talk(worldOf([one, two]), activities)
    expect(keysOf(step)).toEqual([key])
    expect(step.act).toBeNull()
  })

  it('words an hour after the button are asked about again', () => {
    const pressed = talk(worldOf([one]), [presses(`desk:answer:${ONE}`)])
    const later = worldOf([one], 'zh-CN', { at: new Date(NOON.getTime() + 61 * 60_000) })
    expect(keysOf(talk(later, [says('按收到日计算。')], pressed.state))).toEqual(['desk.sure'])
  })

  it('nothing open: says that nobody got it', () => {
    expect(keysOf(talk(worldOf([]), [says('按收到日计算。')]))).toEqual(['desk.nothing-open'])
  })
})

describe('A file that could not be taken', () => {
  const lost = (text: string, quoted?: string): DeskActivity => ({
    kind: 'file',
    files: [],
    text,
    lost: 'too-large',
    ...(quoted ? { quoted } : {}),
  })

  it.each<[string, DeskActivity[]]>([
    ['that quotes the card', [lost('见附件。', CARD)]],
    ['after the button', [presses(`desk:answer:${ONE}`), lost('见附件。')]],
    ['of the only open one', [lost('见附件。')]],
  ])('holds the answer %s back, with its words, until the officer says so', (_how, came) => {
    const world = worldOf([one])
    const held = talk(world, came)
    expect(held.act).toBeNull()
    expect(held.replies[0]?.text).toContain('没能收到')
    expect(held.replies[0]?.text).toContain('您的答复：见附件。')
    expect(talk(world, [presses(`yes:desk:${held.state.asked}`)], held.state).act).toEqual(
      answerTo(ONE, '见附件。'),
    )
  })

  it.each([
    ['quoting the card again', CARD],
    ['alone', undefined],
  ])('goes with the words that wait when it is sent once more, %s', (_how, quoted) => {
    const world = worldOf([one])
    const again: DeskActivity = { kind: 'file', files: [pdf], ...(quoted ? { quoted } : {}) }
    const held = talk(world, [lost('见附件。', CARD), again])
    expect(keysOf(held)).toEqual(['desk.sure'])
    const { act } = talk(world, [presses(`yes:desk:${held.state.asked}`)], held.state)
    expect(act).toEqual({ enquiryId: ONE, act: { type: 'answer', text: '见附件。', files: [pdf] } })
  })

  it('is told of beside a note, which is written', () => {
    const step = talk(worldOf([one]), [presses(`desk:note:${ONE}`), lost('问过法规处。')])
    expect(step.act).toMatchObject({ enquiryId: ONE, act: { type: 'note', text: '问过法规处。' } })
    expect(keysOf(step)).toEqual(['desk.lost-file'])
  })
})

describe('Files', () => {
  it('go with the words they came with', () => {
    const step = talk(worldOf([one]), [{ kind: 'file', files: [pdf], text: '见附件。', quoted: CARD }])
    expect(step.act?.act).toEqual({ type: 'answer', text: '见附件。', files: [pdf] })
  })

  it('wait for the words that follow', () => {
    const world = worldOf([one, two])
    const came = talk(world, [{ kind: 'file', files: [pdf], quoted: CARD }])
    expect(keysOf(came)).toEqual(['desk.words-with-files'])
    expect(talk(world, [says('见附件。')], came.state).act?.act).toEqual({
      type: 'answer',
      text: '见附件。',
      files: [pdf],
    })
    expect(talk(world, [presses('yes:desk:1')], came.state).act?.act).toEqual({
      type: 'answer',
      text: '',
      files: [pdf],
    })
  })

  it('are gathered from several messages', () => {
    const more = { ...pdf, id: 'g' }
    const step = talk(worldOf([one, two]), [
      presses(`desk:answer:${ONE}`),
      { kind: 'file', files: [pdf] },
      { kind: 'file', files: [more], text: '见两份附件。' },
    ])
    expect(step.act?.act).toEqual({ type: 'answer', text: '见两份附件。', files: [pdf, more] })
  })

  it('without a word of whose they are are asked about', () => {
    const step = talk(worldOf([one]), [{ kind: 'file', files: [pdf] }])
    expect(keysOf(step)).toEqual(['desk.sure-files'])
    expect(step.replies[0]?.text).toContain('说明.pdf')
  })
})

describe('Somebody was faster', () => {
  it('asks whether it is an addition, and sends it as one', () => {
    const world = worldOf([answered])
    const asked = talk(world, [says('另外注意节假日。', CARD)])
    expect(asked.act).toBeNull()
    expect(asked.replies[0]?.text).toContain('已由李明于')
    expect(talk(world, [presses('yes:desk:1')], asked.state).act).toEqual({
      ...answerTo(ONE, '另外注意节假日。'),
      version: 3,
    })
  })

  it('asks the same when it happened while the answer was written', () => {
    const tried = { enquiryId: ONE, act: { type: 'answer' as const, text: '另外…', files: [] } }
    const outcome = { type: 'refused' as const, why: 'already-answered', number: 'ZX-2021-0001', by: '李明' }
    const step = deskOutcome(worldOf([answered]), NO_DESK, tried, outcome)
    expect(keysOf(step)).toEqual(['desk.addition'])
    expect(step.state.pending).toMatchObject({ type: 'confirm', text: '另外…', addition: true })
  })

  it.each<[string, string, string]>([
    ['answer', 'desk.wanted.addition', '已由李明于'],
    ['take', 'desk.happened.answered', '已由李明于'],
    ['move', 'desk.happened.answered', '已由李明于'],
    ['close', 'desk.happened.answered', '已由李明于'],
  ])('an old button says so: %s', (verb, key, words) => {
    const step = talk(worldOf([answered]), [presses(`desk:${verb}:${ONE}`)])
    expect(keysOf(step)).toEqual([key])
    expect(step.replies[0]?.text).toContain(words)
    expect(step.act).toBeNull()
  })

  it.each<[string, string]>([
    ['erased', 'desk.refused.erased'],
    ['no longer mine', 'desk.refused.no-such'],
  ])('says what became of it: %s', (what, key) => {
    const gone =
      what === 'erased'
        ? caseOf(enquiry(1, { status: 'erased', question: '' }))
        : caseOf(enquiry(1), [], false)
    for (const activity of [
      presses(`desk:answer:${ONE}`),
      says('按收到日。', CARD),
      presses(`desk:take:${ONE}`),
    ]) {
      const step = talk(worldOf([gone]), [activity])
      expect(keysOf(step)).toEqual([key])
      expect(step.act).toBeNull()
      expect(step.replies[0]?.text).not.toContain('截止日期')
    }
  })
})

describe('Commands', () => {
  it.each<[string, string, string]>([
    ['待办', 'List', 'desk.list.some'],
    ['帮助', 'help', 'desk.news.bound'],
    ['解绑', 'leave this desk', 'desk.unbind-sure'],
    ['语言', 'language', 'desk.languages'],
    ['中文', 'English', 'desk.language-set'],
    ['查看 ZX-2021-0001', 'show zx-2021-0001', 'desk.shown'],
    ['答复', 'answer', 'desk.which'],
    ['转办 ZX-2021-0001', 'pass on ZX-2021-0001', 'desk.which-line'],
    ['办结 ZX-2021-0001', 'close ZX-2021-0001', 'desk.wanted.close'],
    ['取消', 'cancel', 'desk.nothing-to-cancel'],
    ['结案 ZX-2021-0099', 'close ZX-2021-0099', 'desk.refused.no-such'],
  ])('are understood in both languages: %s, %s', (chinese, english, key) => {
    for (const language of ['zh-CN', 'en'])
      for (const words of [chinese, english])
        expect(keysOf(talk(worldOf([one, two], language), [says(words)]))).toEqual([key])
  })

  it.each<[string, DeskActivity[], object]>([
    ['take', [says('接办 ZX-2021-0001')], { type: 'take' }],
    ['note', [says('备注 ZX-2021-0001 已电话沟通')], { type: 'note', text: '已电话沟通', files: [] }],
    ['note by quoting', [says('备注：已电话沟通', CARD)], { type: 'note', text: '已电话沟通', files: [] }],
    [
      'close',
      [says('close ZX-2021-0001 withdrawn by phone')],
      { type: 'close', reason: 'withdrawn by phone' },
    ],
    [
      'close by button',
      [presses(`desk:close:${ONE}`), says('已电话说明')],
      { type: 'close', reason: '已电话说明' },
    ],
    [
      'hand on',
      [presses(`desk:line:${ONE}:trees`), says('属于树木')],
      { type: 'reassign', contact: 'trees', reason: '属于树木' },
    ],
  ])('are done: %s', (_what, activities, act) => {
    expect(talk(worldOf([one, two]), activities).act).toEqual({ enquiryId: ONE, act })
  })

  it('offers every line but the present one', () => {
    const step = talk(worldOf([one]), [presses(`desk:move:${ONE}`)])
    expect(step.replies[0]?.choices?.map(({ label }) => label)).toEqual(['树木联系人', '取消'])
  })

  it('an answer that begins like a command stays an answer', () => {
    const words = 'Close of business on 30 April counts.'
    expect(talk(worldOf([one, two]), [says(words, CARD)]).act).toEqual(answerTo(ONE, words))
    const more = '答复日期以2021-04-30为准。'
    expect(talk(worldOf([one, two]), [presses(`desk:answer:${ONE}`), says(more)]).act).toEqual(
      answerTo(ONE, more),
    )
  })

  it('unbinds after a yes only', () => {
    const asked = talk(worldOf([one]), [presses('desk:unbind')])
    expect(asked.command).toBeNull()
    expect(talk(worldOf([one]), [presses('yes:desk:1')], asked.state).command).toEqual({ type: 'unbind' })
  })

  it('refuses what is too long, with the count, and sends nothing', () => {
    const step = talk(worldOf([one]), [says('长'.repeat(10_001), CARD)])
    expect(keysOf(step)).toEqual(['desk.refused.too-long'])
    expect(step.replies[0]?.text).toMatch(/10,?001/)
    expect(step.act).toBeNull()
  })
})

describe('What the desk shows', () => {
  const card: Card = {
    id: ONE,
    number: 'ZX-2021-0001',
    programmeId: 'p',
    area: 'roses',
    contact: 'roses',
    locale: 'en',
    text: 'How is the deadline counted?',
    files: [pdf],
    askedAt: NOON.toISOString(),
    dueAt: '2021-04-14T04:00:00Z',
    reason: '负责人休假',
  }

  it('a card with all that is needed, the number in its first line', () => {
    const [reply] = talk(worldOf([one]), [{ kind: 'news', news: { type: 'assigned', card } }]).replies
    expect(reply?.text).toBe(
      [
        'ZX-2021-0001 转给您办理',
        '领域：玫瑰',
        '发给：玫瑰联系人',
        '请在2021年4月14日 12:00前答复。',
        '提问人使用的语言：英语',
        '转来原因：负责人休假',
        '',
        '提问：How is the deadline counted?',
        '附件：说明.pdf',
        '',
        `网页办理：https://desk.example.org/desk/enquiries/${ONE}`,
      ].join('\n'),
    )
    expect(reply?.form?.step).toBe(`desk:answer:${ONE}`)
    expect(reply?.subject).toBe('ZX-2021-0001 转给您办理')
    expect(reply?.attachments).toEqual([{ id: `${ONE}/f`, name: '说明.pdf', bytes: 10 }])
  })

  it('shortens what is long and says where the rest is', () => {
    const long = { ...card, text: '问'.repeat(3_000) }
    const [reply] = talk(worldOf([one]), [{ kind: 'news', news: { type: 'new', card: long } }]).replies
    expect([...(reply?.text ?? '')].length).toBeLessThan(1_800)
    expect(reply?.text).toContain('……（未完）')
  })

  it('the draft and the thread of one', () => {
    const summary = [{ label: '单位', rows: [{ label: '单位名称', value: '花园' }] }]
    const shown = caseOf(enquiry(1, { summary }), [entry('note', '已电话沟通')])
    const [reply] = talk(worldOf([shown]), [says('ZX-2021-0001')]).replies
    expect(reply?.text).toContain('单位名称：花园')
    expect(reply?.text).toContain('李明备注（提问人看不到）：\n已电话沟通')
    expect(reply?.text.split('\n')[0]).toBe('ZX-2021-0001 待答复')
  })

  it('the list, earliest promise first, late ones said to be', () => {
    const late = caseOf(enquiry(2, { dueAt: new Date('2021-04-09T04:00:00Z') }))
    const [reply] = talk(worldOf([late, one], 'en'), [says('list')]).replies
    expect(reply?.text).toContain('2 enquiries are waiting')
    expect(reply?.text).toMatch(/ZX-2021-0002 overdue since 9 April 2021.*\nZX-2021-0001 by 14 April 2021/)
    expect(reply?.choices?.map(({ value }) => value)).toEqual([`desk:show:${TWO}`, `desk:show:${ONE}`])
  })
})
