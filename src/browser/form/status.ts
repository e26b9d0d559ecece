/** The one line that tells what happened to what was typed; its words come with the page. */

const words: Record<string, string> = JSON.parse(document.getElementById('main')?.dataset.words ?? '{}')

/** A word of the page, with its places filled in. */
export function say(key: string, params: Record<string, string | number> = {}): string {
  return (words[key] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}

let fading: ReturnType<typeof setTimeout> | undefined

/** Says one thing, politely; it goes away by itself unless it asks for patience. */
export function sayStatus(key: string): void {
  const line = document.querySelector('[data-live]')
  if (!line) return
  line.textContent = say(key)
  clearTimeout(fading)
  if (key === 'save-failed' || key === 'saving') return
  fading = setTimeout(() => {
    line.textContent = ''
  }, 3000)
}
