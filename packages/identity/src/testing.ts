// A link graph in memory, as slow and plain as can be.
import type { KnownLink, KnownPerson, LinkGraph, Resolution } from './index.ts'

export class TestGraph implements LinkGraph {
  readonly #links = new Map<string, { person: number; linked: number }>()
  readonly #people = new Map<number, Set<string>>()
  readonly merges = new Map<number, number>()

  link(identifier: string, person: number, linked = 0): void {
    this.#people.get(this.find(identifier))?.delete(identifier)
    this.#links.set(identifier, { person, linked })
    const mine = this.#people.get(person)
    if (mine === undefined) this.#people.set(person, new Set([identifier]))
    else mine.add(identifier)
  }

  find(identifier: string): number {
    return this.#links.get(identifier)?.person ?? 0
  }

  known(person: number): KnownPerson {
    return { links: this.#of(person), merges: this.merges.get(person) ?? 0 }
  }

  /** Does what was resolved; a new person gets the id `fresh`. Answers the person. */
  apply(resolution: Resolution, now: number, fresh: number): number {
    const person = resolution.isNew ? fresh : resolution.person
    for (const loser of resolution.merged) {
      for (const { identifier, linked } of this.#of(loser)) this.link(identifier, person, linked)
      this.merges.set(person, (this.merges.get(person) ?? 0) + 1 + (this.merges.get(loser) ?? 0))
      this.merges.delete(loser)
    }
    for (const identifier of resolution.added) this.link(identifier, person, now)
    return person
  }

  /** The identifiers of each person. */
  people(): string[][] {
    return [...this.#people.values()].filter(({ size }) => size > 0).map((identifiers) => [...identifiers].sort())
  }

  #of(person: number): KnownLink[] {
    return [...(this.#people.get(person) ?? [])].map((identifier) => ({ identifier, linked: this.#links.get(identifier)!.linked }))
  }
}

export * from './matching/testing/index.ts'
