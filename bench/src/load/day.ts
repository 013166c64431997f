// What the live line says in a day, to be said faster: facts at the demo world's pace, a membership that changes with every
// fifth of them, and figures four times per second, because while facts come there is always something new to say. Times,
// positions and sizes go on as they would; the shapes are the client's own, so the compiler holds them to the server's.
import type { LiveEntry } from '@touchstone/client'
import { Random } from './random.ts'

export type LiveFigures = Extract<LiveEntry, { kind: 'figures' }>

export const FACTS_PER_SECOND = 5
const FIGURES_EVERY = 250
const FACTS_PER_FIGURES = (FACTS_PER_SECOND * FIGURES_EVERY) / 1000
const FACTS_PER_CHANGE = 5
const FACTS_PER_PERSON = 200
const EVENTS = ['Page Viewed', 'Product Viewed', 'Product Viewed', 'Cart Updated', 'Order Completed', 'Email Opened', 'App Opened', '']

export class Day {
  readonly #random = new Random(86_400)
  #figures: LiveFigures
  #owed = 0
  #facts = 0

  /** Goes on from figures of a server with all its segments, of which there must be some. */
  constructor(figures: LiveFigures) {
    this.#figures = figures
  }

  /** As they are now, with all segments: what a new reader is told first. */
  get figures(): LiveFigures {
    return this.#figures
  }

  /** The next hours, a quarter of a second at a time. */
  *hours(count: number): Generator<readonly LiveEntry[]> {
    for (let step = 0; step < (count * 3_600_000) / FIGURES_EVERY; step++) yield this.#step()
  }

  #step(): LiveEntry[] {
    const at = this.#figures.at + FIGURES_EVERY
    const entries: LiveEntry[] = []
    const changed = new Map<string, LiveFigures['segments'][number]>()
    let { position } = this.#figures.engine
    let { people } = this.#figures
    for (this.#owed += FACTS_PER_FIGURES; this.#owed >= 1; this.#owed--) {
      this.#facts++
      position++
      if (this.#facts % FACTS_PER_PERSON === 0) people++
      const person = 1 + this.#random.below(people)
      const event = this.#random.pick(EVENTS)
      entries.push({ kind: 'fact', position, at: at - 20, happened: at - 1_000, person, type: event === '' ? 'identify' : 'track', event, source: 'key_demo' })
      if (this.#facts % FACTS_PER_CHANGE !== 0) continue
      const segment = this.#change(changed)
      const entered = segment.size === 0 || this.#random.chance(0.5)
      changed.set(segment.id, { ...segment, size: segment.size + (entered ? 1 : -1), changedAt: at - 20 })
      entries.push({ kind: 'membership', position, at: at - 20, person, segment: segment.id, entered, cause: 'fact' })
    }
    const { facts, segments, engine } = this.#figures
    const now = { accepted: facts.accepted + entries.length, processed: facts.processed + entries.length, perSecond: FACTS_PER_SECOND + this.#random.below(10) / 10 }
    this.#figures = { ...this.#figures, at, people, facts: now, engine: { ...engine, position, time: at - 20 }, segments: segments.map((one) => changed.get(one.id) ?? one) }
    entries.push({ ...this.#figures, segments: [...changed.values()] })
    return entries
  }

  #change(changed: ReadonlyMap<string, LiveFigures['segments'][number]>): LiveFigures['segments'][number] {
    const segment = this.#random.pick(this.#figures.segments)
    return changed.get(segment.id) ?? segment
  }
}
