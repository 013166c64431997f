// The facts that the live stream shows: the newest ten thousand, and of them those that the filter lets through. It lives
// outside React, because a fact must cost an append and nothing more; the screen draws what is in view when told.
//
// Both lists are in the order of arrival, so that adding is a push. They are cut when they are a quarter too long: cutting
// costs once for many. While it is paused the lists stand still, and what passes is counted.
import type { Millis } from '@touchstone/base'

export interface LiveFact {
  readonly position: number
  readonly at: Millis
  readonly happened: Millis
  readonly person: number
  readonly type: string
  readonly event: string
  readonly source: string
}

export interface FactFilter {
  readonly type?: readonly string[] | undefined
  readonly event?: readonly string[] | undefined
  readonly source?: readonly string[] | undefined
  readonly person?: number | undefined
}

export interface BufferView {
  /** Those that fit, oldest first. */
  readonly facts: readonly LiveFact[]
  /** How many of `facts` there ever were: grows by what is added, whatever is cut. */
  readonly fitted: number
  readonly kept: number
  /** While it is paused: how many passed, and how many of them fit. */
  readonly passed: number
  readonly passedFit: number
  /** Came too fast to be shown. */
  readonly missed: number
}

export const MOST_KEPT = 10_000
const CUT_AT = MOST_KEPT * 1.25

export class FactBuffer {
  #all: LiveFact[] = []
  #fit: LiveFact[] = []
  #filter: FactFilter = {}
  #paused = false
  #fitted = 0
  #passed = 0
  #passedFit = 0
  #missed = 0
  #view: BufferView = { facts: [], fitted: 0, kept: 0, passed: 0, passedFit: 0, missed: 0 }
  readonly #watchers = new Set<() => void>()

  /** For `useSyncExternalStore`. */
  readonly subscribe = (changed: () => void): (() => void) => {
    this.#watchers.add(changed)
    return () => this.#watchers.delete(changed)
  }
  readonly view = (): BufferView => this.#view

  add(facts: readonly LiveFact[], missed: number): void {
    this.#missed += missed
    if (this.#paused) {
      this.#passed += facts.length
      for (const fact of facts) if (fits(fact, this.#filter)) this.#passedFit++
    } else {
      for (const fact of facts) {
        this.#all.push(fact)
        if (!fits(fact, this.#filter)) continue
        this.#fit.push(fact)
        this.#fitted++
      }
      if (this.#all.length > CUT_AT) this.#cut()
    }
    if (facts.length > 0 || missed > 0) this.#tell()
  }

  filter(filter: FactFilter): void {
    this.#filter = filter
    this.#fit = this.#all.filter((fact) => fits(fact, filter))
    this.#fitted = this.#fit.length
    this.#passedFit = 0
    this.#passed = 0
    this.#tell()
  }

  pause(paused: boolean): void {
    if (this.#paused === paused) return
    this.#paused = paused
    this.#passed = 0
    this.#passedFit = 0
    this.#tell()
  }

  #cut(): void {
    this.#all = this.#all.slice(-MOST_KEPT)
    const oldest = this.#all[0]
    const from = this.#fit.findIndex(({ position }) => position >= oldest.position)
    this.#fit = from === -1 ? [] : this.#fit.slice(from)
  }

  // The list itself is handed out, not a copy: whoever draws takes only what is in view, at once.
  #tell(): void {
    this.#view = { facts: this.#fit, fitted: this.#fitted, kept: Math.min(MOST_KEPT, this.#all.length), passed: this.#passed, passedFit: this.#passedFit, missed: this.#missed }
    for (const changed of this.#watchers) changed()
  }
}

export function fits(fact: LiveFact, { type, event, source, person }: FactFilter): boolean {
  return (type?.includes(fact.type) ?? true) && (event?.includes(fact.event) ?? true) && (source?.includes(fact.source) ?? true) && (person === undefined || fact.person === person)
}
