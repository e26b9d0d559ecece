import type { Session } from './client.ts'
import type { Values } from './types.ts'
import type { WireActivity } from './wire.ts'

/** Something said here that the server has not taken yet. */
export interface Unsent {
  activity: WireActivity
  text: string
}

/** What this browser remembers of one programme's conversation, so that a reload goes on where it was. */
export function createMemory(programme: string) {
  const key = (what: string) => `shenbao:${programme}:${what}`
  return {
    // The tab's own conversation comes first; a new tab goes on with the last one.
    session: () =>
      read<Session>('sessionStorage', key('session')) ?? read<Session>('localStorage', key('session')),
    keepSession(session: Session | null) {
      write('sessionStorage', key('session'), session)
      write('localStorage', key('session'), session)
    },
    unsent: () => read<Unsent[]>('sessionStorage', key('unsent')) ?? [],
    keepUnsent: (unsent: Unsent[]) => write('sessionStorage', key('unsent'), unsent.length ? unsent : null),
    typed: () => read<Record<string, Values>>('sessionStorage', key('typed')) ?? {},
    keepTyped: (typed: Record<string, Values>) => write('sessionStorage', key('typed'), typed),
  }
}
export type Memory = ReturnType<typeof createMemory>

/** Choices about the look, the same for every programme. */
export const taste = {
  locale: () => read<string>('localStorage', 'shenbao:locale'),
  keepLocale: (locale: string) => write('localStorage', 'shenbao:locale', locale),
  large: () => read<boolean>('localStorage', 'shenbao:large') ?? false,
  keepLarge: (large: boolean) => write('localStorage', 'shenbao:large', large || null),
}

type Store = 'sessionStorage' | 'localStorage'

// Reading the property itself throws where storage is forbidden; the widget then works without memory.
function read<T>(store: Store, key: string): T | null {
  try {
    return JSON.parse(globalThis[store].getItem(key) ?? 'null') as T | null
  } catch {
    return null
  }
}

function write(store: Store, key: string, value: unknown): void {
  try {
    if (value === null) globalThis[store].removeItem(key)
    else globalThis[store].setItem(key, JSON.stringify(value))
  } catch {
    // A full store costs the memory of this tab, not the conversation.
  }
}
