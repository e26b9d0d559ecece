/** The figures of a bench run as a table for people. */

export interface Figure {
  what: string
  value: number
  unit: string
  /** what it is held against, such as the database's own limit; in the same unit */
  against?: { what: string; value: number }
  /** what product and users expect of the value, or of its ratio when there is something to hold it against */
  bar?: { atLeast: number } | { atMost: number }
}

/** A figure as a share of what it is held against, else of its bar; null when there is neither, or the bar is nothing at all. */
export function ratioOf({ value, against, bar }: Figure): number | null {
  if (against) return value / against.value
  const most = bar && ('atLeast' in bar ? bar.atLeast : bar.atMost)
  return most ? value / most : null
}

/** Whether the bar is kept; null without one. */
export function isKept(figure: Figure): boolean | null {
  const { value, against, bar } = figure
  if (!bar) return null
  const measured = against ? value / against.value : value
  return 'atLeast' in bar ? measured >= bar.atLeast : measured <= bar.atMost
}

const HEAD = ['what', 'value', 'unit', 'against', 'ratio', 'bar', '']

/** Aligned lines, one a figure, under a head. */
export function tableOf(figures: Figure[]): string {
  const rows = [HEAD, ...figures.map(rowOf)]
  const widths = HEAD.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)))
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function rowOf(figure: Figure): string[] {
  const { what, value, unit, against } = figure
  const ratio = ratioOf(figure)
  const kept = isKept(figure)
  return [
    what,
    rounded(value),
    unit,
    against ? `${against.what} ${rounded(against.value)}` : '',
    ratio === null ? '' : ratio.toFixed(2),
    barOf(figure),
    kept === null ? '' : kept ? 'kept' : 'MISSED',
  ]
}

function barOf({ bar, against, unit }: Figure): string {
  if (!bar) return ''
  const ofWhat = against ? '×' : unit
  return 'atLeast' in bar ? `≥ ${bar.atLeast} ${ofWhat}` : `≤ ${bar.atMost} ${ofWhat}`
}

/** Three figures are all that a run on a shared machine can tell. */
const rounded = (value: number): string => String(Number(value.toPrecision(3)))
