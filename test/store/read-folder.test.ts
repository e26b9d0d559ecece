/** Programme folders on disk. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { listFolders, readFolder } from '../../src/store/read-folder.ts'

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'shenbao-flows-'))
afterAll(() => fs.rmSync(root, { recursive: true, force: true }))

function put(file: string, text: string): void {
  fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  fs.writeFileSync(path.join(root, file), text)
}

put('b/programme.yaml', 'id: b\n')
put('b/text/zh.yaml', '问：\n')
put('b/print/form.typ', '= 表\n')
put('b/notice.md', '三\n')
put('b/photo.png', 'x')
put('b/transcripts/talk.yaml', 'title: a test, no part of the version\n')
put('a/programme.yaml', 'id: a\n')
put('notes/readme.md', 'not a programme\n')

test('reads the texts of a folder in the order of their paths, and nothing else', async () => {
  const files = await readFolder(path.join(root, 'b'))
  expect(Object.entries(files)).toEqual([
    ['notice.md', '三\n'],
    ['print/form.typ', '= 表\n'],
    ['programme.yaml', 'id: b\n'],
    ['text/zh.yaml', '问：\n'],
  ])
})

test('lists the folders that are programmes', async () => {
  expect(await listFolders(root)).toEqual(['a', 'b'])
})

test('puts first the folder that flows.yaml names, and says so when there is none of that name', async () => {
  put('flows.yaml', 'first: b\n')
  expect(await listFolders(root)).toEqual(['b', 'a'])
  put('flows.yaml', 'first: c\n')
  await expect(listFolders(root)).rejects.toMatchObject({ hint: expect.stringContaining('a, b') })
})

test('says which folder is missing and where to look', async () => {
  await expect(readFolder(path.join(root, 'c'))).rejects.toMatchObject({
    code: 'folder-missing',
    message: expect.stringContaining(path.join(root, 'c')),
    hint: expect.stringContaining('SHENBAO_FLOWS'),
  })
})
