import type { FormCard, Input, WireReply } from '../../src/contract/conversation.ts'

export type Line = Omit<WireReply, 'id'>

const input = (name: string, kind: Input['kind'], more: Partial<Input> = {}): Input => ({
  name,
  kind,
  label: `${name} 项`,
  required: true,
  ...more,
})

const options = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ value: `o${i + 1}`, label: `选项 ${i + 1}` }))

/** What the fake says first. */
export const greeting: Line = {
  key: 'menu.automatic',
  text: '您好。我是自动应答的申报助手，答复只依据通知原文并注明条款；需要人工时，请说“找人工”。\n接下来想做什么？也可以直接提问。',
  choices: [
    { value: 'do:eligibility', label: '核对申报条件' },
    { value: 'do:area', label: '选择领域' },
    { value: 'do:filing', label: '开始申报' },
  ],
}

/** Every kind of part in one answer. */
export const parts: Line = {
  key: 'answers.deadline',
  text: '申报截止日期为2021年4月30日。',
  parts: [
    { kind: 'says', text: '申报截止日期为2021年4月30日。' },
    {
      kind: 'quote',
      label: '通知原文 七.4',
      text: '请各推荐单位于2021年4月30日前，将推荐项目的申报材料报送市市场监管局。',
      clause: '七.4',
    },
    { kind: 'reading', label: '我们的理解', text: '本助手在当日24时（上海时间）停止受理。' },
    { kind: 'silence', label: '通知未说明', text: '通知未说明是网上提交还是纸质送达的时间。' },
    { kind: 'aside', label: '提示（非通知内容）', text: '推荐单位可能另有更早的时间，请提前确认。' },
    { kind: 'contact', label: '可咨询', text: '现代服务、农业农村：电话 021-00000000（据 2021-03-08 通知）' },
  ],
}

/** A card with every kind of input. */
export function everyInput(error = false): FormCard {
  return {
    step: 'everything',
    title: '单位与项目基本情况',
    lead: '请填写以下内容。',
    submit: '下一步',
    inputs: [
      input('name', 'text', {
        label: '单位名称',
        max: 12,
        hint: '与营业执照一致',
        ...(error ? { value: '上海一家名字特别长的有限责任公司', error: '单位名称超出 4 字，请核对。' } : {}),
      }),
      input('plan', 'longtext', { label: '工作基础', max: 20, required: false }),
      input('type', 'choice', { label: '单位类型', options: options(3) }),
      input('body', 'choice', { label: '推荐单位', options: options(12) }),
      input('topics', 'choices', { label: '所属方向', options: options(4), max: 2 }),
      input('led', 'yes-no', { label: '是否主导制定过团体标准' }),
      input('since', 'date', { label: '成立日期' }),
      input('people', 'integer', { label: '专兼职人员数' }),
      input('budget', 'decimal', { label: '预算（万元）' }),
      input('share', 'percent', { label: '自筹比例' }),
      input('phone', 'tel', { label: '联系电话', ...(error ? { error: '电话号码不完整。' } : {}) }),
      input('mail', 'email', { label: '电子邮箱', required: false }),
      input('uscc', 'code', { label: '统一社会信用代码', hint: '18 位' }),
      input('proof', 'files', {
        label: '证明材料',
        required: false,
        accept: ['pdf', 'jpg'],
        max: 3,
        maxBytes: 20_000_000,
      }),
      input('agree', 'acknowledge', {
        label: '真实性承诺',
        options: [{ value: 'yes', label: '我已阅读并知悉' }],
      }),
    ],
  }
}

/** What the fake answers to a text; anything else is repeated, so that hostile strings come back. */
export const script: Record<string, Line[]> = {
  deadline: [parts],
  card: [{ key: 'filing.ask.everything', text: '请填写以下内容。', form: everyInput() }],
  one: [
    {
      key: 'filing.ask.uscc',
      text: '请提供单位的统一社会信用代码（18位）。\n营业执照或法人证书上可以找到。',
      form: {
        step: 'uscc',
        title: '统一社会信用代码',
        lead: '请提供单位的统一社会信用代码（18位）。',
        submit: '下一步',
        inputs: [
          input('uscc', 'code', { label: '统一社会信用代码', hint: '营业执照或法人证书上可以找到。' }),
        ],
      },
      choices: [{ value: 'do:skip', label: '先跳过' }],
      pending: { field: 'uscc' },
    },
  ],
  choice: [
    {
      key: 'filing.ask.type',
      text: '单位属于哪一类？\n1. 企业\n2. 社会团体\n3. 事业单位',
      form: {
        step: 'type',
        title: '单位类型',
        lead: '单位属于哪一类？',
        submit: '下一步',
        inputs: [
          input('type', 'choice', {
            label: '单位类型',
            options: ['企业', '社会团体', '事业单位'].map((label, i) => ({ value: `t${i}`, label })),
          }),
        ],
      },
      choices: ['企业', '社会团体', '事业单位'].map((label, i) => ({ value: `answer:type:t${i}`, label })),
      pending: { field: 'type' },
    },
  ],
  cited: [
    {
      key: 'answers.cited',
      text: '一式三份。',
      citations: [{ clause: '七.2', quote: '申报书一式三份，由推荐单位盖章。' }],
    },
  ],
  document: [
    {
      key: 'filing.printed',
      text: '申报书已生成，请打印三份并盖章。',
      document: {
        kind: 'application-form',
        title: '上海市标准化试点项目申报书（第 1 版）',
        href: '/documents/1.pdf',
        mediaType: 'application/pdf',
      },
    },
  ],
}
