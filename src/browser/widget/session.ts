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
      read<Session>(sessionStore(), key('session')) ?? read<Session>(localStore(), key('session')),
    keepSession(session: Session | null) {
      write(sessionStore(), key('session'), session)
      write(localStore(), key('session'), session)
    },
    unsent: () => read<Unsent[]>(sessionStore(), key('unsent')) ?? [],
    keepUnsent: (unsent: Unsent[]) => write(sessionStore(), key('unsent'), unsent.length ? unsent : null),
    typed: () => read<Record<string, Values>>(sessionStore(), key('typed')) ?? {},
    keepTyped: (typed: Record<string, Values>) => write(sessionStore(), key('typed'), typed),
  }
}
export type Memory = ReturnType<typeof createMemory>

/** Choices about the look, the same for every programme. */
export const taste = {
  locale: () => read<string>(localStore(), 'shenbao:locale'),
  keepLocale: (locale: string) => write(localStore(), 'shenbao:locale', locale),
  large: () => read<boolean>(localStore(), 'shenbao:large') ?? false,
  keepLarge: (large: boolean) => write(localStore(), 'shenbao:large', large || null),
}

// Reading the property itself throws where storage is forbidden; the widget then works without memory.
function sessionStore(): Storage | null {
  try {
    return globalThis.sessionStorage
  } catch {
    return null
  }
}

function localStore(): Storage | null {
  try {
    return globalThis.localStorage
  } catch {
    return null
  }
}

function read<T>(store: Storage | null, key: string): T | null {
  try {
    return JSON.parse(store?.getItem(key) ?? 'null') as T | null
  } catch {
    return null
  }
}

function write(store: Storage | null, key: string, value: unknown): void {
  try {
    if (value === null) store?.removeItem(key)
    else store?.setItem(key, JSON.stringify(value))
  } catch {
    // A full store costs the memory of this tab, not the conversation.
  }
}
