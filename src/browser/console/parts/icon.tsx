const SHAPES = {
  inbox: 'M4 13h4l1.5 3h5L16 13h4M5.5 5h13L20 13v6H4v-6z',
  applications: 'M5 4h9l5 5v11H5zM14 4v5h5M8.500 14l2.200 2.200L15 12',
  projects: 'M5 3h14v18H5zM9 3v18M12 8h4M12 12h4',
  board: 'M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z',
  'pre-screen': 'M4 4h16v16H4zM4 9h16M10 9v11M13 14.500l1.800 1.800L18 13',
  clarification: 'M6 3h9l4 4v14H6zM9 12h6M9 16h6M14 3v5h5',
  canned: 'M4 5h16v11H10l-4 4v-4H4zM8 9h8M8 12.500h5',
  leave: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  unanswered:
    'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM16 16l5 5M9.500 9.500a1.700 1.700 0 1 1 1.700 2v.800m0 1.800v.200',
  figures: 'M4 20h16M7 20v-7M12 20V6M17 20v-10',
  officers:
    'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM3 20c0-4 3-6 6-6s6 2 6 6M16 5a3 3 0 0 1 0 6M18 14c2 .800 3 2.800 3 6',
  account: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20c0-4 3-6 7-6s7 2 7 6',
  file: 'M8 12l5-5a3 3 0 0 1 4 4l-7 7a4.500 4.500 0 0 1-6-6l7-7',
  menu: 'M4 7h16M4 12h16M4 17h16',
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12M18 6L6 18',
} as const

export type IconName = keyof typeof SHAPES

/** A drawing beside a word; never instead of one. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={SHAPES[name]} />
  </svg>
)
