/** What the page shows of a programme; all of it comes from the server. */
export interface PageFacts {
  banner?: string
  programme: { id: string; title: string; issuer: string; document: string }
  /** whether there are areas to choose from */
  areas: boolean
  facts: { label: string; value: string }[]
  /** the page of clarifications, where there are any */
  clarifications?: { label: string; href: string }
}

/**
 * Asks the server for the facts in one language of the programme that the address names, else of the first one.
 * @throws when they cannot be had
 */
export async function loadFacts(locale: string): Promise<PageFacts> {
  const query = new URLSearchParams({ locale })
  const programme = new URLSearchParams(location.search).get('programme')
  if (programme) query.set('programme', programme)
  const response = await fetch(`/api/page?${query}`)
  if (!response.ok) throw new Error(`/api/page answered ${response.status}`)
  return (await response.json()) as PageFacts
}
