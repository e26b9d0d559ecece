/** Fills a database with enquiries as a busy year leaves them. */

import { v7 } from 'uuid'
import { OPERATOR } from '../../src/audit/entry.ts'
import { gramsOf, haystackOf, numbersOf } from '../../src/language/grams.ts'
import type { Store } from '../../src/ports/store.ts'

export const MANY_AT = new Date('2021-12-31T00:00:00Z')
const MINUTE = 60_000
const BATCH = 1_000
const LINES = ['digital', 'green', 'biotech', 'chips', 'talent', 'export', 'rural', 'design', 'space']

const OPENINGS = ['您好，想请教一下，', '请问', '我们公司是去年成立的，', '关于申报通知，', '老师您好，']
const SUBJECTS = [
  '研发费用占营业收入的比例怎么计算',
  '上一年度的审计报告还没有出来，可以先交财务报表吗',
  '联合申报的单位需要分别盖章吗',
  '已经获得过市级补助的项目还能不能再申报',
  '营业执照的经营范围里没有写软件开发，会不会影响申报',
  '科技型中小企业的入库编号在哪里查询',
  '项目负责人同时是另一个项目的成员，有没有冲突',
  '知识产权证明的权利人是母公司，需要提供授权书吗',
]
const ENDINGS = ['谢谢！', '麻烦您了。', '比较急，盼复。', '我们的截止时间是本周五。', '']
const ANSWERS = [
  '您好，按申报通知第三条的规定，以企业所得税年度纳税申报表为准，请在系统中上传盖章的扫描件。',
  '您好，可以先提交财务报表，审计报告须在受理截止日期之前补齐，逾期视为材料不全。',
  '您好，联合申报的各单位都需要盖章，牵头单位另附合作协议原件。',
]
/** in every enquiry, in one of a thousand, and in one */
export const WORDS = { common: '申报', rare: '石墨烯', once: 'ZX-2021-000777' }

const ENQUIRIES = `
INSERT INTO enquiry (id, number, programme_id, conversation_id, channel, locale, contact, holder_id, status, question,
  asked_at, since, due_at, next_at, first_answer_at, first_answer_in, last_at, version)
SELECT (r->>'id')::uuid, r->>'number', 'busy', (r->>'id')::uuid, 'web', 'zh-CN', r->>'contact', (r->>'holder')::uuid,
  r->>'status', r->>'question', (r->>'asked')::timestamptz, (r->>'since')::timestamptz, (r->>'due')::timestamptz,
  (r->>'due')::timestamptz, (r->>'answered')::timestamptz, (r->>'minutes')::int, (r->>'last')::timestamptz, 0
FROM jsonb_array_elements($1::jsonb) AS r`
const LINES_OF_THREADS = `
INSERT INTO enquiry_entry (id, enquiry_id, at, author, kind, text, data)
SELECT gen_random_uuid(), (r->>'enquiry')::uuid, (r->>'at')::timestamptz, r->>'by', r->>'kind', r->>'text', r->'data'
FROM jsonb_array_elements($1::jsonb) AS r`
const HAYSTACKS = `
INSERT INTO enquiry_words (enquiry_id, haystack)
SELECT (r->>'id')::uuid, r->>'haystack' FROM jsonb_array_elements($1::jsonb) AS r`
const GRAMS = `
INSERT INTO enquiry_grams (enquiry_id, grams)
SELECT (r->>'id')::uuid, ARRAY(SELECT jsonb_array_elements_text(r->'grams')::int)
FROM jsonb_array_elements($1::jsonb) AS r`

/** Two officers, and `count` enquiries of the programme `busy`, one every ten minutes, of which few are open. */
export async function manyEnquiries(store: Store, count: number): Promise<{ contact: string; lead: string }> {
  const [contact, lead] = [v7(), v7()]
  for (const id of [contact, lead])
    await store.officers.create(
      { id, name: id, email: `${id}@busy.test`, locale: 'zh-CN', at: MANY_AT },
      OPERATOR,
    )
  for (let start = 0; start < count; start += BATCH) {
    const size = Math.min(BATCH, count - start)
    const rows = Array.from({ length: size }, (_, n) => enquiryAt(start + n, count, { contact, lead }))
    await insert(store, ENQUIRIES, rows)
    const words = rows.map(wordsOf)
    await insert(store, HAYSTACKS, words)
    await insert(store, GRAMS, words)
    await insert(store, LINES_OF_THREADS, rows.flatMap(threadOf))
  }
  await store.queue.executeSql('VACUUM (ANALYZE) enquiry, enquiry_words, enquiry_grams, enquiry_entry')
  return { contact, lead }
}

type Made = ReturnType<typeof enquiryAt>

/** Nothing here is left to chance, so that two runs measure the same. */
function enquiryAt(n: number, count: number, officers: { contact: string; lead: string }) {
  const draw = (length: number, salt: number) => ((n * 7919 + salt * 104_729) >>> 3) % length
  const pick = (from: string[], salt: number) => from[draw(from.length, salt)] ?? ''
  const isOpen = n > count * 0.96 || n % 97 === 0
  const asked = new Date(MANY_AT.getTime() - (count - n) * 10 * MINUTE)
  const minutes = isOpen ? null : 20 + draw(900, 3)
  const answered = minutes === null ? null : new Date(asked.getTime() + minutes * MINUTE)
  const rare = n % 1_000 === 7 ? `我们做的是${WORDS.rare}材料，` : ''
  return {
    id: v7({ msecs: asked.getTime() }),
    number: `ZX-2021-${String(n).padStart(6, '0')}`,
    contact: LINES[(n * 31) % LINES.length] ?? '',
    holder: n % 5 === 0 ? null : n % 11 === 0 ? officers.lead : officers.contact,
    status: isOpen ? 'open' : n % 3 === 0 ? 'answered' : 'closed',
    question: `${pick(OPENINGS, 1)}${rare}申报时${pick(SUBJECTS, 2)}？企业名称是第${n}有限公司。${pick(ENDINGS, 4)}`,
    answer: isOpen ? null : pick(ANSWERS, 5),
    asked,
    since: isOpen ? asked : null,
    due: isOpen ? new Date(asked.getTime() + 600 * MINUTE) : null,
    promised: new Date(asked.getTime() + 600 * MINUTE),
    answered,
    minutes,
    last: answered ?? asked,
  }
}

function wordsOf({ id, number, question, answer }: Made) {
  const haystack = haystackOf([number, question, answer ?? ''])
  return { id, haystack, grams: numbersOf(gramsOf(haystack)) }
}

function threadOf({ id, question, answer, asked, answered, promised }: Made): object[] {
  const data = { dueAt: promised }
  const first = { enquiry: id, at: asked, by: 'asker', kind: 'asked', text: question, data }
  if (answer === null) return [first]
  return [first, { enquiry: id, at: answered, by: 'officer', kind: 'answered', text: answer, data: {} }]
}

async function insert(store: Store, sql: string, rows: object[]): Promise<void> {
  await store.queue.executeSql(sql, [JSON.stringify(rows)])
}
