import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useSay } from '../data/words.tsx'
import { Search } from './search.tsx'

/** Rows that came meanwhile are shown when somebody asks for them, so that nothing moves under the pointer. */
export function Unseen({ count, words, onShow }: { count: number; words: string; onShow: () => void }) {
  return (
    <div role="status" className="unseen">
      {count > 0 && (
        <button type="button" onClick={onShow}>
          {words}
        </button>
      )}
    </div>
  )
}

interface Paged {
  hasMore: boolean
  isLoadingMore: boolean
  loadMore: () => void
}

/** The next page, while there is one. */
export function NextPage({ of: { hasMore, isLoadingMore, loadMore } }: { of: Paged }) {
  const say = useSay()
  if (!hasMore) return null
  return (
    <p className="more">
      <Button loading={isLoadingMore} onClick={loadMore}>
        {say('inbox.more')}
      </Button>
    </p>
  )
}

interface FilterLineProps {
  /** of the search */
  label: string
  words: string
  onSearch: (words: string) => void
  /** how many filters are set: they are open then from the beginning */
  count: number
  /** the filters */
  more: ReactNode
  /** what else stands on the line */
  children?: ReactNode
}

/** Search, and what narrows the list; the rest opens on demand. */
export function FilterLine({ label, words, onSearch, count, more, children }: FilterLineProps) {
  const say = useSay()
  const [open, setOpen] = useState(count > 0)
  return (
    <div className="filter-bar">
      <div className="filter-line">
        <Search label={label} value={words} onChange={onSearch} />
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {count > 0 ? say('filter.set', { n: count }) : say('filter.open')}
        </Button>
        {children}
      </div>
      {open && more}
    </div>
  )
}
