// Facts per minute and source of one outbox entry. Most entries lie within one minute and come from a few sources.
import { MINUTE, type Millis } from '@touchstone/base'
import type { FeedRow } from '@touchstone/warehouse'

interface Count {
  position: number
  readonly minute: Millis
  readonly source: string
  facts: number
  late: number
  last: Millis
}

/** A fact that happened so long before it was appended is late. */
export const LATE_AFTER: Millis = 10 * MINUTE


export class MinuteTally {
  readonly #counts: Count[] = []
  #latest: Count | undefined

  /** Append times never decrease. `age` is how long before it was appended the fact happened. */
  add(position: number, appended: Millis, source: string, age: Millis): void {
    const minute = appended - (appended % MINUTE)
    const same = (one: Count): boolean => one.minute === minute && one.source === source
    let count = this.#latest !== undefined && same(this.#latest) ? this.#latest : this.#counts.find(same)
    if (count === undefined) this.#counts.push((count = { position, minute, source, facts: 0, late: 0, last: appended }))
    count.position = position
    count.facts++
    if (age >= LATE_AFTER) count.late++
    count.last = appended
    this.#latest = count
  }

  /** In order of their keys: each is of the last of its facts. */
  rows(): FeedRow[] {
    return this.#counts.sort((a, b) => a.position - b.position) as readonly unknown[] as FeedRow[]
  }
}
