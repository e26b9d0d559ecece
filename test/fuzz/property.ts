/** A promise that must hold for any input, and how it is put to the test. */
import fc from 'fast-check'

export interface Property {
  name: string
  /** its part of the whole budget, against that of the others */
  share: number
  /** @throws an error with seed and shrunk counterexample when it does not hold */
  run(inputs: number, seed: number): Promise<void>
}

/** Milliseconds of computing that one input may take: a pattern that runs away is as bad as a crash. */
const MOST_CPU_MS = 1_500

interface Bounds {
  share?: number
  /** milliseconds of computing for one input */
  mostMs?: number
}

/** `check` throws, or rejects, where the promise is broken. */
export function property<Input>(
  name: string,
  input: fc.Arbitrary<Input>,
  check: (input: Input) => unknown,
  { share = 1, mostMs = MOST_CPU_MS }: Bounds = {},
): Property {
  return {
    name,
    share,
    run: (inputs, seed) =>
      fc.assert(
        fc.asyncProperty(input, async (one) => {
          const before = process.threadCpuUsage()
          await check(one)
          const { user, system } = process.threadCpuUsage(before)
          const took = (user + system) / 1_000
          if (took > mostMs) throw new Error(`took ${Math.round(took)} ms of computing`)
        }),
        {
          numRuns: inputs,
          seed,
          verbose: 0,
          interruptAfterTimeLimit: 1_800_000,
          markInterruptAsFailure: true,
        },
      ),
  }
}

/** @throws Error with what was seen, where something is not so */
export function must(holds: boolean, what: string, seen?: unknown): void {
  if (!holds) throw new Error(seen === undefined ? what : `${what}: ${JSON.stringify(seen)?.slice(0, 2_000)}`)
}

/** A budget parted among properties by their shares, none without any. */
export function parted(properties: readonly Property[], inputs: number): [Property, number][] {
  const whole = properties.reduce((sum, { share }) => sum + share, 0)
  return properties.map((one) => [one, Math.max(5, Math.round((inputs * one.share) / whole))])
}
