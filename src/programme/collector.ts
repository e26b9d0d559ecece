/** Gathers the problems of a folder while it is proven. */
import type { Locate, Problem } from './problem.ts'

/** Gathers problems, looking up the line of each. */
export class Collector {
  readonly problems: Problem[] = []
  private readonly locate: Locate

  constructor(locate: Locate) {
    this.locate = locate
  }

  add(file: string, path: PropertyKey[], code: Problem['code'], params: Problem['params']): void {
    this.problems.push({ file, line: this.locate(file, path), code, params })
  }

  /** Reports `id` unless `known` has it. */
  needs(known: { has(id: string): boolean }, id: string, file: string, path: PropertyKey[]): void {
    if (!known.has(id)) this.add(file, path, 'unknown-id', { id })
  }
}
