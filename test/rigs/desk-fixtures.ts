/** What the console's fake server knows: officers, sixty enquiries as people put them, clarifications and the rest. */
import type { z } from 'zod'
import type { cannedSchema, WireClarification } from '../../src/contract/clarifications.ts'
import type {
  EnquiryRow,
  EnquiryView,
  entrySchema,
  meSchema,
  reportSchema,
  unansweredSchema,
} from '../../src/contract/desk.ts'
import type { officerSchema } from '../../src/contract/officers.ts'

export type Me = z.infer<typeof meSchema>
type Entry = z.infer<typeof entrySchema>
type Officer = z.infer<typeof officerSchema>

/** Tuesday morning of the second week of the demonstration. */
export const DESK_NOW = '2021-04-13T10:00:00+08:00'
const NOW = Date.parse(DESK_NOW)
const HOUR = 3_600_000
const at = (hours: number) => new Date(NOW + hours * HOUR).toISOString()

export const PROGRAMME = 'shanghai-standardization-pilot-2021'

const LINES: [string, string][] = [
  ['social-management', '社会管理'],
  ['public-services', '公共服务'],
  ['high-tech', '高新技术'],
  ['services-and-agriculture', '服务业与农业'],
  ['energy-and-environment', '能源与环境'],
  ['international', '国际标准化'],
  ['switchboard', '总机'],
]
const line = (id: string) => LINES.find(([one]) => one === id)?.[1] ?? id

const PEOPLE = ['刘文涛', '陈静', '王宝斌', '倪敏', '刘宙君', '华希', '周岚', '赵国平']
export const officers: Officer[] = PEOPLE.map((name, index) => ({
  id: `officer-${index + 1}`,
  name,
  email: `officer${index + 1}@scjgj.example.cn`,
  active: index !== 6,
  grants:
    index === 7
      ? [{ role: 'lead', programmeId: PROGRAMME, contact: null }]
      : [{ role: 'contact', programmeId: PROGRAMME, contact: LINES[Math.min(index, 5)]?.[0] ?? null }],
  leave: index === 3 ? { from: at(-24), until: at(86), deputy: 'officer-2' } : null,
  channels: index % 3 === 0 ? ['telegram', 'mail'] : index % 3 === 1 ? ['teams'] : [],
  open: [7, 4, 6, 3, 5, 2, 0, 1][index] ?? 0,
}))

export const me: Me = {
  id: 'officer-1',
  name: '刘文涛',
  email: 'officer1@scjgj.example.cn',
  locale: 'zh-CN',
  grants: [
    { role: 'contact', programmeId: PROGRAMME, contact: 'social-management' },
    { role: 'lead', programmeId: PROGRAMME, contact: null },
    { role: 'admin', programmeId: null, contact: null },
  ],
  may: { officers: true, anyonesLeave: true },
  programmes: [
    {
      id: PROGRAMME,
      title: '2021年度上海市标准化试点项目',
      timezone: 'Asia/Shanghai',
      languages: ['zh-CN', 'en'],
      contacts: LINES.map(([id, label]) => ({ id, label })),
      areas: LINES.slice(0, 6).map(([id, label]) => ({ id, label })),
      bodies: [
        { id: 'district-xuhui', label: '上海市徐汇区市场监督管理局' },
        { id: 'dept-civil-affairs', label: '上海市民政局' },
      ],
      tiers: [
        { id: 'recommender', label: '推荐单位' },
        { id: 'bureau', label: '市市场监管局' },
      ],
      projects: true,
      clauses: [
        '一',
        '二',
        '三.1',
        '三.2',
        '三.3',
        '三.4',
        '三.5',
        '四.1',
        '四.2',
        '五',
        '六.1',
        '六.2',
        '七.1',
        '七.3',
        '七.5',
      ],
      may: {
        clarify: true,
        withdraw: true,
        canned: true,
        report: true,
        unanswered: true,
        lead: true,
        cases: false,
        preScreen: false,
        oversee: false,
      },
    },
  ],
  leave: null,
  channels: [
    { id: 'channel-1', channel: 'telegram', address: '@liuwentao' },
    { id: 'channel-2', channel: 'mail', address: 'officer1@scjgj.example.cn' },
  ],
  bindable: ['telegram', 'teams', 'mail'],
  now: at(0),
  demonstration: true,
}

/** Who is signed in with nothing but one line, or with nothing but accounts. */
export const contactOnly: Me = {
  ...me,
  id: 'officer-2',
  name: '陈静',
  grants: [{ role: 'contact', programmeId: PROGRAMME, contact: 'public-services' }],
  may: { officers: false, anyonesLeave: false },
}

const QUESTIONS: [string, string][] = [
  [
    'social-management',
    '我们是街道办事处下属的社区服务中心，事业单位法人，想申报社会管理领域的试点，由街道推荐还是由区市场监管局推荐？',
  ],
  ['public-services', '养老机构已经执行了市级地方标准，申报试点时“标准体系”还要另外建吗？'],
  ['high-tech', '公司成立才一年半，还没有参与过国家标准起草，能不能申报高新技术领域？'],
  ['services-and-agriculture', '合作社种植的是绿叶菜，实施的是企业标准，算不算农业标准化试点？'],
  ['energy-and-environment', '园区做分布式光伏，牵头单位是管委会，参建单位有四家企业，申报书上怎么盖章？'],
  ['international', '我司主导的 ISO 标准尚在 CD 阶段，是否可以作为国际标准化试点的成果？'],
  ['social-management', '消防维保行业能申报吗？我们有 12 家门店，分属三个区，应当向哪个区报送？'],
  ['public-services', '民办学校（民办非企业单位）是否属于可以申报的单位？'],
  ['high-tech', '试点期限写两年还是可以写三年？产品迭代比较快，三年怕跟不上。'],
  ['services-and-agriculture', '物业服务算服务业还是社会管理？两边的表述都提到了。'],
  ['energy-and-environment', '专项资金补助是先拨还是验收后拨？预算表需要写配套资金吗？'],
  ['social-management', '纸质材料一式三份，骑缝章每一份都要盖吗？邮寄的话以寄出还是收到为准？'],
  ['public-services', '推荐单位要求我们先上传电子版，但系统里提示“保证单位未填写”，保证单位指的是谁？'],
  ['high-tech', '去年申报过没有立项，今年换个名称再报可以吗？'],
  ['social-management', '“一网统管”相关的数据标准，牵头的是区城运中心，联合申报单位可以有几家？'],
  ['services-and-agriculture', '生鲜配送企业，冷链标准刚立项还没有发布，能算已有标准基础吗？'],
  ['international', '外商独资企业可以申报吗？统一社会信用代码是上海的，总部在境外。'],
  [
    'public-services',
    '社区卫生服务中心想申报家庭医生签约服务的标准化试点，申报书第六栏“预期效益”有没有参考格式？',
  ],
  ['energy-and-environment', '申报截止是4月30日，区里说要提前一周交，究竟以哪个日期为准？'],
  [
    'high-tech',
    'Can a Hong Kong company with a Shanghai branch apply, and may the form be completed in English?',
  ],
]

const CHANNELS = ['web', 'web', 'telegram', 'web', 'mail', 'teams']

/** Sixty rows: most of them open, a few late, one nobody's. */
export function someRows(): EnquiryRow[] {
  return Array.from({ length: 60 }, (_, index) => rowOf(index))
}

function rowOf(index: number): EnquiryRow {
  const [contact, question] = QUESTIONS[index % QUESTIONS.length] ?? ['switchboard', '']
  const status = index < 34 ? 'open' : index < 52 ? 'answered' : index < 59 ? 'closed' : 'erased'
  const dueIn = [-18, 1.5, 6, 23, 30, 54, 71, -24, 4, 47][index % 10] ?? 20
  const isOwn = contact === 'social-management'
  const holder =
    officers[
      Math.max(
        0,
        LINES.findIndex(([id]) => id === contact),
      )
    ]
  const isOpen = status === 'open'
  return {
    id: `enquiry-${index + 1}`,
    number: `ZX-2021-${String(index + 101).padStart(4, '0')}`,
    programmeId: PROGRAMME,
    question: status === 'erased' ? '' : question,
    status,
    channel: CHANNELS[index % CHANNELS.length] ?? 'web',
    locale: /^[A-Z][a-z]/.test(question) ? 'en' : 'zh-CN',
    area: contact === 'switchboard' ? null : contact,
    contact,
    unpublished: index === 0 ? '三.5' : null,
    holder: isOpen && index % 17 === 12 ? null : holder ? { id: holder.id, name: holder.name } : null,
    deputy: contact === 'services-and-agriculture' && isOpen ? { id: 'officer-2', name: '陈静' } : null,
    askedAt: at(-93 - index * 3),
    dueAt: isOpen ? at(dueIn) : null,
    late: isOpen && dueIn < 0,
    lastAt: at(-0.6 - index * 2.3),
    stars: status === 'closed' ? ([5, 4, 3, 5, 5, 4, 2][index % 7] ?? null) : null,
    mergedInto: null,
    version: 3,
    may:
      status === 'erased'
        ? []
        : isOwn || index % 3 !== 1
          ? ['answer', 'note', 'reassign', 'hand-over', 'take', 'close', 'merge']
          : ['answer', 'note', 'take', 'close', 'merge'],
  }
}

let entries = 0
/** One line of a thread. */
export const entry = (more: Partial<Entry>): Entry => ({
  id: `entry-${++entries}`,
  at: at(0),
  by: 'officer',
  name: null,
  kind: 'answered',
  text: '',
  channel: null,
  files: [],
  from: null,
  to: null,
  dueAt: null,
  other: null,
  stars: null,
  ...more,
})

/** The thread of a row: the first one long, with every kind of line. */
export function viewOf(row: EnquiryRow, rows: EnquiryRow[]): EnquiryView {
  const asked = entry({
    at: row.askedAt,
    by: 'asker',
    kind: 'asked',
    text: row.question,
    channel: row.channel,
    dueAt: row.dueAt,
  })
  return {
    enquiry: row,
    entries:
      row.id === 'enquiry-1'
        ? [asked, ...LONG()]
        : row.status === 'erased'
          ? [entry({ at: row.lastAt, by: 'asker', kind: 'erased' })]
          : [asked, ...answered(row)],
    summary: row.id === 'enquiry-2' ? null : SUMMARY,
    transcript: row.id === 'enquiry-2' ? null : TALK(row),
    similar: rows
      .filter((one) => one.id !== row.id && one.question === row.question && one.status === 'open')
      .slice(0, 3)
      .map(({ id, number, question }, index) => ({ id, number, question, share: 0.94 - index * 0.11 })),
    merged:
      row.id === 'enquiry-1'
        ? [{ id: 'enquiry-15', number: 'ZX-2021-0115', question: QUESTIONS[14]?.[1] ?? '' }]
        : [],
    near: NEAR,
    placeholders: {
      number: row.number,
      contact: line(row.contact ?? ''),
      area: line(row.area ?? ''),
      phone: '64220000-2527',
      due: '2021年4月14日 16:00',
      programme: '2021年度上海市标准化试点项目',
      officer: '刘文涛',
    },
    colleagues: officers
      .filter(({ id, active }) => active && id !== 'officer-1')
      .map(({ id, name, leave }) => ({ id, name, away: leave !== null })),
  }
}

const answered = (row: EnquiryRow): Entry[] =>
  row.status === 'open'
    ? []
    : [
        entry({
          at: row.lastAt,
          name: row.holder?.name ?? '陈静',
          text: '您好，可以申报。请按通知第三条准备材料，由注册地的区市场监管局推荐。',
          channel: 'console',
        }),
        ...(row.status === 'closed'
          ? [
              entry({ at: row.lastAt, kind: 'closed', name: '陈静', text: '问题已答复清楚。' }),
              entry({ at: row.lastAt, by: 'asker', kind: 'rated', stars: row.stars }),
            ]
          : []),
      ]

const LONG = () => [
  entry({
    at: at(-92),
    by: 'officer',
    name: '周岚',
    kind: 'moved',
    from: '总机',
    to: '社会管理',
    text: '属于社会管理领域，由该领域联系人答复。',
    channel: 'console',
  }),
  entry({
    at: at(-91),
    name: '陈静',
    kind: 'note',
    text: '与区局联系过：街道的下属事业单位，去年都是由区市场监管局统一推荐的。\n请文涛看一下今年有没有变化。',
    channel: 'console',
  }),
  entry({
    at: at(-90),
    name: '刘文涛',
    text: '您好！\n\n社区服务中心具有独立法人资格的，可以作为申报单位。由注册所在地的区市场监管局推荐，街道可以作为联合单位，在申报书“参加单位”一栏填写即可。\n\n申报书样式见 https://scjgj.example.cn/pilot/2021 ，填写后加盖公章。',
    channel: 'telegram',
    files: [{ id: 'file-1', name: '申报书填写说明.pdf', bytes: 482_113, mediaType: 'application/pdf' }],
  }),
  entry({
    at: at(-66),
    by: 'asker',
    kind: 'followed-up',
    text: '谢谢。还有一个问题：我们中心没有独立的银行账户，财务由街道统一核算，经费预算表怎么填？',
    channel: 'web',
    files: [
      {
        id: 'file-2',
        name: '经费预算表（初稿）.xlsx',
        bytes: 23_900,
        mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      },
    ],
    dueAt: at(-18),
  }),
  entry({ at: at(-23), by: 'clock', kind: 'reminded' }),
  entry({ at: at(-18), by: 'clock', kind: 'escalated', to: '赵国平' }),
]

const SUMMARY: EnquiryView['summary'] = [
  {
    label: '申报单位',
    rows: [
      { label: '单位名称', value: '上海市徐汇区某街道社区服务中心' },
      { label: '统一社会信用代码', value: '12310104425012345X' },
      { label: '单位性质', value: '事业单位' },
      { label: '注册地', value: '上海市徐汇区' },
    ],
  },
  {
    label: '试点项目',
    rows: [
      { label: '项目名称', value: '社区“一站式”便民服务标准化试点' },
      { label: '试点类型', value: '社会管理与公共服务综合标准化试点' },
      { label: '领域', value: '社会管理' },
      { label: '试点期限', value: '2021年7月至2023年6月' },
      { label: '经费预算', value: '48万元，其中自筹 30 万元' },
    ],
  },
]
const TALK = (row: EnquiryRow): EnquiryView['transcript'] => [
  { from: 'you', at: at(-20.6), text: '我们能申报吗' },
  {
    from: 'bot',
    at: at(-20.6),
    text: '申报单位须在本市登记注册，具有独立法人资格（通知第三条第1项）。请问贵单位是哪一类？',
  },
  { from: 'you', at: at(-20.4), text: '事业单位' },
  {
    from: 'bot',
    at: at(-20.4),
    text: '事业单位可以申报。由谁推荐，通知写明由区市场监管局或市行业主管部门推荐。',
  },
  { from: 'you', at: row.askedAt, text: row.question },
]
const NEAR: EnquiryView['near'] = [
  {
    id: 'recommender',
    topic: '由谁推荐',
    says: '区级单位由所在区市场监管局推荐；市级单位由市行业主管部门推荐。',
    clauses: ['七.1', '七.3'],
  },
  {
    id: 'who-may',
    topic: '哪些单位可以申报',
    says: '在本市行政区域内登记注册，具有独立法人资格的企业、事业单位、社会团体和农村集体经济组织。',
    clauses: ['三.1'],
  },
  {
    id: 'budget',
    topic: '经费',
    says: '试点单位应有相应的经费保障；通知没有说明由上级单位统一核算时如何填写。',
    clauses: ['三.4'],
  },
]

const words = (zh: [string, string], en: [string, string]) => ({
  'zh-CN': { question: zh[0], answer: zh[1] },
  en: { question: en[0], answer: en[1] },
})

export const someClarifications = (): WireClarification[] => [
  {
    id: 'clarification-1',
    programmeId: PROGRAMME,
    number: null,
    status: 'proposed',
    words: words(
      [
        '财务由上级单位统一核算的，经费预算表怎么填？',
        '填写本项目的预算，由统一核算的单位在预算表上加盖财务章，并附一份核算关系的说明。',
      ],
      [
        'Our accounts are kept by a superior body. How is the budget table filled in?',
        'Give the budget of this project; the body that keeps the accounts stamps the table and adds a note on the arrangement.',
      ],
    ),
    clauses: ['三.4'],
    asked: ['没有独立账户怎么填预算', '街道统一核算'],
    proposedBy: '陈静',
    proposedAt: at(-4),
    decidedBy: null,
    decidedAt: null,
    reason: null,
    enquiries: ['ZX-2021-0101', 'ZX-2021-0115'],
    version: 1,
    may: ['decide'],
  },
  {
    id: 'clarification-2',
    programmeId: PROGRAMME,
    number: null,
    status: 'proposed',
    words: words(
      ['邮寄的纸质材料以哪一天为准？', '以推荐单位收到的日期为准。请预留邮寄时间。'],
      ['Which day counts for papers sent by post?', 'The day on which the recommending body receives them.'],
    ),
    clauses: ['七.3'],
    asked: ['寄出还是收到为准'],
    proposedBy: '刘文涛',
    proposedAt: at(-2),
    decidedBy: null,
    decidedAt: null,
    reason: null,
    enquiries: ['ZX-2021-0112'],
    version: 1,
    may: ['edit'],
  },
  {
    id: 'clarification-3',
    programmeId: PROGRAMME,
    number: 2,
    status: 'published',
    words: words(
      [
        '物业服务属于哪个领域？',
        '住宅物业服务归入服务业；参与社区治理的综合项目归入社会管理。两者兼有的，由申报单位按主要内容选择一个领域。',
      ],
      [
        'Which area does property management belong to?',
        'Residential property service belongs to services; projects of community governance to social management.',
      ],
    ),
    clauses: ['四.1', '四.2'],
    asked: ['物业算服务业吗'],
    proposedBy: '倪敏',
    proposedAt: at(-80),
    decidedBy: '刘文涛',
    decidedAt: at(-70),
    reason: null,
    enquiries: ['ZX-2021-0110'],
    version: 2,
    may: ['withdraw'],
  },
  {
    id: 'clarification-4',
    programmeId: PROGRAMME,
    number: 1,
    status: 'withdrawn',
    words: words(
      ['试点期限最长几年？', '不超过三年。'],
      ['How long may a pilot take?', 'Three years at most.'],
    ),
    clauses: ['二'],
    asked: [],
    proposedBy: '王宝斌',
    proposedAt: at(-130),
    decidedBy: '赵国平',
    decidedAt: at(-100),
    reason: '与通知第二条的表述不完全一致，另行发布。',
    enquiries: [],
    version: 3,
    may: [],
  },
  {
    id: 'clarification-5',
    programmeId: PROGRAMME,
    number: null,
    status: 'declined',
    words: words(['申报书可以用英文填写吗？', '可以。'], ['May the form be completed in English?', 'Yes.']),
    clauses: [],
    asked: [],
    proposedBy: '华希',
    proposedAt: at(-50),
    decidedBy: '刘文涛',
    decidedAt: at(-49),
    reason: '通知没有规定，不宜作出承诺。',
    enquiries: ['ZX-2021-0120'],
    version: 2,
    may: [],
  },
]

export const someCanned = (): z.infer<typeof cannedSchema>[] => [
  {
    id: 'canned-1',
    programmeId: PROGRAMME,
    title: '由谁推荐',
    locale: 'zh-CN',
    text: '您好！您的咨询（{number}）答复如下：\n\n区级单位由所在区市场监管局推荐，市级单位由市行业主管部门推荐（通知第七条）。\n\n如有疑问，请致电{contact}条线 {phone}。\n{officer}',
    changedBy: '刘文涛',
    changedAt: at(-90),
  },
  {
    id: 'canned-2',
    programmeId: PROGRAMME,
    title: '材料份数与盖章',
    locale: 'zh-CN',
    text: '您好！纸质申报书一式三份，每份加盖公章和骑缝章，与电子版内容一致。',
    changedBy: '陈静',
    changedAt: at(-60),
  },
  {
    id: 'canned-3',
    programmeId: PROGRAMME,
    title: 'Form language',
    locale: 'en',
    text: 'Dear applicant,\n\nthe notice says nothing about the language of the form. Please complete it in Chinese; a translation may be attached.\n\n{officer}, {contact}',
    changedBy: '华希',
    changedAt: at(-30),
  },
]

export const unanswered: z.infer<typeof unansweredSchema> = {
  total: 47,
  groups: [
    {
      wordings: [
        { text: '没有独立账户预算表怎么填', count: 9 },
        { text: '财务街道统一核算怎么办', count: 5 },
        { text: '预算表由谁盖财务章', count: 4 },
      ],
      count: 18,
      share: 0.38,
      nearest: [{ id: 'budget', topic: '经费' }],
      lastOn: '2021-04-12',
    },
    {
      wordings: [
        { text: '立项之后多久拨款', count: 8 },
        { text: '补助什么时候到账', count: 3 },
      ],
      count: 11,
      share: 0.23,
      nearest: [
        { id: 'fund', topic: '专项资金' },
        { id: 'approval', topic: '立项' },
      ],
      lastOn: '2021-04-11',
    },
    {
      wordings: [{ text: '评审专家有几位', count: 6 }],
      count: 6,
      share: 0.13,
      nearest: [],
      lastOn: '2021-04-09',
    },
    {
      wordings: [
        { text: 'is there an interview', count: 3 },
        { text: '要不要现场答辩', count: 2 },
      ],
      count: 5,
      share: 0.11,
      nearest: [{ id: 'review', topic: '评审' }],
      lastOn: '2021-04-08',
    },
  ],
}

const tally = (
  key: string,
  label: string,
  asked: number,
  late: number,
  medianMinutes: number | null,
  stars: number | null,
) => ({
  key,
  label,
  asked,
  answered: Math.max(0, asked - 2),
  kept: Math.max(0, asked - 2 - late),
  medianMinutes,
  stars,
})

export const report: z.infer<typeof reportSchema> = {
  from: '2021-03-14',
  until: '2021-04-13',
  lines: LINES.map(([id, label], index) =>
    tally(
      id,
      label,
      [38, 31, 27, 22, 14, 9, 6][index] ?? 0,
      index % 3,
      [212, 334, 151, 508, 276, 95, null][index] ?? null,
      [4.6, 4.2, 4.8, 3.9, 4.4, 5, null][index] ?? null,
    ),
  ),
  months: [tally('2021-03', '2021年3月', 83, 3, 251, 4.4), tally('2021-04', '2021年4月', 64, 2, 233, 4.5)],
  days: Array.from({ length: 31 }, (_, day) => {
    const date = new Date(Date.UTC(2021, 2, 14 + day))
    const isFree = [0, 6].includes(date.getUTCDay())
    const key = date.toISOString().slice(0, 10)
    return tally(
      key,
      `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`,
      isFree ? day % 2 : 4 + ((day * 7) % 6),
      0,
      isFree ? null : 180 + day * 5,
      null,
    )
  }),
}
