/** What the console's fake server knows of projects: a register as it stands two years after approval, and what is to be decided. */
import type { ApplicationRow, Board, ProjectRow, ProjectView } from '../../src/contract/cases.ts'
import { type Me, me, PROGRAMME } from './desk-fixtures.ts'

/** In the spring in which the first terms run out. */
export const PROJECT_NOW = '2023-04-18T10:00:00+08:00'
const NOW = Date.parse(PROJECT_NOW)
const DAY = 86_400_000
const at = (days: number) => new Date(NOW + days * DAY).toISOString()
const dayAt = (days: number) => at(days).slice(0, 10)

const BODIES: [string, string][] = [
  ['xuhui', '徐汇区市场监督管理局'],
  ['pudong', '浦东新区市场监督管理局'],
  ['minhang', '闵行区市场监督管理局'],
  ['jiading', '嘉定区市场监督管理局'],
  ['chongming', '崇明区市场监督管理局'],
  ['commerce', '上海市商务委员会'],
  ['health', '上海市卫生健康委员会'],
  ['agriculture', '上海市农业农村委员会'],
]
const AREAS: [string, string][] = [
  ['social-management', '社会管理'],
  ['public-services', '公共服务'],
  ['high-tech', '高新技术'],
  ['services', '服务业'],
  ['agriculture', '农业农村'],
  ['energy', '能源与环境'],
  ['international', '国际标准化'],
]
const named = ([id, label]: [string, string]) => ({ id, label })

/** An officer of the authority: applications, projects and the board are theirs. */
export const overseer: Me = {
  ...me,
  id: 'officer-9',
  name: '顾明华',
  email: 'officer9@scjgj.example.cn',
  grants: [{ role: 'authority', programmeId: PROGRAMME, contact: null, area: null }],
  may: { officers: false, anyonesLeave: false },
  programmes: me.programmes.map((programme) => ({
    ...programme,
    bodies: BODIES.map(named),
    areas: AREAS.map(named),
    tiers: [
      { id: 'recommender', label: '推荐单位' },
      { id: 'bureau', label: '市市场监管局' },
    ],
    may: {
      ...{ clarify: false, withdraw: false, canned: false, report: false, unanswered: false, lead: false },
      ...{ cases: true, preScreen: true, oversee: true },
    },
  })),
  now: new Date(NOW).toISOString(),
}

const TITLES: [string, string, number, number][] = [
  ['社区嵌入式养老服务标准化试点', '上海徐汇康健社区养老服务中心', 0, 1],
  ['城市运行“一网统管”事件处置标准化试点', '上海市浦东新区城市运行综合管理中心', 1, 0],
  ['生鲜冷链配送服务标准化试点', '上海联程冷链物流有限公司', 5, 3],
  ['智能网联汽车道路测试管理标准化试点', '上海嘉定智行测试技术有限公司', 3, 2],
  ['绿叶菜全程质量控制标准化试点', '上海崇明江口蔬菜专业合作社', 4, 4],
  ['家庭医生签约服务标准化试点', '上海市闵行区江川社区卫生服务中心', 6, 1],
  ['园区分布式光伏运维标准化试点', '上海临港新能源发展有限公司', 1, 5],
  ['跨境电子商务国际标准互认试点', '上海外高桥跨境贸易服务有限公司', 5, 6],
  ['乡村公共空间管护标准化试点', '上海市嘉定区华亭镇联一村经济合作社', 7, 4],
  ['消防设施维护保养服务标准化试点', '上海安维消防技术服务有限公司', 2, 0],
]

/** stage, days from now to the last day, and what may be done */
const STAGES: [string, number, string[]][] = [
  ['extending', 24, ['grant', 'refuse', 'cancel']],
  ['running', 58, ['begin-mid-term', 'cancel']],
  ['accepting', 5, ['evaluate', 'cancel']],
  ['passed', -3, ['certify']],
  ['certified', -40, ['put-forward', 'close']],
  ['terminated', -12, ['reinstate']],
  ['changing', 214, ['allow', 'refuse', 'cancel']],
  ['running', 29, ['cancel']],
  ['rectifying', -9, ['evaluate', 'cancel']],
  ['running', 0, ['cancel']],
  ['put-forward', -90, ['close']],
  ['not-passed', -20, ['close']],
  ['closed', -120, []],
]
const WITH_AUTHORITY = [
  'extending',
  'accepting',
  'passed',
  'certified',
  'changing',
  'put-forward',
  'not-passed',
]
const WITH_APPLICANT = ['running', 'rectifying']

export const someProjects = (): ProjectRow[] => Array.from({ length: 60 }, (_, index) => projectRow(index))

function projectRow(index: number): ProjectRow {
  const [title, applicant, body, area] = TITLES[index % TITLES.length] ?? ['', '', 0, 0]
  const [state, left, may] = STAGES[index % STAGES.length] ?? ['running', 0, []]
  const daysLeft = left + Math.floor(index / STAGES.length) * 7
  const holder = WITH_AUTHORITY.includes(state)
    ? '市市场监管局'
    : WITH_APPLICANT.includes(state)
      ? '申报单位'
      : null
  const certified = ['certified', 'put-forward', 'closed'].includes(state)
  return {
    id: `project-${index + 1}`,
    number: `SHBZ-2021-${String(index + 3).padStart(4, '0')}`,
    programmeId: PROGRAMME,
    title: index < 10 ? title : `${title}（${index + 1}）`,
    applicant,
    body: named(BODIES[body] ?? ['', '']),
    areas: [named(AREAS[area] ?? ['', ''])],
    state,
    holder,
    since: at(-4 - index),
    document: '沪市监标技〔2021〕312号',
    version: 7,
    lastAt: at(-1 - index),
    may,
    awaiting: null,
    applicationId: `application-${index + 1}`,
    approvedOn: dayAt(daysLeft - 730),
    endsOn: dayAt(daysLeft),
    daysLeft,
    certificate: certified ? `SHBZ-YS-2021-${String(index + 1).padStart(4, '0')}` : null,
  }
}

type Event = ProjectView['events'][number]
/** One line of the record. */
export const projectEvent = (about: Partial<Event> & { act: string; at: string }): Event => ({
  id: `event-${about.act}-${about.at}`,
  by: about.name === undefined ? 'applicant' : 'officer',
  name: null,
  tier: about.name === undefined ? null : '市市场监管局',
  text: null,
  fields: [],
  due: null,
  until: null,
  document: null,
  number: null,
  channel: about.name === undefined ? 'web' : 'console',
  ...about,
})

/** All of one project. */
export function projectView(row: ProjectRow): ProjectView {
  const extended = dayAt(row.daysLeft + 184)
  const mark = (days: number) => ({
    what: `warning-${days}`,
    on: dayAt(row.daysLeft - days),
    clause: null,
    past: row.daysLeft <= days,
  })
  const over = row.daysLeft < 0
  const ends = row.state === 'terminated'
  const paper = (kind: ProjectView['issued'][number]['kind'], number: string | null, days: number) => ({
    ...{ id: `${row.id}-${kind}`, kind, number, checkCode: 'K7QM-4PXD-2WRT', at: at(days), withdrawn: false },
    href: `/check/K7QM4PXD2WRT?paper=${kind}`,
  })
  return {
    project: row,
    dates: [
      { what: 'approved', on: row.approvedOn, clause: null, past: true },
      ...[90, 30, 7].map(mark),
      { what: 'ends', on: row.endsOn, clause: '五.3', past: over },
      ...(over ? [] : [{ what: 'extension', on: extended, clause: '五.3', past: false }]),
    ],
    extendUntil: over ? null : extended,
    extension:
      row.state === 'extending'
        ? {
            until: dayAt(row.daysLeft + 150),
            reason:
              '受场地改造影响，两处站点于2023年2月才恢复开放，标准实施评价的数据尚不完整，拟延长五个月补齐。',
          }
        : null,
    forms: [
      {
        form: 'task-book',
        label: '任务书',
        number: `${row.number}-R1`,
        at: at(-690),
        href: '/check/task-book',
      },
      {
        ...{ form: 'acceptance', label: '验收申请表' },
        ...(row.state === 'running' || row.state === 'extending'
          ? { number: null, at: null, href: null }
          : { number: `${row.number}-Y1`, at: at(-6), href: '/check/acceptance' }),
      },
    ],
    events: [
      projectEvent({ act: 'begin', at: at(row.daysLeft - 730), name: '顾明华', document: row.document }),
      projectEvent({ act: 'handed-in', at: at(-690), number: `${row.number}-R1` }),
      projectEvent({ act: 'evidence', at: at(-120), text: null }),
      projectEvent({ act: 'warn', at: at(row.daysLeft - 90), by: 'clock', channel: null }),
      ...(row.state === 'extending'
        ? [
            projectEvent({
              ...{
                act: 'request-extension',
                at: at(-4),
                until: dayAt(row.daysLeft + 150),
                channel: 'telegram',
              },
              text: '受场地改造影响，两处站点于2023年2月才恢复开放，标准实施评价的数据尚不完整，拟延长五个月补齐。',
            }),
          ]
        : []),
      ...(ends
        ? [projectEvent({ act: 'terminate', at: at(row.daysLeft + 1), by: 'clock', channel: null })]
        : []),
    ].sort((a, b) => a.at.localeCompare(b.at)),
    evidence: [
      {
        ...{ id: `${row.id}-file-1`, name: '标准体系表（2022年修订）.pdf', bytes: 2_480_000 },
        ...{ mediaType: 'application/pdf', at: at(-120), by: null, findings: null },
      },
      {
        ...{ id: `${row.id}-file-2`, name: '现场检查照片.zip', bytes: 18_300_000 },
        ...{ mediaType: 'application/zip', at: at(-30), by: '顾明华', findings: null },
      },
    ],
    issued: [
      ...(row.certificate ? [paper('certificate', row.certificate, -30)] : []),
      ...(ends ? [paper('termination', null, row.daysLeft + 1)] : []),
    ],
    nextCertificate: 'SHBZ-YS-2021-0018',
    recusal: true,
  }
}

/** A project that was terminated, reinstated and has two letters, of which one holds no more. */
export function reinstatedView(row: ProjectRow): ProjectView {
  const view = projectView({ ...row, state: 'running', daysLeft: 70, endsOn: dayAt(70), may: ['cancel'] })
  const letters = projectView({ ...row, state: 'terminated', daysLeft: -12, endsOn: dayAt(-12) })
  return {
    ...view,
    events: [
      ...letters.events,
      projectEvent({
        ...{
          act: 'reinstate',
          at: at(-3),
          name: '顾明华',
          until: dayAt(70),
          document: '沪市监标技〔2023〕87号',
        },
        text: '经查，申报单位已于期内书面提出验收申请，因系统故障未登记，予以恢复实施。',
      }),
    ],
    issued: [
      ...letters.issued.map((paper) => ({ ...paper, withdrawn: true })),
      {
        ...{ id: 'letter-2', kind: 'reinstatement' as const, number: '沪市监标技〔2023〕87号' },
        ...{ checkCode: '3HVN-8TKD-6QLA', at: at(-3), withdrawn: false, href: '/check/3HVN8TKD6QLA' },
      },
    ],
  }
}

/** What waits to be decided. */
export function applicationsToDecide(): ApplicationRow[] {
  return Array.from({ length: 14 }, (_, index) => {
    const row = projectRow(index)
    const awaiting = index === 5 ? { act: 'approve', by: '周岚', mine: true } : null
    return {
      ...{ id: `application-${index + 101}`, number: `SHBZ-2021-${String(index + 101).padStart(4, '0')}` },
      ...{
        programmeId: PROGRAMME,
        title: row.title,
        applicant: row.applicant,
        body: row.body,
        areas: row.areas,
      },
      ...{ state: 'deciding', holder: '市市场监管局', since: at(-20 + index), document: null, version: 4 },
      ...{ lastAt: at(-20 + index), awaiting, receivedAt: at(-40), submissions: 1, due: null, paper: null },
      may: index === 5 ? ['confirm', 'object'] : index === 8 ? [] : ['approve', 'return', 'reject'],
    }
  })
}

/** The board over all of these. */
export function someBoard(): Board {
  const projects = someProjects()
  const tally = (rows: { state: string }[]) =>
    [...new Set(rows.map(({ state }) => state))].map((state) => ({
      state,
      count: rows.filter((row) => row.state === state).length,
    }))
  const bar = ([id, label]: [string, string], index: number, mine: ProjectRow[]) => ({
    ...{ id, label },
    counts: {
      ...{
        recommending: (index * 5) % 7,
        returned: index % 3,
        deciding: (index * 3) % 5,
        approved: mine.length,
      },
      ...{ declined: index % 4, rejected: (index * 2) % 3 },
      ...Object.fromEntries(tally(mine).map(({ state, count }) => [`project:${state}`, count])),
    },
  })
  return {
    at: at(0),
    applications: [
      ...[
        { state: 'recommending', count: 21 },
        { state: 'returned', count: 7 },
        { state: 'deciding', count: 14 },
      ],
      ...[
        { state: 'approved', count: 60 },
        { state: 'declined', count: 9 },
        { state: 'rejected', count: 6 },
        { state: 'withdrawn', count: 2 },
      ],
    ],
    projects: tally(projects),
    areas: AREAS.map((area, index) =>
      bar(
        area,
        index,
        projects.filter(({ areas }) => areas[0]?.id === area[0]),
      ),
    ),
    bodies: BODIES.map((body, index) =>
      bar(
        body,
        index,
        projects.filter((row) => row.body?.id === body[0]),
      ),
    ),
    waiting: [
      ...applicationsToDecide()
        .slice(0, 4)
        .map(({ id, number, title, state, since }) => ({
          id,
          kind: 'application' as const,
          number,
          title,
          state,
          since,
        })),
      ...projects
        .filter(({ state }) => state === 'extending' || state === 'accepting')
        .slice(0, 4)
        .map(({ id, number, title, state, since }) => ({
          id,
          kind: 'project' as const,
          number,
          title,
          state,
          since,
        })),
    ].sort((a, b) => a.since.localeCompare(b.since)),
    ending: projects
      .filter(({ state }) => ['running', 'extending', 'changing'].includes(state))
      .sort((a, b) => a.endsOn.localeCompare(b.endsOn))
      .slice(0, 8),
    overdueReturns: 3,
  }
}
