/** A small call of its own, so that the tests of paper do not hang on the wording of a real one. */
import { readFileSync } from 'node:fs'
import type { Draft } from '../../src/conversation/types.ts'
import { buildPrintData, type Submission } from '../../src/documents/build-print-data.ts'
import type { PrintData, PrintOrder } from '../../src/ports/outside.ts'
import { areasSchema } from '../../src/programme/schema/areas.ts'
import { enquiriesSchema } from '../../src/programme/schema/enquiries.ts'
import { formSchema } from '../../src/programme/schema/form.ts'
import { programmeSchema } from '../../src/programme/schema/programme.ts'
import type { Programme, ProgrammeText } from '../../src/programme/schema.ts'

const templateUrl = new URL('../../flows/shanghai-standardization-pilot-2021/print/form.typ', import.meta.url)
export const template = readFileSync(templateUrl, 'utf8')

const form = formSchema.parse({
  sections: [
    {
      id: 'unit',
      fields: [
        { id: 'org_name', type: 'text', max: 100, basis: 'F' },
        { id: 'uscc', type: 'uscc', basis: 'F' },
        {
          id: 'org_type',
          type: 'choice',
          options: ['enterprise', 'institution', 'association', 'other'],
          basis: 'F',
        },
        { id: 'registered', type: 'date', basis: 'M' },
        { id: 'staff', type: 'integer', basis: 'M' },
        { id: 'revenue', type: 'decimal', decimals: 2, basis: 'M' },
        { id: 'postcode', type: 'postcode', basis: 'F' },
        { id: 'reg_address', type: 'text', max: 120, basis: 'N' },
        { id: 'contact_name', type: 'text', max: 30, basis: 'F' },
        { id: 'contact_mobile', type: 'mobile', basis: 'F' },
        { id: 'contact_email', type: 'email', basis: 'F' },
        { id: 'credit', type: 'yes-no', basis: 'N' },
        { id: 'profile', type: 'longtext', max: 5000, basis: 'F' },
        { id: 'consent', type: 'acknowledge', basis: 'P', print: false },
        { id: 'association_role', type: 'longtext', basis: 'N' },
      ],
    },
    {
      id: 'pilot',
      fields: [
        { id: 'project_name', type: 'text', max: 60, basis: 'F' },
        { id: 'topics', type: 'topics', max: 3, basis: 'N' },
        { id: 'level', type: 'constant', value: 'municipal', basis: 'N' },
        { id: 'recommender', type: 'recommender', basis: 'N' },
        { id: 'coverage', type: 'percent', basis: 'F' },
        { id: 'channels', type: 'choices', options: ['training', 'exhibition', 'online'], basis: 'P' },
        { id: 'objectives', type: 'longtext', basis: 'F' },
        {
          id: 'standards',
          type: 'rows',
          basis: 'F',
          columns: [
            { id: 'level', type: 'choice', options: ['national', 'local', 'enterprise'] },
            { id: 'code', type: 'text' },
            { id: 'name', type: 'text' },
            { id: 'since', type: 'date' },
          ],
        },
        {
          id: 'schedule',
          type: 'rows',
          basis: 'F',
          columns: [
            { id: 'from', type: 'date' },
            { id: 'to', type: 'date' },
            { id: 'work', type: 'longtext' },
            { id: 'result', type: 'text' },
          ],
        },
        {
          id: 'budget',
          type: 'rows',
          basis: 'F',
          sums: ['total', 'own', 'other'],
          columns: [
            { id: 'item', type: 'text' },
            { id: 'total', type: 'decimal' },
            { id: 'own', type: 'decimal' },
            { id: 'other', type: 'decimal' },
          ],
        },
        {
          id: 'partners',
          type: 'rows',
          basis: 'F',
          columns: [
            { id: 'name', type: 'text' },
            { id: 'part', type: 'text' },
          ],
        },
        { id: 'attachments', type: 'files', basis: 'F' },
      ],
    },
  ],
})

const head = programmeSchema.parse({
  id: 'paper-fixture',
  document: '测试通知〔2021〕1号',
  signed: '2021-03-08',
  timezone: 'Asia/Shanghai',
  languages: ['zh-CN'],
  tiers: ['district', 'city'],
  numbering: { application: 'T2021-{seq:4}' },
  print: { template: 'print/form.typ', copies: 3, seal: 'wet' },
  privacyVersion: '1',
})

const areas = areasSchema.parse([
  {
    id: 'services',
    clause: '四（四）',
    contact: 'services',
    topics: [
      { id: 'supply-chain', words: ['现代供应链'] },
      { id: 'data', words: ['大数据'] },
    ],
  },
  {
    id: 'energy',
    clause: '四（五）',
    contact: 'energy',
    topics: [{ id: 'low-carbon', words: ['低碳发展'] }],
  },
])

const label = (text: string, more: object = {}) => ({ label: text, ask: text, ...more })

export const text: ProgrammeText = {
  programme: {
    title: '标准化试点',
    short: '试点',
    issuer: '上海市市场监督管理局',
    welcome: '您好',
    privacy: '告知',
    declaration:
      '本单位自愿申报本标准化试点项目，承诺所填内容和所附材料真实、准确、完整，并对其真实性负责；项目获准立项后，将按照试点任务和进度安排组织实施，保障试点工作经费，接受管理、指导和验收评估。',
  },
  areas: { services: '服务业领域', energy: '节能环保领域' },
  topics: { 'supply-chain': '现代供应链', data: '大数据', 'low-carbon': '低碳发展' },
  contacts: {},
  recommenders: { pudong: '上海市浦东新区市场监督管理局' },
  tiers: { district: '区', city: '市' },
  recommenderKinds: {},
  sections: { unit: { title: '申报单位基本情况' }, pilot: { title: '试点方案' } },
  fields: {
    org_name: label('单位名称'),
    uscc: label('统一社会信用代码'),
    org_type: label('单位性质', {
      options: { enterprise: '企业', institution: '事业单位', association: '社会团体', other: '其他' },
    }),
    registered: label('成立（登记）日期'),
    staff: label('职工人数'),
    revenue: label('上年度营业收入（万元）'),
    postcode: label('邮政编码'),
    reg_address: label('注册地址'),
    contact_name: label('联系人'),
    contact_mobile: label('手机'),
    contact_email: label('电子邮箱'),
    credit: label('信用状况良好'),
    profile: label('单位简介'),
    consent: label('个人信息告知'),
    association_role: label('组织实施团体标准的能力说明'),
    project_name: label('试点项目名称'),
    topics: label('申报领域及方向'),
    level: label('申报级别', { options: { municipal: '市级' } }),
    recommender: label('推荐单位'),
    coverage: label('标准覆盖率目标'),
    channels: label('宣传方式', {
      options: { training: '集中培训', exhibition: '现场观摩', online: '线上课程' },
    }),
    objectives: label('试点目标'),
    standards: label('现行标准情况', {
      columns: {
        level: {
          label: '层级',
          options: { national: '国家标准', local: '地方标准', enterprise: '企业标准' },
        },
        code: { label: '标准编号' },
        name: { label: '标准名称' },
        since: { label: '实施日期' },
      },
    }),
    schedule: label('进度安排', {
      columns: {
        from: { label: '开始' },
        to: { label: '完成' },
        work: { label: '工作内容' },
        result: { label: '预期成果' },
      },
    }),
    budget: label('经费预算（万元）', {
      columns: {
        item: { label: '科目' },
        total: { label: '预算总额' },
        own: { label: '单位自筹' },
        other: { label: '其他来源' },
      },
    }),
    partners: label('参加单位', { columns: { name: { label: '单位名称' }, part: { label: '分工' } } }),
    attachments: label('附件目录'),
  },
  conditions: {},
  answers: {},
  print: {
    title: '上海市标准化试点项目申报表',
    subtitle: '（2021年度）',
    issuer: '上海市市场监督管理局　制',
    year: '二〇二一年',
    number: '申报编号',
    version: '提交版本：第{version}版',
    checkCode: '校验码',
    submittedAt: '提交时间',
    check: '扫描页眉二维码，或在申报网站输入校验码，可核验本表是否为现行提交版本。',
    page: '第 {page} 页　共 {pages} 页',
    section: '一、',
    copy1: '一式三份 · 第一份',
    copy2: '一式三份 · 第二份',
    copy3: '一式三份 · 第三份',
    empty: '—',
    chosen: '已选',
    notChosen: '未选',
    yes: '是',
    no: '否',
    sum: '合计',
    practice: '试填样张',
    declaration: '承诺与意见',
    mark: '* 通知未作规定的栏目',
    notPrescribed: '注：标有 * 的栏目系为便于审核而设，申报通知未作规定。',
    gap: '注：〓 处为字库未收录的字，请于打印后手写补正。',
    sealGuide:
      '请在虚线圆圈处加盖单位公章，印章应清晰、完整并压在日期之上；一式三份均须盖章，多页的请加盖骑缝章（骑缝章为建议，通知未作规定）。',
    electronicSeal: '本项目使用电子印章。',
    'cover.project_name': '试点项目名称',
    'cover.org_name': '申报单位（盖章）',
    'cover.recommender': '推荐部门（盖章）',
    'cover.topics': '申报领域及方向',
    'cover.submitted': '填报日期',
    'box.applicant.title': '申报单位承诺',
    'box.applicant.signature': '法定代表人（签字）：',
    'box.applicant.seal': '申报单位\n（盖章）',
    'box.applicant.date': '年　　　月　　　日',
    'box.recommender.title': '推荐部门意见',
    'box.recommender.signature': '负责人（签字）：',
    'box.recommender.seal': '推荐部门\n（盖章）',
    'box.recommender.date': '年　　　月　　　日',
    'box.bureau.title': '市市场监督管理局意见',
    'box.bureau.signature': '负责人（签字）：',
    'box.bureau.seal': '市市场监督管理局\n（盖章）',
    'box.bureau.date': '年　　　月　　　日',
  },
  papers: {},
  phrases: {},
  forms: {},
}

/** What a folder adds when it wants the page on seals. */
export const sealWords: ProgrammeText['print'] = {
  guideTitle: '用印说明',
  guideNote: '本页不属于申报表。',
  guidePages: '双面打印的，请逐份打印：',
  guideRange: '第{from}—{to}页',
  guideStep: '事项',
  guideText: '做法',
  guideBasis: '依据',
  guideSignPicture: '图1',
  guideSignAlt: '在申报单位栏内盖章',
  guideCrossPicture: '图2',
  guideCrossAlt: '印章横跨各页页边',
  'seal.unit.title': '单位公章',
  'seal.unit.text': '三份都要盖。',
  'seal.unit.basis': '通知第二条',
  'seal.cross.title': '骑缝章',
  'seal.cross.text': '横盖在页边上。',
  'seal.cross.basis': '建议，通知未规定',
}

export const programme: Programme = {
  ...head,
  hash: 'sha256-fixture',
  notice: new Map(),
  conditions: [],
  questions: [],
  facts: [],
  areas,
  contacts: { asOf: '2021-03-08', general: 'services', contacts: [] },
  recommenders: [],
  enquiries: { ...enquiriesSchema.parse({}), numbering: 'ZX-{seq:4}' },
  calendar: new Map(),
  sections: form.sections,
  fields: new Map(form.sections.flatMap((section) => section.fields.map((field) => [field.id, field]))),
  answers: [],
  lexicon: {},
  text: new Map([['zh-CN', text]]),
  template,
  papers: new Map(),
  form: null,
  formProgrammes: new Map(),
}

const sentence =
  '本项目围绕长三角跨境电商仓配一体化服务，梳理“入库—分拣—配送—逆向”全过程的服务要求，建立以GB/T 24421为基础、覆盖12个作业环节的标准体系，并通过数字化手段对标准实施情况进行持续监测与改进。'

/** Chinese prose of a length; paragraphs of about 300 characters. */
export function prose(length: number): string {
  const paragraph = sentence.repeat(3)
  const paragraphs = Array.from({ length: Math.ceil(length / paragraph.length) }, () => paragraph)
  return paragraphs.join('\n').slice(0, length)
}

export const entries: Draft['entries'] = {
  org_name: { value: '上海云仓国际供应链管理有限公司' },
  uscc: { value: '91310115MA1K3T7X5Q' },
  org_type: { value: 'enterprise' },
  registered: { value: '2015-06-18' },
  staff: { value: 12860 },
  revenue: { value: 128450.5 },
  postcode: { value: '200120' },
  reg_address: { value: '中国（上海）自由贸易试验区临港新片区环湖西二路888号C楼' },
  contact_name: { value: '欧阳若溪' },
  contact_mobile: { value: '13800138000' },
  contact_email: { value: 'standards.office@yuncang-supply.example.cn' },
  credit: { value: true },
  profile: { value: prose(620) },
  association_role: { value: '不应出现' },
  consent: { value: true },
  project_name: { value: '跨境电商仓配一体化服务标准化试点' },
  topics: { value: ['supply-chain', 'data', 'low-carbon'] },
  recommender: { value: 'pudong' },
  coverage: { value: 92.5 },
  channels: { value: ['training', 'online'] },
  objectives: { value: prose(900) },
  standards: {
    value: [
      {
        level: 'national',
        code: 'GB/T 24421.2—2009',
        name: '服务业组织标准化工作指南 第2部分：标准体系',
        since: '2010-02-01',
      },
      { level: 'local', code: 'DB31/T 1085—2018', name: '跨境电子商务仓储服务规范', since: '2018-08-01' },
      { level: 'enterprise', code: 'Q/YC 03—2020', name: '保税仓拣选作业规程' },
    ],
  },
  schedule: {
    value: [
      {
        from: '2021-07-01',
        to: '2021-12-31',
        work: '成立试点工作组，开展现状调研，编制标准体系框架和标准明细表。',
        result: '标准体系框架图、明细表',
      },
      {
        from: '2022-01-01',
        to: '2022-10-31',
        work: '制定企业标准18项，参与制定团体标准2项；组织全员宣贯培训并在三个园区试运行。',
        result: '标准文本、培训记录',
      },
      {
        from: '2022-11-01',
        to: '2023-06-30',
        work: '开展内部检查与自我评价，持续改进，形成可推广的经验材料，申请验收。',
        result: '自评报告、工作总结',
      },
    ],
  },
  budget: {
    value: [
      { item: '标准研制费', total: 45.5, own: 45.5, other: 0 },
      { item: '宣贯培训费', total: 18.2, own: 10.1, other: 8.1 },
      { item: '信息化建设费', total: 1136, own: 1000, other: 136 },
    ],
  },
  partners: { value: [] },
  attachments: {
    value: [
      { id: 'f1', name: '标准体系框架图.pdf', bytes: 1, mediaType: 'application/pdf' },
      { id: 'f2', name: '实施方案（2021—2023）.docx', bytes: 1, mediaType: 'application/msword' },
    ],
  },
}

export const submission: Submission = {
  number: 'T2021-0042',
  checkCode: '7QZ4-KM2X-9D0V-H3TB',
  at: '2021-04-18T06:05:00Z',
  version: 2,
  checkUrl: 'https://shenbao.example.gov.cn/check/7QZ4-KM2X-9D0V-H3TB',
}

export const hidden = new Set(['association_role'])

export const marks = { list: '、', cell: '；', path: '／' }

/** Print data of the fixture with some answers, or its words, exchanged. */
export function printData(
  changes: Draft['entries'] = {},
  of: Submission | null = submission,
  words: ProgrammeText = text,
): PrintData {
  return buildPrintData(programme, words, { ...entries, ...changes }, of, {
    language: 'zh-CN',
    marks,
    isShown: (id) => !hidden.has(id),
  })
}

export function orderOf(data: PrintData): PrintOrder {
  return { programmeId: programme.id, programmeHash: programme.hash, template, fonts: 'song', data }
}
