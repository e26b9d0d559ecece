import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { activitySchema, type Transcript, type WireActivity } from '../../src/contract/conversation.ts'
import { everyInput, greeting, type Line, script } from './web-fake-script.ts'

type Entry = Transcript['entries'][number]

interface Talk {
  id: string
  token: string
  locale: string
  entries: Entry[]
  taken: Set<string>
  listeners: Set<ServerResponse>
}

/** What a test may make the fake do, and what it has seen. */
export interface WebFake {
  url: string
  /** ids of the activities that arrived, each time they did */
  arrived: string[]
  activities: WireActivity[]
  /** takes the next activities but loses the answers */
  dropAnswers: number
  /** answers the next activities with 503 */
  failNext: number
  /** policy of the pages served */
  csp: string
  banner: string | null
  cutStreams(): void
  push(line: Line): void
  close(): Promise<void>
}

/** The policy of our own page, made stricter by trusted types. */
export const STRICT_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'"

const THIRD_PARTY = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>某单位</title>
<link rel="stylesheet" href="/hostile.css"></head><body><h1>某单位网站</h1><script src="/widget.js" data-locale="zh-CN"></script></body></html>`
const HOSTILE = '* { font-size: 7px; color: red; text-transform: uppercase; letter-spacing: 9px }'

/** A small server of the web contract that plays a script, with the built pages beside it. */
export async function startWebFake(publicDir: string, port = 0): Promise<WebFake> {
  const talks = new Map<string, Talk>()
  const fake: WebFake = {
    url: '',
    arrived: [],
    activities: [],
    dropAnswers: 0,
    failNext: 0,
    csp: STRICT_CSP,
    banner: '演示：时钟设为 2021 年 4 月 12 日，填写内容不会提交给任何部门。',
    cutStreams: () => {
      for (const talk of talks.values()) for (const one of talk.listeners) one.destroy()
    },
    push: (line) => {
      for (const talk of talks.values()) reply(talk, [line])
    },
    close: () =>
      new Promise((resolve) => {
        fake.cutStreams()
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  const server = createServer((request, response) => {
    handle(fake, talks, publicDir, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return fake
}

async function handle(
  fake: WebFake,
  talks: Map<string, Talk>,
  publicDir: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://fake')
  const [, id, what] = /^\/api\/(?:conversations|drafts)(?:\/([\w-]+))?(?:\/(\w+))?$/.exec(url.pathname) ?? []
  if (url.pathname === '/api/page') return json(response, 200, pageFacts(fake, url))
  if (url.pathname === '/api/conversations') return begin(talks, request, response)
  if (!id) return file(fake, publicDir, url.pathname, response)
  const talk = talks.get(id)
  if (!talk || request.headers.authorization !== `Bearer ${talk.token}`)
    return refuse(response, 404, 'unknown-conversation', '没有这段对话。', '请重新开始。')
  if (what === 'events') return follow(talk, request, response)
  if (what === 'files') return takeFile(request, response)
  if (what === 'activities') return take(fake, talk, request, response)
  return json(response, 200, {
    id,
    locale: talk.locale,
    programme: 'specimen',
    entries: talk.entries,
    resume: { code: 'ABCD-2345', link: `${fake.url}/?code=ABCD-2345` },
  })
}

async function begin(talks: Map<string, Talk>, request: IncomingMessage, response: ServerResponse) {
  const asked = JSON.parse((await body(request)).toString() || '{}') as { locale?: string; code?: string }
  if (asked.code && asked.code !== 'ABCD-2345')
    return refuse(response, 404, 'unknown-code', '没有这个代码。', '请核对后再输入。')
  const talk: Talk = {
    id: randomUUID(),
    token: randomUUID(),
    locale: asked.locale ?? 'zh-CN',
    entries: [],
    taken: new Set(),
    listeners: new Set(),
  }
  talks.set(talk.id, talk)
  const welcome = asked.code ? { key: 'resume.welcome', text: '已接上您的草稿。' } : greeting
  const replies = reply(talk, [welcome])
  const { id, token, locale } = talk
  json(response, 201, { id, token, locale, programme: 'specimen', replies })
}

async function take(fake: WebFake, talk: Talk, request: IncomingMessage, response: ServerResponse) {
  const activity = activitySchema.parse(JSON.parse((await body(request)).toString()))
  fake.arrived.push(activity.id)
  if (fake.failNext > 0) {
    fake.failNext--
    return refuse(response, 503, 'busy', '暂时无法处理。', '请稍候。')
  }
  if (activity.text === 'refuse')
    return refuse(response, 422, 'bad-text', '这句话没有被接受。', '请换一种说法。')
  if (talk.taken.has(activity.id)) return json(response, 200, { locale: talk.locale, replies: [] })
  talk.taken.add(activity.id)
  fake.activities.push(activity)
  const language = /^language:(.+)$/.exec(activity.choice ?? '')?.[1]
  if (language) talk.locale = language
  tell(talk, { from: 'you', text: activity.text ?? activity.choice ?? '（已填写）' })
  const replies = reply(talk, answer(talk, activity))
  if (fake.dropAnswers > 0) {
    fake.dropAnswers--
    response.destroy()
    return
  }
  json(response, 200, { locale: talk.locale, replies })
}

function answer(talk: Talk, activity: WireActivity): Line[] {
  if (activity.form?.step === 'everything' && activity.form.values.phone !== '021-12345678')
    return [{ key: 'filing.error.phone', text: '有两处请核对。', form: everyInput(true) }]
  if (activity.form) return [{ key: 'filing.noted', text: `已记下：${JSON.stringify(activity.form.values)}` }]
  if (activity.file) return [{ key: 'filing.files', text: `收到 ${activity.file.length} 个文件。` }]
  if (activity.choice?.startsWith('language:')) return languageChanged(talk)
  if (activity.choice) return [{ key: 'chosen', text: `您选择了 ${activity.choice}。` }]
  return script[activity.text ?? ''] ?? [{ key: 'echo', text: `您说：${activity.text}` }]
}

function languageChanged(talk: Talk): Line[] {
  const open = talk.entries.findLast((entry) => entry.reply)?.reply?.form
  const text = talk.locale === 'en' ? 'We go on in English.' : '我们用中文继续。'
  return [{ key: 'repair.language', text, ...(open ? { form: open } : {}) }]
}

function reply(talk: Talk, lines: Line[]) {
  return lines.map((line) => {
    const made = { id: randomUUID(), ...line }
    tell(talk, { from: 'bot', text: made.text, reply: made })
    return made
  })
}

function tell(talk: Talk, entry: Omit<Entry, 'seq' | 'at'>): void {
  const whole = { seq: talk.entries.length + 1, at: '2021-04-12T02:00:00.000Z', ...entry }
  talk.entries.push(whole)
  for (const one of talk.listeners) one.write(event(whole))
}

const event = (entry: Entry) => `id: ${entry.seq}\ndata: ${JSON.stringify(entry)}\n\n`

function follow(talk: Talk, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write(': hello\n\n')
  const last = Number(request.headers['last-event-id'] ?? 0)
  for (const entry of talk.entries) if (entry.seq > last) response.write(event(entry))
  talk.listeners.add(response)
  response.on('close', () => talk.listeners.delete(response))
}

async function takeFile(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const bytes = await body(request)
  const name = /filename="([^"]+)"/.exec(bytes.toString('utf8'))?.[1] ?? 'file'
  if (name.startsWith('bad')) return refuse(response, 415, 'bad-type', '不支持这种文件。', '请改用 PDF。')
  json(response, 201, { id: randomUUID(), name, bytes: bytes.length, mediaType: 'application/pdf' })
}

function pageFacts(fake: WebFake, url: URL) {
  const en = url.searchParams.get('locale') === 'en'
  return {
    ...(fake.banner ? { banner: fake.banner } : {}),
    programme: {
      id: 'specimen',
      title: en
        ? '2021 call for Shanghai municipal standardization pilots'
        : '2021年度上海市标准化试点项目申报',
      issuer: en ? 'Shanghai Municipal Administration for Market Regulation' : '上海市市场监督管理局',
      document: '沪市监标技〔2021〕141号',
    },
    areas: true,
    facts: en
      ? [
          { label: 'Deadline', value: '30 April 2021' },
          { label: 'Paper copies', value: '3' },
          { label: 'Areas', value: '7' },
        ]
      : [
          { label: '截止日期', value: '2021年4月30日' },
          { label: '书面材料', value: '一式三份' },
          { label: '申报领域', value: '七个' },
        ],
  }
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

function file(fake: WebFake, publicDir: string, path: string, response: ServerResponse): void {
  const at = join(publicDir, path === '/' ? 'index.html' : path)
  const made = path === '/third-party' ? THIRD_PARTY : path === '/hostile.css' ? HOSTILE : null
  if (made === null && !existsSync(at)) return json(response, 404, {})
  const type = made ? (path === '/hostile.css' ? '.css' : '.html') : extname(at)
  response.writeHead(200, {
    'content-type': TYPES[type] ?? 'text/plain',
    'content-security-policy': fake.csp,
  })
  response.end(made ?? readFileSync(at))
}

function refuse(response: ServerResponse, status: number, code: string, message: string, hint: string): void {
  json(response, status, { error: { code, message, hint } })
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}

async function body(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
