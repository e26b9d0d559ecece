import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cruise, type ICruiseResult, type IViolation } from 'dependency-cruiser'
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import type { Report } from './report.ts'
import { sourceFiles } from './source-files.ts'

const house = join(import.meta.dirname, '../..')

/** Judges the imports of `root`/src by the rules of this house. */
export async function cruiseRooms(root: string): Promise<ICruiseResult> {
  const { forbidden, options } = await extractConfig(join(house, '.dependency-cruiser.cjs'))
  const { tsConfig: _, ...rest } = options ?? {}
  const { output } = await cruise(
    ['src'],
    { ...rest, ruleSet: { forbidden: forbidden ?? [] }, validate: true, baseDir: root },
    {},
    { tsConfig: extractTSConfig(join(house, 'tsconfig.json')) },
  )
  if (typeof output === 'string') throw new Error(`dependency-cruiser answered in prose: ${output}`)
  return output
}

/** TypeScript files of src/ that dependency-cruiser really read. With a compiler it cannot use, it reads none and is content. */
export function filesRead(result: ICruiseResult): string[] {
  return result.modules
    .filter(
      (module) => !module.couldNotResolve && !module.coreModule && /^src\/.*\.[mc]?tsx?$/.test(module.source),
    )
    .map((module) => module.source)
}

export async function checkLayers(root: string): Promise<Report> {
  if (!existsSync(join(root, 'src'))) return { ok: false, summary: '', output: 'There is no src/.' }
  const result = await cruiseRooms(root)
  const unread = sourceFiles(root).filter(({ path }) => !filesRead(result).includes(path))
  const output = [
    ...unread.map(({ path }) => `${path}  was not read, so its imports were not judged`),
    ...result.summary.violations.map(explain),
  ]
  return { ok: output.length === 0, summary: `${filesRead(result).length} files`, output: output.join('\n') }

  function explain(violation: IViolation): string {
    const rule = result.summary.ruleSetUsed?.forbidden?.find(({ name }) => name === violation.rule.name)
    const path = violation.cycle?.map(({ name }) => name).join(' → ') ?? violation.to
    return `${violation.rule.name}: ${violation.from} → ${path}\n    ${rule?.comment ?? ''}`
  }
}
