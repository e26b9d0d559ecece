/** Reads the programme folders, and proves them. */
import { createHash } from 'node:crypto'
import path from 'node:path'
import type { AmendedFile } from './conversation/transcript.ts'
import { loadProgramme } from './programme/load.ts'
import type { Problem } from './programme/problem.ts'
import { StartError } from './start-error.ts'
import { listFolders, readFolder } from './store/read-folder.ts'

/** A folder that is not sound; the server refuses to start with it. */
export class UnsoundFolder extends Error {
  readonly folder: string
  readonly problems: Problem[]

  constructor(folder: string, problems: Problem[]) {
    super(`${folder} has ${problems.length} problem(s)`)
    this.folder = folder
    this.problems = problems
  }
}

/** Content hash of a folder's files: what drafts pin. */
function hashOf(files: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex')
}

/** Paths of the programme folders. */
export async function programmeDirs(flowsDir: string): Promise<string[]> {
  return (await listFolders(flowsDir)).map((name) => path.join(flowsDir, name))
}

/** Reads and proves one folder, or what it would be with these changes. @throws Error when a change does not fit */
export async function readProgramme(dir: string, changes: readonly AmendedFile[] = []) {
  const files = changes.reduce(amend, await readFolder(dir))
  const hash = hashOf(files)
  return { files, hash, ...loadProgramme(files, hash) }
}

function amend(files: Record<string, string>, { file, find, put }: AmendedFile): Record<string, string> {
  const [before, after, ...more] = (files[file] ?? '').split(find)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`${file} must hold this exactly once: ${find}`)
  return { ...files, [file]: `${before}${put}${after}` }
}

/** Every programme folder, in order. @throws UnsoundFolder, or StartError when there is none */
export async function soundProgrammes(flowsDir: string) {
  const dirs = await programmeDirs(flowsDir)
  if (dirs.length === 0) throw new StartError('no-programme', { dir: flowsDir })
  const programmes = await Promise.all(
    dirs.map(async (dir) => {
      const { programme, problems, ...read } = await readProgramme(dir)
      if (!programme || problems.length > 0) throw new UnsoundFolder(dir, problems)
      return { dir, programme, ...read }
    }),
  )
  for (const { dir, programme, locate } of programmes)
    if (programmes.some((other) => other.dir < dir && other.programme.id === programme.id))
      throw new UnsoundFolder(dir, [
        {
          file: 'programme.yaml',
          line: locate('programme.yaml', ['id']),
          code: 'duplicate-id',
          params: { id: programme.id },
        },
      ])
  return programmes
}
