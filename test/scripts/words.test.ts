import { expect, it } from 'vitest'
import { checkWords } from '../../scripts/check/words.ts'
import { tempTree } from '../rigs/temp-tree.ts'

it('finds Chinese in strings, templates and JSX, with file and line', () => {
  const root = tempTree({
    'src/a.ts': `const a = 1\nconst b = '提交'\nconst c = \`共 \${a} 项\`\nconst d = \`项\`\n`,
    'src/browser/b.tsx': 'export const B = () => <p title="甲">\n  您好\n</p>\n',
    'src/c.ts': "export const c = '\\u63d0\\u4ea4'\n",
  })
  const { ok, output } = checkWords(root, [])
  expect(ok).toBe(false)
  const places = output.split('\n').flatMap((line) => line.match(/^src\S+/) ?? [])
  expect([...new Set(places)]).toEqual([
    'src/a.ts:2',
    'src/a.ts:3',
    'src/a.ts:4',
    'src/browser/b.tsx:1',
    'src/browser/b.tsx:2',
    'src/c.ts:1',
  ])
  expect(output).toContain('locales/<lang>.yaml')
})

it('leaves comments, regular expressions, generated code and tests alone', () => {
  const root = tempTree({
    'src/a.ts': "/** 申报 */\n// 'text' 提交\nexport const extension = /转|分机/u // '甲'\n",
    'src/a.test.ts': "export const a = '甲'\n",
    'src/generated/prisma/client.ts': "export const a = '甲'\n",
  })
  expect(checkWords(root, [])).toEqual({ ok: true, summary: '1 files', output: '' })
})

it('reports an allowance that allows nothing', () => {
  const root = tempTree({ 'src/a.ts': "export const a = '甲'\n", 'src/b.ts': 'export const b = 1\n' })
  expect(checkWords(root, [{ path: 'src/a.ts', why: 'a table of numerals' }]).ok).toBe(true)
  const idle = checkWords(root, [
    { path: 'src/a.ts', why: 'a table of numerals' },
    { path: 'src/b.ts', why: 'once upon a time' },
  ])
  expect(idle.output).toContain('src/b.ts  is allowed (“once upon a time”) but needs no allowance')
})
