/** What was answered, counted between `begin` and `end`. */
export class Tally {
  readonly others = new Map<string, number>()
  readonly latencies: number[] = []
  acknowledged = 0
  acknowledgedInAll = 0
  #began = 0
  #ended = 0
  #isCounting = false

  begin(): void {
    this.#began = performance.now()
    this.#isCounting = true
  }

  end(): void {
    this.#ended = performance.now()
    this.#isCounting = false
  }

  get seconds(): number {
    return (this.#ended - this.#began) / 1000
  }

  /**
   * An answer to a request that was meant to go at `intended` (performance.now). Acknowledgements count when they arrive;
   * latencies when the request was meant for the counted time, so that the slow ones at its end are not left out.
   */
  answer(status: string, events: number, intended: number): void {
    const now = performance.now()
    if (status === '200') {
      this.acknowledgedInAll += events
      if (this.#isCounting) this.acknowledged += events
      if (this.#isCounted(intended)) this.latencies.push(now - intended)
    } else this.others.set(status, (this.others.get(status) ?? 0) + 1)
  }

  /** A request that was meant to go at `intended` and had not gone when the load ended. */
  unsent(intended: number): void {
    if (this.#isCounted(intended)) this.latencies.push(performance.now() - intended)
    this.others.set('unsent', (this.others.get('unsent') ?? 0) + 1)
  }

  #isCounted(intended: number): boolean {
    return this.#began > 0 && intended >= this.#began && (this.#isCounting || intended < this.#ended)
  }
}
