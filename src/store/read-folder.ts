/** Programme folders on disk. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { StoreError } from './store-error.ts'

const READ = new Set(['.yaml', '.md', '.typ'])

/** Every file of a programme folder that counts, by its path within the folder, in order of path. */
export async function readFolder(dir: string): Promise<Record<string, string>> {
  const entries = await list(dir, true)
  const files = entries.filter((entry) => entry.isFile() && READ.has(path.extname(entry.name)))
  const paths = files.map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)))
  const names = paths.map((name) => name.split(path.sep).join('/')).sort()
  const texts = await Promise.all(names.map((name) => readFile(path.join(dir, name), 'utf8')))
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']))
}

/** Names of the programme folders: those with a `programme.yaml`, in order. */
export async function listFolders(flowsDir: string): Promise<string[]> {
  const entries = (await list(flowsDir, false)).filter((entry) => entry.isDirectory())
  const programmes = await Promise.all(entries.map((entry) => isProgramme(path.join(flowsDir, entry.name))))
  return entries.flatMap((entry, index) => (programmes[index] ? [entry.name] : [])).sort()
}

async function isProgramme(dir: string): Promise<boolean> {
  return (await readdir(dir)).includes('programme.yaml')
}

async function list(dir: string, recursive: boolean) {
  try {
    return await readdir(dir, { withFileTypes: true, recursive })
  } catch (cause) {
    const hint =
      'Check SHENBAO_FLOWS and the name of the programme; each programme is a folder with a programme.yaml.'
    throw new StoreError('folder-missing', `There is no readable folder at ${dir}.`, hint, {
      cause,
      params: { dir },
    })
  }
}
