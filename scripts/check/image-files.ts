/** What the Dockerfile copies out of the project, read from its own lines. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Copied {
  line: number
  /** the stage it is made in; null: it lies in the project */
  from: string | null
  sources: string[]
  target: string
}

/** Each COPY, those of the last stage alone when `lastStage` says so. */
export function copiedByDockerfile(root: string, lastStage = false): Copied[] {
  const lines = readFileSync(join(root, 'Dockerfile'), 'utf8').split('\n')
  const begin = lastStage ? lines.findLastIndex((line) => line.startsWith('FROM ')) : 0
  return lines.flatMap((line, at) => {
    const [instruction, ...words] = line.trim().split(/\s+/)
    if (instruction !== 'COPY' || at < begin) return []
    const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length) ?? null
    const paths = words.filter((word) => !word.startsWith('--'))
    return [{ line: at + 1, from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' }]
  })
}
