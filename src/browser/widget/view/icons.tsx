const PATHS = {
  chat: 'M4 5h16v11H9l-5 4z',
  close: 'M6 6l12 12M18 6L6 18',
  fold: 'M5 9l7 7 7-7',
  menu: 'M4 7h16M4 12h16M4 17h16',
  send: 'M12 19V5M6 11l6-6 6 6',
  attach: 'M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4L14.6 7',
  file: 'M7 3h7l5 5v13H7zM14 3v5h5',
  down: 'M12 4v11M7 10l5 5 5-5M5 20h14',
  alert: 'M12 4L2.5 20h19zM12 10v4M12 17v.5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 3.6-6 8-6s8 2 8 6',
  tick: 'M5 13l5 5 9-11',
  ask: 'M9 9a3 3 0 1 1 4.2 2.7c-.8.4-1.2 1-1.2 1.8v.8M12 18v.5',
  silence: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12h8',
} as const

/** A line drawing; it never speaks, the words beside it do. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}
