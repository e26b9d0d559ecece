/** Values of labels: as many as there may be of something, and one for all the others. */

export const OTHER = 'other'

/** Lets the first `most` different values through; what comes later is `other`, so that a metric cannot grow for ever. */
export function bounded(most: number): (value: string) => string {
  const known = new Set<string>()
  return (value) => {
    if (known.has(value)) return value
    if (known.size >= most) return OTHER
    known.add(value)
    return value
  }
}

/** Keeps what was made for two values, so that a second use of them makes nothing. */
export function kept<T>(make: (one: string, other: string) => T): (one: string, other: string) => T {
  const all = new Map<string, Map<string, T>>()
  return (one, other) => {
    const inner = all.get(one) ?? new Map<string, T>()
    if (inner.size === 0) all.set(one, inner)
    const made = inner.get(other) ?? make(one, other)
    if (!inner.has(other)) inner.set(other, made)
    return made
  }
}
