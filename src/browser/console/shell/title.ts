import { useEffect } from 'react'
import { useSay } from '../data/words.tsx'

/** Names the window after what it shows. */
export function useTitle(title: string): void {
  const say = useSay()
  useEffect(() => {
    document.title = `${title} · ${say('brand.name')}`
  }, [title, say])
}
