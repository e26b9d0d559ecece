/** Named predicates: the escape hatch for what the closed vocabulary of rules cannot say. */
import { faultOfUscc } from './uscc.ts'
import type { Value } from './values.ts'

export const predicates: Readonly<Record<string, (value: Value) => boolean>> = {
  'uscc-valid': (value) => faultOfUscc(String(value)) === null,
}
