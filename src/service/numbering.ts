/** Numbers by the pattern of the programme folder. */

/** `SB2030-{seq:4}` and 7 give `SB2030-0007`. */
export function applicationNumber(pattern: string, sequence: number): string {
  return pattern.replace(/\{seq(?::(\d+))?\}/, (_, width: string | undefined) =>
    String(sequence).padStart(Number(width ?? 1), '0'),
  )
}
