/** Work that runs when somebody wakes it and every so often anyway, one run at a time. */
export class Pump {
  private readonly work: () => Promise<void>
  private readonly failed: (error: unknown) => void
  private readonly timer: NodeJS.Timeout | undefined
  private running: Promise<void> | null = null
  private again = false
  private closed = false

  /** `everyMs` null: only when woken. `failed` hears of a run that threw; the next one comes all the same. */
  constructor(work: () => Promise<void>, everyMs: number | null, failed: (error: unknown) => void) {
    this.work = work
    this.failed = failed
    if (everyMs !== null) this.timer = setInterval(() => this.wake(), everyMs).unref()
  }

  /** Runs soon; a wake during a run is followed by another run. */
  wake(): void {
    if (this.closed) return
    if (this.running) this.again = true
    else this.running = this.run()
  }

  /** Resolves when the run that is under way has ended; no other follows. */
  async close(): Promise<void> {
    this.closed = true
    clearInterval(this.timer)
    await this.running
  }

  private async run(): Promise<void> {
    do {
      this.again = false
      await this.work().catch(this.failed)
    } while (this.again && !this.closed)
    this.running = null
  }
}
