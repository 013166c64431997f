// What people decided about who is who: pairs of identifiers that are never the same person. The last word on a pair holds.
import { assert } from '@touchstone/base'

/** Pairs that may be apart at once; whoever declares them asks before. */
export const MAX_APART = 100_000

export class Decisions {
  readonly #partners = new Map<string, Set<string>>()
  #pairs = 0

  /** How many pairs are apart. */
  get size(): number {
    return this.#pairs
  }

  /** False where they were apart before. */
  apart(one: string, other: string): boolean {
    assert(one !== other, 'an identifier is not apart from itself')
    if (this.areApart(one, other)) return false
    this.#add(one, other)
    this.#add(other, one)
    this.#pairs++
    return true
  }

  /** False where nothing kept them apart. */
  together(one: string, other: string): boolean {
    if (!this.areApart(one, other)) return false
    this.#remove(one, other)
    this.#remove(other, one)
    this.#pairs--
    return true
  }

  areApart(one: string, other: string): boolean {
    return this.#partners.get(one)?.has(other) === true
  }

  /** Identifiers that are never the same person as this one. */
  partners(identifier: string): Iterable<string> | undefined {
    return this.#partners.get(identifier)
  }

  #add(one: string, other: string): void {
    const partners = this.#partners.get(one)
    if (partners === undefined) this.#partners.set(one, new Set([other]))
    else partners.add(other)
  }

  #remove(one: string, other: string): void {
    const partners = this.#partners.get(one)!
    partners.delete(other)
    if (partners.size === 0) this.#partners.delete(one)
  }
}
