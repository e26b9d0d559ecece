/** docs/how-to/write-a-programme.md, followed to the letter in a copy of the project: every command of it works. */
import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 })
const root = path.resolve(import.meta.dirname, '../..')
const guide = fs.readFileSync(path.join(root, 'docs/how-to/write-a-programme.md'), 'utf8')
const [chinese = '', english = ''] = guide.split('## In English')

/** The lines of the shell blocks of a part, in order. */
const commandsOf = (part: string): string[] =>
  [...part.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) => block.trim().split('\n'))
const commands = commandsOf(chinese)
const previews = commands.filter((command) => command.includes(' preview '))

/** What `previews` leave behind goes here, and nowhere else. */
let project: string
let temp: string
beforeAll(() => {
  project = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-how-to-'))
  temp = path.join(project, 'temp')
  fs.mkdirSync(temp)
  fs.cpSync(path.join(root, 'flows'), path.join(project, 'flows'), { recursive: true })
  for (const name of ['src', 'node_modules', 'locales', 'package.json'])
    fs.symlinkSync(path.join(root, name), path.join(project, name))
})
afterAll(() => fs.rmSync(project, { recursive: true, force: true }))

interface Run {
  child: ChildProcess
  output: () => string
  code: Promise<number | null>
}

/** Types a line into the shell of an author. */
function type(line: string): Run {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH: `${path.dirname(process.execPath)}:${PATH}`, HOME, LANG: 'zh_CN.UTF-8', TMPDIR: temp }
  const child = spawn('sh', ['-c', `exec ${line}`], { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let written = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      written += part.toString()
    })
  const code = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, output: () => written, code }
}

/** A command that ends by itself. */
async function done(line: string): Promise<{ code: number | null; output: string }> {
  const { code, output } = type(line)
  return { code: await code, output: output() }
}

/** A preview that has said all it says; `stop` is Ctrl-C. */
async function shown(
  line: string,
): Promise<{ said: string; links: string[]; stop: () => Promise<number | null> }> {
  const { child, output, code } = type(line)
  await vi.waitUntil(() => output().includes('Ctrl-C') || child.exitCode !== null, {
    timeout: 200_000,
    interval: 100,
  })
  const stop = () => {
    child.kill('SIGINT')
    return code
  }
  return { said: output(), links: output().match(/http:\S+/g) ?? [], stop }
}

const json = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }

/** Signs in with a link of a preview, as the button on its page does, and asks the console for something. */
async function asOfficer(link: string, address: string): Promise<{ number: string; applicant: string }[]> {
  const { origin, hash } = new URL(link)
  const body = JSON.stringify({ ticket: hash.slice(1) })
  const entered = await fetch(`${origin}/api/desk/enter`, { method: 'POST', headers: json, body })
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const answer = await fetch(origin + address, { headers: { cookie } })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { items: { number: string; applicant: string }[] }).items
}

/** What the assistant of a preview answers to a question. */
async function answerOf(link: string, text: string): Promise<string> {
  const { origin, searchParams } = new URL(link)
  const address = `${origin}/api/programmes/${searchParams.get('programme')}/ask`
  const body = JSON.stringify({ text, locale: 'zh-CN' })
  return (await fetch(address, { method: 'POST', headers: json, body })).text()
}

const changeId = () => {
  const file = path.join(project, 'flows/my-call/programme.yaml')
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('id: specimen', 'id: my-call'))
}

/** Puts the nth YAML block of the guide behind the first line of a file that holds `after`. */
function insert(file: string, after: string, nth: number): void {
  const [, block = ''] = [...chinese.matchAll(/^```yaml\n([\s\S]*?)^```/gm)][nth] ?? []
  const at = path.join(project, 'flows/my-call', file)
  const lines = fs.readFileSync(at, 'utf8').split('\n')
  const place = lines.findIndex((line) => line.includes(after))
  const indent = /^ */.exec(lines[place] ?? '')?.[0] ?? ''
  lines.splice(
    place + 1,
    0,
    ...block
      .trim()
      .split('\n')
      .map((line) => indent + line),
  )
  fs.writeFileSync(at, lines.join('\n'))
}

describe('the guide for authors, followed to the letter', () => {
  it('has a first step: the copy is told that its id is taken, and is sound once that is changed', async () => {
    const [copy = '', first = '', second = ''] = commands
    expect((await done(copy)).code).toBe(0)
    const taken = await done(first)
    expect(taken).toMatchObject({ code: 1, output: expect.stringContaining('重复') })
    expect(taken.output.trim().split('\n')).toHaveLength(2)
    changeId()
    expect(await done(second)).toMatchObject({ code: 0, output: expect.stringContaining('没有问题') })
  })

  it('has commands that all do what they are for', async () => {
    for (const command of commands.slice(3).filter((one) => !previews.includes(one)))
      expect(await done(command), command).toMatchObject({ code: 0 })
    for (const name of ['blank.pdf', 'filled.pdf', 'certificate.pdf', 'flow.png'])
      expect(fs.statSync(path.join(project, name)).size, name).toBeGreaterThan(5000)
  })

  it('has a preview that shows the folder as it is, and leaves nothing', async () => {
    const { links, stop } = await shown(previews[0] ?? '')
    expect(await answerOf(links[0] ?? '', '什么时候截止？')).not.toContain('已于')
    const page = await (await fetch(`${new URL(links[0] ?? '').origin}/api/page?locale=zh-CN`)).text()
    expect(page).toContain('预览')
    expect(await stop()).toBe(0)
    expect(fs.readdirSync(temp)).toEqual([])
  })

  it('has a preview of the day after the closing date, on which the answers say that it is over', async () => {
    const { links, stop } = await shown(previews[1] ?? '')
    expect(await answerOf(links[0] ?? '', '什么时候截止？')).toContain('已于2031年5月20日截止')
    expect(await stop()).toBe(0)
    expect(fs.readdirSync(temp)).toEqual([])
  })

  it.each([2, 3])(
    'has a preview as an officer, who finds the application of the transcript (%d)',
    async (nth) => {
      const { links, said, stop } = await shown(previews[nth] ?? '')
      expect(said).toContain('1 件样例申报')
      const waiting = await asOfficer(links[2] ?? '', '/api/desk/applications?programme=my-call&holder=me')
      expect(waiting).toMatchObject([{ number: 'SPEC-2031-0001' }])
      expect(await stop()).toBe(0)
      expect(fs.readdirSync(temp)).toEqual([])
    },
  )

  it('has a field to add that leaves the folder sound once its words are added in both languages', async () => {
    insert('form.yaml', 'id: contact_email', 0)
    expect(await done(commands[1] ?? '')).toMatchObject({
      code: 1,
      output: expect.stringContaining('website'),
    })
    for (const language of ['zh-CN', 'en']) insert(`text/${language}.yaml`, '  contact_email:', 1)
    expect(await done(commands[1] ?? '')).toMatchObject({ code: 0 })
  })

  it('has the same commands in English', () => {
    const bare = (command: string) =>
      command.replace(/ --(?:language|locale) \S+/g, '').replace(/ ask .*? --/, ' ask --')
    expect(new Set(commandsOf(english).map(bare))).toEqual(new Set(commands.map(bare)))
  })
})
