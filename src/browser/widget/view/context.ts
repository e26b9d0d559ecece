import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Assistant } from '../assistant.ts'
import { type Say, wordsFor } from '../words.ts'

export interface Surroundings {
  assistant: Assistant
  say: Say
  locale: string
  /** origin of the server, where documents come from */
  server: string
}

// The root provides it before anything else is drawn.
const Context = createContext({} as Surroundings)

export const Provider = Context.Provider

/** What every part of the view needs: the conversation, the words and the language. */
export const useSurroundings = (): Surroundings => useContext(Context)

/** The surroundings of an assistant as it is now. */
export function surroundingsOf(assistant: Assistant, server: string): Surroundings {
  const { locale } = assistant.state
  return { assistant, locale, server, say: wordsFor(locale) }
}
