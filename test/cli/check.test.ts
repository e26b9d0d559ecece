/** `shenbao check` as an author meets it: lines to click on, in their language, and an exit code for machines. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { changed, lineOf, specimenFiles } from '../rigs/specimen.ts'
import { tempTree } from '../rigs/temp-tree.ts'

const cli = path.resolve(import.meta.dirname, '../../src/cli.ts')
const check = (...given: string[]) =>
  spawnSync(process.execPath, [cli, 'check', ...given], {
    encoding: 'utf8',
    env: { ...process.env, LANG: 'C' },
  })

describe('shenbao check', { timeout: 60_000 }, () => {
  it('says that a sound folder is sound, and exits with 0', () => {
    const { status, stdout } = check(tempTree(specimenFiles), '--language', 'en')
    expect(stdout).toContain('sound')
    expect(status).toBe(0)
  })

  it('gives file, line and sentence in Chinese or English, and exits with 1', () => {
    const files = changed({ file: 'areas.yaml', from: '观鸟, 自然笔记', to: '观星, 自然笔记' })
    const dir = tempTree(files)
    const place = `${path.join(dir, 'areas.yaml')}:${lineOf(files, 'areas.yaml', '观星')}: `
    const [chinese, english] = ['zh-CN', 'en'].map((language) => check(dir, '--language', language))
    expect(chinese?.stderr).toContain(`${place}引文与通知第 一.2 条不一致：“观星”`)
    expect(english?.stderr).toContain(`${place}The quotation is not in clause 一.2 word for word: “观星”`)
    expect([chinese?.status, english?.status]).toEqual([1, 1])
  })

  it('says in Chinese what kind of value was expected', () => {
    const dir = tempTree(changed({ file: 'programme.yaml', from: 'copies: 2', to: 'copies: two' }))
    expect(check(dir, '--language', 'zh-CN').stderr).toMatch(
      /programme\.yaml:\d+: print\.copies：这里要写数字/,
    )
  })

  it('finds the field that the layout leaves out, at its line in the form', () => {
    const files = changed({
      file: 'print/form.typ',
      from: 'for block in section.blocks {',
      to: 'for block in section.blocks.filter(b => b.kind != "files") {',
    })
    const dir = tempTree(files)
    const line = lineOf(files, 'form.yaml', '{ id: site_photos')
    expect(check(dir, '--language', 'en').stderr).toContain(`form.yaml:${line}: `)
  })

  it('finds a phrase that the assistant does not have', () => {
    const dir = tempTree(
      changed({
        file: 'text/en.yaml',
        from: '  filing.after-submission: "Next',
        to: '  filing.after-submision: "Next',
      }),
    )
    expect(check(dir, '--language', 'en').stderr).toContain('phrases.filing.after-submision')
  })

  it('finds an id that a neighbouring folder has too', () => {
    const inTwo = (name: string) =>
      Object.entries(specimenFiles).map(([file, text]) => [`${name}/${file}`, text] as const)
    const flows = tempTree({
      'flows.yaml': 'first: one\n',
      ...Object.fromEntries([...inTwo('one'), ...inTwo('two')]),
    })
    const { stderr, status } = check(path.join(flows, 'two'), '--language', 'en')
    expect(stderr).toContain(`${path.join(flows, 'two/programme.yaml')}:`)
    expect(stderr).toContain('“specimen” is there twice')
    expect(status).toBe(1)
  })

  it('refuses a language it does not speak, naming those it does', () => {
    const { stderr, status } = check('--language', 'fr')
    expect(stderr).toContain('zh-CN, en')
    expect(status).toBe(1)
  })
})

describe('the other commands of an author', { timeout: 60_000 }, () => {
  const run = (...given: string[]) =>
    spawnSync(process.execPath, [cli, ...given], { encoding: 'utf8', env: { ...process.env, LANG: 'C' } })

  it('replay names the file and the place of a transcript that has the wrong shape', () => {
    const dir = tempTree({
      ...specimenFiles,
      'transcripts/a.yaml': 'title: a\nclock: today\ntalk: [{ you: 1 }]\n',
    })
    const { stderr, status } = run('replay', path.join(dir, 'transcripts/a.yaml'))
    expect(stderr).toContain(path.join(dir, 'transcripts/a.yaml'))
    expect(stderr).toContain('talk[0].you')
    expect(stderr).not.toContain('"code"')
    expect(status).toBe(1)
  })

  it('graph writes a picture by the ending of its name', () => {
    const dir = tempTree(specimenFiles)
    expect(run('graph', dir, '--output', path.join(dir, 'flow.svg'), '--language', 'en').status).toBe(0)
    expect(readFileSync(path.join(dir, 'flow.svg'), 'utf8')).toContain('Making gardens')
    expect(run('graph', dir, '--output', path.join(dir, 'flow.png')).status).toBe(0)
    expect(readFileSync(path.join(dir, 'flow.png')).subarray(1, 4).toString()).toBe('PNG')
  })
})
