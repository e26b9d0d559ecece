/** What the console's fake server knows of applications: forty-odd of them, one in full, officers of both tiers, a pre-screen. */
import type { ApplicationRow, ApplicationView } from '../../src/contract/cases.ts'
import type { PreScreen } from '../../src/contract/pre-screen.ts'
import { DESK_NOW, me, PROGRAMME } from './desk-fixtures.ts'

const NOW = Date.parse(DESK_NOW)
const HOUR = 3_600_000
const at = (hours: number) => new Date(NOW + hours * HOUR).toISOString()

const BODIES: [string, string][] = [
  ['district-xuhui', '上海市徐汇区市场监督管理局'],
  ['district-pudong', '上海市浦东新区市场监督管理局'],
  ['district-jingan', '上海市静安区市场监督管理局'],
  ['dept-civil-affairs', '上海市民政局'],
  ['dept-health', '上海市卫生健康委员会'],
  ['district-chongming', '上海市崇明区市场监督管理局'],
]
const TIERS = [
  { id: 'recommender', label: '推荐单位' },
  { id: 'bureau', label: '市市场监管局' },
]
const bodies = BODIES.map(([id, label]) => ({ id, label }))

const programmes = me.programmes.map((one) => ({
  ...one,
  bodies,
  tiers: TIERS,
  may: { ...one.may, cases: true, preScreen: true, oversee: false },
}))

/** An officer of a district administration: applications and nothing else. */
export const recommenderMe: typeof me = {
  ...me,
  id: 'officer-21',
  name: '沈佳音',
  email: 'shenjy@xuhui.example.cn',
  grants: [{ role: 'recommender', programmeId: PROGRAMME, contact: null, body: 'district-xuhui' }],
  may: { officers: false, anyonesLeave: false },
  programmes: programmes.map((one) => ({
    ...one,
    may: { ...one.may, clarify: false, withdraw: false, canned: false, report: false, unanswered: false },
  })),
}

/** An officer of the bureau, who answers enquiries too. */
export const authorityMe: typeof me = {
  ...me,
  id: 'officer-8',
  name: '赵国平',
  email: 'officer8@scjgj.example.cn',
  grants: [
    { role: 'authority', programmeId: PROGRAMME, contact: null },
    { role: 'lead', programmeId: PROGRAMME, contact: null },
  ],
  may: { officers: false, anyonesLeave: true },
  programmes: programmes.map((one) => ({ ...one, may: { ...one.may, oversee: true } })),
}

const TITLES: [string, string, string][] = [
  ['社区助餐服务标准化试点', '上海市徐汇区康健乐龄社区为老服务中心', 'public-services'],
  ['“一网统管”城市运行数据治理标准化试点', '上海市徐汇区城市运行管理中心', 'social-management'],
  ['绿叶菜全程冷链配送标准化试点', '上海申绿农产品专业合作社', 'services-and-agriculture'],
  ['高层住宅电梯安全智能监测标准化试点', '上海安立电梯技术服务有限公司', 'social-management'],
  ['园区分布式光伏运维标准化试点', '上海浦江新能源科技有限公司', 'energy-and-environment'],
  ['家庭医生签约服务标准化试点', '上海市静安区彭浦镇社区卫生服务中心', 'public-services'],
  ['工业机器人减速器可靠性测试标准化试点', '上海精传智能装备股份有限公司', 'high-tech'],
  ['集成电路封装材料团体标准培育试点', '上海市集成电路行业协会', 'high-tech'],
  ['养老机构认知障碍照护专区服务标准化试点', '上海市第三社会福利院', 'public-services'],
  ['国际邮轮港口通关便利化服务标准化试点', '上海吴淞口国际邮轮港发展有限公司', 'international'],
]

const STATES = [
  ...Array<string>(16).fill('recommending'),
  ...Array<string>(6).fill('returned'),
  ...Array<string>(9).fill('deciding'),
  ...Array<string>(8).fill('approved'),
  'declined',
  'declined',
  'rejected',
  'withdrawn',
  'withdrawn',
]

/** Forty-four applications in every state; the recommender's own are those of its body. */
export const someApplications = (): ApplicationRow[] => STATES.map((_, index) => rowOf(index))

const RECOMMENDER_MAY = ['return', 'recommend', 'decline', 'paper-received', 'recuse']
const AUTHORITY_MAY = ['return', 'approve', 'reject', 'paper-received', 'recuse']
const MAY: Record<string, string[]> = {
  recommending: RECOMMENDER_MAY,
  deciding: AUTHORITY_MAY,
  returned: ['allow-longer', 'decline', 'paper-received'],
}
const HOLDERS: Record<string, string> = { returned: '申报人', deciding: '市市场监管局' }

function rowOf(index: number): ApplicationRow {
  const state = STATES[index] ?? 'recommending'
  const [title, applicant, area] = TITLES[index % TITLES.length] ?? ['', '', '']
  const body = bodies[index % 3 === 0 ? 0 : index % bodies.length] ?? null
  const labels = me.programmes[0]?.areas ?? []
  const days = 2 + ((index * 7) % 26)
  const isReturned = state === 'returned'
  const over = isReturned && index % 3 === 0
  return {
    id: `application-${index + 1}`,
    number: `SHBZ-2021-${String(index + 3).padStart(4, '0')}`,
    programmeId: PROGRAMME,
    title: index < TITLES.length ? title : `${title}（${'一二三四五'[Math.floor(index / TITLES.length)]}期）`,
    applicant,
    body,
    areas: labels.filter(({ id }) => id === area),
    state,
    holder: state === 'recommending' ? (body?.label ?? null) : (HOLDERS[state] ?? null),
    since: at(-days * 12 - 5),
    document: state === 'approved' ? '沪市监标技〔2021〕188号' : null,
    version: 4,
    lastAt: at(-1.3 - index * 5),
    may: MAY[state] ?? [],
    awaiting: index === 22 ? { act: 'approve', by: '倪敏', mine: true } : null,
    receivedAt: at(index === 0 ? -290 : -days * 24 - 30),
    submissions: index === 0 || index % 5 === 4 ? 2 : 1,
    due: isReturned ? { on: over ? '2021-04-09' : '2021-04-20', over } : null,
    paper: index % 4 === 1 ? null : { copies: index % 4 === 2 ? 1 : 3, of: 3, at: at(-days * 5) },
  }
}

type Answer = ApplicationView['sections'][number]['answers'][number]
const answer = (field: string, label: string, value: string, more: Partial<Answer> = {}): Answer => ({
  field,
  label,
  value,
  was: null,
  prescribed: false,
  mendable: true,
  clause: null,
  files: [],
  ...more,
})

const TASKS =
  '梳理助餐点设置、食材采购、烹制、配送、就餐与评价六个环节，形成由56项标准组成的标准体系，其中国家标准17项、地方标准9项，自行编制30项；编制标准明细表并每年复审。'
const TASKS_WAS =
  '梳理助餐点设置、食材采购、烹制、配送、就餐与评价六个环节，形成由48项标准组成的标准体系，其中国家标准17项、地方标准9项，自行编制22项。'

const SECTIONS = (row: ApplicationRow): ApplicationView['sections'] => [
  {
    id: 'project',
    title: '项目与分类',
    answers: [
      answer('project_name', '试点项目名称', row.title, { prescribed: true, clause: '七.2' }),
      answer('pilot_type', '试点类型', '社会管理与公共服务综合标准化试点', {
        prescribed: true,
        clause: '三.4',
      }),
      answer('topics', '申报领域及方向', '公共服务：养老服务、社区服务', { prescribed: true, clause: '四' }),
      answer('pilot_scope', '试点范围', '本单位'),
    ],
  },
  {
    id: 'applicant',
    title: '申报单位',
    answers: [
      answer('org_name', '单位名称', row.applicant, { prescribed: true }),
      answer('uscc', '统一社会信用代码', '52310104MJ4913587X'),
      answer('org_type', '单位性质', '民办非企业单位（社会服务机构）'),
      answer('reg_address', '注册地址', '上海市徐汇区康健街道桂林东街1号', { clause: '三.1' }),
      answer('district', '所在区', '徐汇区'),
    ],
  },
  {
    id: 'people',
    title: '负责人与联系人',
    answers: [
      answer('lead_name', '项目负责人', '吴静芬'),
      answer('lead_title', '职务、职称', '主任、社会工作师'),
      answer('contact_name', '联系人', '朱晓'),
      answer('contact_mobile', '手机', '139 0000 1188', { was: '139 0000 1180' }),
    ],
  },
  {
    id: 'standing',
    title: '单位情况与条件说明',
    answers: [
      answer(
        'influence_text',
        '行业或社会影响力',
        '为徐汇区5个街道的3200位老人供餐，2020年获评上海市养老服务先进单位；受市民政局委托起草《社区助餐服务指南》初稿。',
        { prescribed: true, clause: '三.3' },
      ),
      answer('government_led', '政府主导情况说明', '', { clause: '三.4' }),
    ],
  },
  {
    id: 'plan',
    title: '试点方案',
    answers: [
      answer('task_system', '构建完善标准体系', TASKS, { was: TASKS_WAS, prescribed: true, clause: '二.1' }),
      answer(
        'task_training',
        '开展标准宣传培训',
        '每季度一次全员培训，新员工上岗前完成8学时；面向老人和家属每年开放日两次。',
        { prescribed: true, clause: '二.3' },
      ),
      answer(
        'task_evaluation',
        '实施评价并持续改进',
        '每半年内部检查一次，每年自我评价一次，委托第三方做就餐满意度调查。',
        { prescribed: true, clause: '二.5' },
      ),
    ],
  },
  {
    id: 'resources',
    title: '组织与经费保障',
    answers: [
      answer('budget_total', '经费预算（万元）', '42.5', { was: '38' }),
      answer('budget_note', '经费来源', '单位自筹30万元，街道配套12.5万元。'),
    ],
  },
  {
    id: 'attachments',
    title: '附件（自愿提供）',
    answers: [
      answer('papers', '附件', '', {
        files: [
          { id: 'file-11', name: '标准明细表.xlsx', bytes: 48_200, mediaType: 'application/vnd.ms-excel' },
          { id: 'file-12', name: '先进单位证书.pdf', bytes: 812_400, mediaType: 'application/pdf' },
        ],
      }),
    ],
  },
]

type Check = ApplicationView['checks'][number]
const check = (item: string, label: string, more: Partial<Check> = {}): Check => ({
  item,
  kind: 'condition',
  label,
  clause: null,
  quote: null,
  found: null,
  reason: null,
  fields: [],
  result: null,
  note: '',
  by: null,
  at: null,
  stale: false,
  ...more,
})

const CHECKS = (): Check[] => [
  check('condition:registered-and-creditworthy', '依法在本市注册登记，信用良好', {
    clause: '三.1',
    quote: '依法在本市注册登记，信用良好；',
    found: 'met',
    reason: '贵单位在上海注册登记，信用状况良好。',
    fields: ['uscc', 'reg_address'],
    result: 'ok',
    by: '沈佳音',
    at: at(-50),
  }),
  check('condition:standardization-foundation', '有标准化工作基础、机构、人员和意识', {
    clause: '三.2',
    quote: '具有一定的标准化工作基础，有标准化管理机构及专兼职标准化人员，主要负责人具有较强的标准化意识；',
    found: 'unknown',
    reason: '标准化工作基础还不能确定：有人员，没有明确的机构。',
    fields: ['task_system'],
    result: 'not-ok',
    note: '请申报单位明确牵头部门',
    by: '沈佳音',
    at: at(-50),
    stale: true,
  }),
  check('condition:influence', '有较强的行业或社会影响力，一般为业内标杆单位', {
    clause: '三.3',
    quote: '具有较强的行业或社会影响力，一般为业内标杆单位；',
    found: 'met',
    reason: '贵单位影响力较强，属于业内标杆。',
    fields: ['influence_text'],
  }),
  check('condition:government-led', '由政府主导、承担社会管理或提供公共服务', {
    clause: '三.4',
    quote:
      '申报社会管理与公共服务综合标准化试点的单位应是由政府主导、依法承担对社会事务和社会生活进行管理、规范与协调等职能的机构或者组织；……',
    found: 'unmet',
    reason: '申报社会管理与公共服务综合标准化试点的单位应由政府主导，贵单位不属于这种情况。',
    fields: ['pilot_type', 'government_led'],
  }),
  check('section:standing', '单位情况与条件说明', {
    kind: 'field',
    found: 'unmet',
    reason: '尚缺：政府主导情况说明。',
    fields: ['government_led'],
  }),
  ...(
    [
      ['project', '项目与分类', 4],
      ['applicant', '申报单位', 6],
      ['people', '负责人与联系人', 5],
      ['plan', '试点方案', 6],
      ['resources', '组织与经费保障', 3],
    ] as const
  ).map(([id, label, n]) =>
    check(`section:${id}`, label, { kind: 'field', found: 'met', reason: `${n} 项必填栏目均已填写。` }),
  ),
  check('paper:copies', '纸质申报表一式三份，加盖公章', {
    kind: 'paper',
    clause: '七.2',
    quote: '申报单位……填写《上海市标准化试点项目申报表》（附件），一式三份……',
    found: 'unmet',
    reason: '扫描件中第二份缺第4页。',
  }),
]

type Event = ApplicationView['events'][number]
let events = 0
/** One line of the record. */
export const caseEvent = (act: string, more: Partial<Event> = {}): Event => ({
  id: `event-${++events}`,
  at: at(0),
  by: 'officer',
  name: null,
  tier: null,
  act,
  text: null,
  fields: [],
  due: null,
  until: null,
  document: null,
  number: null,
  channel: null,
  ...more,
})

function recordOf(row: ApplicationRow): Event[] {
  const tier = row.body?.label ?? null
  const submitted = caseEvent('submit', {
    at: row.receivedAt,
    by: 'applicant',
    number: row.number,
    channel: 'web',
  })
  const own = { name: '沈佳音', tier, channel: 'console' }
  const authority = { name: '赵国平', tier: '市市场监管局', channel: 'console' }
  const comment = {
    field: 'task_system',
    label: '构建完善标准体系',
    comment: '请补充标准明细表的复审安排，并核对自行编制标准的数量。',
  }
  const returned = caseEvent('return', { ...own, at: at(-170), fields: [comment], due: '2021-04-14' })
  const again = caseEvent('resubmit', {
    at: at(-72),
    by: 'applicant',
    number: `${row.number}-2`,
    channel: 'telegram',
  })
  const opinion = '项目基础扎实，社会需求明确，同意推荐。'
  const recommended = caseEvent('recommend', { ...own, at: row.since, text: opinion })
  const paper = row.paper
    ? [caseEvent('paper-received', { ...own, at: row.paper.at, number: String(row.paper.copies) })]
    : []
  const proposed = row.awaiting
    ? [caseEvent('approve', { ...authority, name: '倪敏', at: at(-3), document: '沪市监标技〔2021〕188号' })]
    : []
  const ends: Record<string, Event[]> = {
    recommending: row.submissions > 1 ? [returned, again] : [],
    returned: [{ ...returned, at: row.since, due: row.due?.on ?? null }],
    deciding: [recommended],
    approved: [recommended, caseEvent('approve', { ...authority, at: row.lastAt, document: row.document })],
    declined: [
      caseEvent('decline', { ...own, at: row.lastAt, text: '申报单位注册地在外省市，不符合通知三.1。' }),
    ],
    rejected: [
      recommended,
      caseEvent('reject', { ...authority, at: row.lastAt, text: '与已立项项目内容重复。' }),
    ],
    withdrawn: [
      caseEvent('withdraw', { at: row.lastAt, by: 'applicant', text: '明年再报。', channel: 'telegram' }),
    ],
  }
  return [submitted, ...paper, ...(ends[row.state] ?? []), ...proposed].toSorted((a, b) =>
    a.at.localeCompare(b.at),
  )
}

const SCANS = (row: ApplicationRow): ApplicationView['scans'] => [
  {
    id: 'scan-2',
    name: '申报表盖章版（三份）.pdf',
    bytes: 6_480_000,
    mediaType: 'application/pdf',
    at: at(-6),
    by: null,
    findings: {
      number: `${row.number}-2`,
      version: 2,
      found: 17,
      expected: 18,
      copies: 2,
      problems: [
        { type: 'missing', text: '第二份缺第4页。' },
        { type: 'foreign', text: '第9页属于另一份申报（SHBZ-2021-0017）。' },
      ],
    },
  },
  {
    id: 'scan-1',
    name: '盖章页照片.pdf',
    bytes: 1_920_000,
    mediaType: 'application/pdf',
    at: at(-60),
    by: '沈佳音',
    findings: {
      number: row.number,
      version: 1,
      found: 6,
      expected: 18,
      copies: 1,
      problems: [{ type: 'earlier', text: '这是第1版的打印件，现行版本为第2版。' }],
    },
  },
]

/** One application as its screen shows it: the first was returned once and handed in again. */
export function applicationViewOf(row: ApplicationRow, comparedWith?: string): ApplicationView {
  const wasMended = row.submissions > 1
  const versions = [row.number, ...(wasMended ? [`${row.number}-2`] : [])].map((number, index) => ({
    number,
    checkCode: ['7K4M-92PX-TC', 'H3WQ-5RD8-NA'][index] ?? '',
    at: index === 0 ? row.receivedAt : at(-72),
    recalledAt: null,
    href: `/files/submissions/${number}`,
  }))
  const sections = SECTIONS(row)
  return {
    application: row,
    sections: wasMended
      ? sections
      : sections.map((one) => ({ ...one, answers: one.answers.map((each) => ({ ...each, was: null })) })),
    versions,
    comparedWith: wasMended ? (comparedWith ?? row.number) : null,
    checks: CHECKS(),
    remarks: wasMended
      ? [
          {
            id: 'remark-1',
            field: 'task_system',
            text: '请补充标准明细表的复审安排，并核对自行编制标准的数量。',
            by: '沈佳音',
            tier: '推荐单位',
            at: at(-171),
            version: 1,
            sent: true,
            mine: true,
          },
          {
            id: 'remark-2',
            field: 'government_led',
            text: '选了综合标准化试点，这一栏必须说明；如不属于政府主导，请改报一般试点。',
            by: '沈佳音',
            tier: '推荐单位',
            at: at(-2),
            version: 2,
            sent: false,
            mine: true,
          },
        ]
      : [],
    events: recordOf(row),
    scans: wasMended ? SCANS(row) : [],
    call: { number: 1, inForce: true },
    returnDue: '2021-04-20',
    recusal: true,
    copies: 3,
    seal: 'wet',
    project: row.state === 'approved' ? { id: 'project-1', state: 'running' } : null,
  }
}

const CONDITIONS: [string, string, string][] = [
  ['registered-and-creditworthy', '依法在本市注册登记，信用良好', '三.1'],
  ['standardization-foundation', '有标准化工作基础、机构、人员和意识', '三.2'],
  ['influence', '有较强的行业或社会影响力，一般为业内标杆单位', '三.3'],
]
const UNMET = '不是在上海注册登记的单位，按通知文字不符合这一条。'
const UNKNOWN = '标准化工作基础还不能确定：有人员，没有明确的机构。'

/** What a spreadsheet of twelve units came to. */
export const preScreen: PreScreen = {
  columns: [
    { header: '单位名称', field: 'org_name', label: '单位名称' },
    { header: '统一社会信用代码', field: 'uscc', label: '统一社会信用代码' },
    { header: '拟报试点类型', field: 'pilot_type', label: '试点类型' },
    { header: '标准化基础', field: 'std_foundation', label: '标准化工作基础' },
    { header: '备注', field: null, label: null },
  ],
  rows: Array.from({ length: 12 }, (_, index) => {
    const kind = ([0, 0, 1, 0, 2, 1][index % 6] ?? 0) as 0 | 1 | 2
    return {
      row: index + 2,
      name: TITLES[index % TITLES.length]?.[1] ?? '',
      verdict: (['eligible', 'needs-confirmation', 'ineligible'] as const)[kind],
      conditions: CONDITIONS.map(([id, label, clause], place) => {
        const outcome = kind === 2 && place === 0 ? 'unmet' : kind === 1 && place === 1 ? 'unknown' : 'met'
        const reason = outcome === 'unmet' ? UNMET : outcome === 'unknown' ? UNKNOWN : '符合。'
        return { id, label, clause, outcome, reason }
      }),
      problems:
        index === 5 ? [{ header: '统一社会信用代码', text: '“91310000MA1FL0”不足18位，没有采用。' }] : [],
    }
  }),
}
