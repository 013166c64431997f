/**
 * Identifier → person for the identifiers seen lately, in two generations: when the young one is full it becomes the
 * old one and the old one goes. An identifier that nobody uses for a while costs one read of the state.
 */
export class LinkCache {
  readonly #bound: number
  #young = new Map<string, number>()
  #old = new Map<string, number>()

  constructor(bound: number) {
    this.#bound = bound
  }

  get(identifier: string): number | undefined {
    const young = this.#young.get(identifier)
    if (young !== undefined) return young
    const old = this.#old.get(identifier)
    if (old !== undefined) this.set(identifier, old)
    return old
  }

  set(identifier: string, person: number): void {
    if (this.#young.size >= this.#bound) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(identifier, person)
  }

  delete(identifier: string): void {
    this.#young.delete(identifier)
    this.#old.delete(identifier)
  }

  clear(): void {
    this.#young = new Map()
    this.#old = new Map()
  }
}
