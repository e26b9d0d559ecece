/** Numbers by the pattern of the programme folder. */

/** `SB2030-{seq:4}` and 7 give `SB2030-0007`. */
export function applicationNumber(pattern: string, sequence: number): string {
  return pattern.replace(/\{seq(?::(\d+))?\}/, (_, width: string | undefined) =>
    String(sequence).padStart(Number(width ?? 1), '0'),
  )
}

/** The number of a later form: `{application}-A` of SB2030-0007 gives `SB2030-0007-A`, and handed in once more `SB2030-0007-A-2`. */
export function formNumber(pattern: string, application: string, handedInBefore: number): string {
  const number = pattern.replace('{application}', application)
  return handedInBefore === 0 ? number : `${number}-${handedInBefore + 1}`
}
