import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

export interface SourceFile {
  /** path below the root, with `/` */
  path: string
  text: string
}

const code = /\.(ts|tsx|mts|cts)$/
const notOurs = /(^|\/)(generated|node_modules|dist)(\/|$)|\.test\.tsx?$/

/** Every hand-written TypeScript file below `root`/src, sorted; generated code and tests are left out. */
export function sourceFiles(root: string): SourceFile[] {
  return readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && code.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !notOurs.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}
