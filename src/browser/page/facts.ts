/** What the page shows of a programme; all of it comes from the server. */
export interface PageFacts {
  banner?: string
  programme: { id: string; title: string; issuer: string; document: string }
  facts: { label: string; value: string }[]
}

/** Asks the server for the facts of its programme in one language. @throws when they cannot be had */
export async function loadFacts(locale: string): Promise<PageFacts> {
  const response = await fetch(`/api/page?locale=${encodeURIComponent(locale)}`)
  if (!response.ok) throw new Error(`/api/page answered ${response.status}`)
  return (await response.json()) as PageFacts
}
