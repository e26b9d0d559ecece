/** The image: what its Dockerfile copies is all that a node needs. */
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copiedByDockerfile } from '../../scripts/check/image-files.ts'
import { runCommand } from '../../scripts/check/run-command.ts'
import { Applicant, over } from '../rigs/applicant.ts'
import { serve } from '../rigs/served.ts'

const root = path.join(import.meta.dirname, '../..')
let image = ''
let data = ''
beforeAll(async () => {
  image = await mkdtemp(path.join(tmpdir(), 'shenbao-image-'))
  data = await mkdtemp(path.join(tmpdir(), 'shenbao-image-data-'))
  for (const { sources, target } of copiedByDockerfile(root, true))
    for (const source of sources) await copy(source.replace(/^\/app\//, ''), target)
}, 240_000)
afterAll(() => Promise.all([image, data].map((dir) => rm(dir, { recursive: true, force: true }))), 60_000)

async function copy(source: string, target: string): Promise<void> {
  if (source === 'node_modules') return copyProduction()
  const isFile = target.endsWith('/')
  await cp(path.join(root, source), path.join(image, target, isFile ? source : ''), { recursive: true })
}

interface Lock {
  packages: Record<string, { dev?: boolean; devOptional?: boolean }>
}

/** The packages that `npm ci --omit=dev` brings, as links to the same files. */
async function copyProduction(): Promise<void> {
  const { packages } = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8')) as Lock
  const wanted = Object.entries(packages)
    .filter(
      ([name, { dev, devOptional }]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(name) && !dev && !devOptional,
    )
    .map(([name]) => name)
  // others are for other machines
  const links = await runCommand(
    root,
    'sh',
    '-c',
    'for one in "$@"; do [ ! -d "$one" ] || cp -al --parents "$one" "$0" || cp -a --parents "$one" "$0"; done',
    image,
    ...wanted,
  )
  if (!links.ok) throw new Error(links.output)
}

test('starts a node, answers and prints from nothing but the files of the image', async () => {
  const server = await serve({ SHENBAO_DATA: data, SHENBAO_LOG: 'silent' }, image)
  try {
    const line = over(server.address)
    expect(await line({ method: 'GET', path: '/healthz' })).toMatchObject({ status: 200 })
    expect((await line({ method: 'GET', path: '/' })).status).toBe(200)
    expect((await line({ method: 'GET', path: '/desk' })).status).toBe(200)
    const { replies } = await Applicant.start(line, { locale: 'zh-CN' })
    expect(replies.length).toBeGreaterThan(0)
  } finally {
    await server.stop()
  }
  const pdf = path.join(data, 'form.pdf')
  const printed = await runCommand(
    image,
    process.execPath,
    'bin/shenbao.mjs',
    'print',
    'flows/specimen',
    '--output',
    pdf,
  )
  expect(printed).toMatchObject({ ok: true })
  expect((await readFile(pdf)).subarray(0, 5).toString()).toBe('%PDF-')
}, 240_000)
