/** Brings together texts that say the same in other words, by what the retrieval hears in them. */
import type { Features } from './features.ts'
import { bare } from './normalise.ts'
import type { Retrieval } from './retrieve.ts'

/** Texts this near (cosine, 0 … 1) to the first of a group belong to it. */
const ALIKE = 0.52

/** Groups of indices of the texts: the first of a group is its earliest text; groups keep the order of their first. */
export function groupAlike(texts: readonly string[], retrieval: Pick<Retrieval, 'vectorOf'>): number[][] {
  const groups: number[][] = []
  const bySpelling = new Map<string, number>()
  const leaders = new Leaders()
  texts.forEach((text, index) => {
    const spelling = bare(text).replace(/ /g, '')
    const vector = retrieval.vectorOf(text)
    const group = bySpelling.get(spelling) ?? leaders.nearest(vector) ?? groups.length
    if (group === groups.length) {
      groups.push([])
      leaders.add(group, vector)
    }
    groups[group]?.push(index)
    bySpelling.set(spelling, group)
  })
  return groups
}

/** The first texts of the groups, found by the features they hold. */
class Leaders {
  private readonly holders = new Map<string, { group: number; value: number }[]>()

  add(group: number, vector: Features): void {
    for (const [feature, value] of vector) {
      const list = this.holders.get(feature) ?? []
      list.push({ group, value })
      this.holders.set(feature, list)
    }
  }

  /** The group whose leader is alike, the nearest of several; null when none is. */
  nearest(vector: Features): number | null {
    const cosines = new Map<number, number>()
    for (const [feature, value] of vector)
      for (const holder of this.holders.get(feature) ?? [])
        cosines.set(holder.group, (cosines.get(holder.group) ?? 0) + value * holder.value)
    const [best] = [...cosines].sort(([, a], [, b]) => b - a)
    return best && best[1] >= ALIKE ? best[0] : null
  }
}
