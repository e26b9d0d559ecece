import { languageOf } from '../words.ts'
import { useSurroundings } from './context.ts'

const ADDRESS = /(https?:\/\/[^\s<>"'（）()，。；]+)/

/** Plain text with its line breaks; addresses of our own server become links, all else stays inert. */
export function Text({ text }: { text: string }) {
  const { server, locale } = useSurroundings()
  const pieces = text.split(ADDRESS)
  return (
    <span class="text" lang={languageOf(text, locale)}>
      {pieces.map((piece) =>
        isOurs(piece, server) ? (
          <a href={piece} target="_blank" rel="noopener">
            {piece}
          </a>
        ) : (
          piece
        ),
      )}
    </span>
  )
}

/** The full address of a document of ours, or null when it points elsewhere. */
export function ownAddress(href: string, server: string): string | null {
  try {
    const url = new URL(href, `${server}/`)
    return url.origin === new URL(server).origin && /^https?:$/.test(url.protocol) ? url.href : null
  } catch {
    return null
  }
}

function isOurs(piece: string, server: string): boolean {
  return ADDRESS.test(piece) && ownAddress(piece, server) !== null
}
