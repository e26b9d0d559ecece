/** Codes are short enough to be tried: whoever says many wrong ones is not heard for a while. */
import type { Brakes } from './brakes/brakes.ts'

/** What a code opens that was said in this conversation; right ones are not counted. */
export async function guess<Found>(
  brakes: Brakes,
  conversationId: string,
  find: () => Promise<Found | null>,
): Promise<Found | null | 'too-many'> {
  if (!(await brakes.allows('said-code', conversationId))) return 'too-many'
  const found = await find()
  if (found !== null) await brakes.forgive('said-code', conversationId)
  return found
}
