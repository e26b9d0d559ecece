/** Programme folders on disk. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import { StoreError } from './store-error.ts'

const READ = new Set(['.yaml', '.md', '.typ'])
const TRANSCRIPT = /^(?:forms\/[^/]+\/)?transcripts\//

/**
 * Every file of a programme folder that counts, by its path within the folder, in order of path. Golden conversations
 * are tests beside the words: changing one makes no new version of the programme.
 */
export async function readFolder(dir: string): Promise<Record<string, string>> {
  const entries = await list(dir, true)
  const files = entries.filter((entry) => entry.isFile() && READ.has(path.extname(entry.name)))
  const paths = files.map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)))
  const names = paths
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => !TRANSCRIPT.test(name))
    .sort()
  const texts = await Promise.all(names.map((name) => readFile(path.join(dir, name), 'utf8')))
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']))
}

/**
 * Names of the programme folders: those with a `programme.yaml`, by name, but first the one that `flows.yaml` names as
 * `first`: it is what a visitor gets who asks for none.
 */
export async function listFolders(flowsDir: string): Promise<string[]> {
  const entries = await list(flowsDir, false)
  const folders = entries.filter((entry) => entry.isDirectory())
  const programmes = await Promise.all(folders.map((entry) => isProgramme(path.join(flowsDir, entry.name))))
  const names = folders.flatMap((entry, index) => (programmes[index] ? [entry.name] : [])).sort()
  if (!entries.some((entry) => entry.name === ORDER)) return names
  const first = firstOf(await readFile(path.join(flowsDir, ORDER), 'utf8'))
  if (first !== undefined && names.includes(first)) return [first, ...names.filter((name) => name !== first)]
  const hint = `Write "first: " and the name of a folder beside it: ${names.join(', ')}.`
  throw new StoreError('folder-missing', `${path.join(flowsDir, ORDER)} names no programme folder.`, hint)
}

/** Says which programme comes first; it stands beside the folders. */
const ORDER = 'flows.yaml'

function firstOf(source: string): string | undefined {
  const content: unknown = parse(source)
  const first =
    typeof content === 'object' && content !== null && 'first' in content ? content.first : undefined
  return typeof first === 'string' ? first : undefined
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
