// What walks through the past of people came to, so that the next one need not begin at the beginning. Kept beside the
// state, not in it: whoever looks with an empty memory finds the same.
//
// A walk is remembered as it was at the instant up to which the person's past is settled. It holds until something
// disturbs that past; facts that come as usual do not. What reads traits as they are now has another past with each value,
// so there nothing is remembered. Most people's walks are short, and a short one is not worth remembering.
import type { Millis } from '@touchstone/base'
import type { PersonState } from '../cells.ts'
import type { Leaf } from '../leaf.ts'

/** Changes of a walk before it is remembered. */
const SHORT = 8
/** People remembered by each owner of states for each part of a condition; who came first goes first. */
const MOST = 1_024

interface Walk {
  disturbances: number
  at: Millis
  value: number
  truth: boolean
}

export class PastMemory {
  /** By the owner's view of people, then by person: two owners may know different things of one. */
  readonly #walks = new WeakMap<PersonState, Map<number, Walk>>()
  readonly #remembers: boolean
  /** Of the walk recalled last: the state at an instant. */
  at: Millis = 0
  value = 0
  truth = false
  #person!: PersonState
  #until: Millis = -Infinity
  #changes = 0

  constructor(leaves: readonly Leaf[]) {
    this.#remembers = leaves.every(({ traits }) => traits.length === 0)
  }

  /** Whether the state at some instant from `start` to `now` is known; then it is in `at`, `value` and `truth`. */
  recall(person: PersonState, start: Millis, now: Millis): boolean {
    const walk = this.#walks.get(person)?.get(person.id)
    if (walk === undefined || walk.disturbances !== person.disturbances || walk.at < start || walk.at > now) return false
    this.at = walk.at
    this.value = walk.value
    this.truth = walk.truth
    return true
  }

  /** A walk begins at `at` that will end at `now`. */
  begin(person: PersonState, at: Millis, now: Millis): void {
    this.#person = person
    this.#changes = 0
    const until = Math.min(person.settled, now)
    this.#until = this.#remembers && until > at ? until : -Infinity
  }

  /** The walk's next change comes at `next`; until then its state is this one. */
  pass(next: Millis, value: number, truth: boolean): void {
    this.#changes++
    if (next <= this.#until || this.#until === -Infinity) return
    this.#keep(this.#until, value, truth)
    this.#until = -Infinity
  }

  #keep(at: Millis, value: number, truth: boolean): void {
    const { id, disturbances } = this.#person
    let people = this.#walks.get(this.#person)
    const walk = people?.get(id)
    if (walk !== undefined) {
      walk.disturbances = disturbances
      walk.at = at
      walk.value = value
      walk.truth = truth
      return
    }
    if (this.#changes <= SHORT) return
    if (people === undefined) this.#walks.set(this.#person, (people = new Map()))
    if (people.size >= MOST) people.delete(people.keys().next().value as number)
    people.set(id, { disturbances, at, value, truth })
  }
}
