// What the state says about segments, for whoever shows or backfills them.
import { assert } from '@touchstone/base'
import type { StateReader } from '@touchstone/stream'
import type { SegmentState, StoredNode, StoredSegment } from './machine/live-segment.ts'
import type { Totals } from './machine/totals.ts'

const ALL_SEGMENTS = 1_000_000
const ALL_NODES = 1_000_000
/** People ids are log positions below 2^53. */
const ID_BITS = 53

export interface SegmentReading extends StoredSegment {
  /**
   * Whether this version speaks for its segment: while a new version is prepared the old one does, until the new one is
   * live. Exactly one version of each id is reported.
   */
  readonly reported: boolean
}

export interface NodeReading extends StoredNode {
  readonly key: string
}

/** Which version of one segment speaks for it, best first. */
const PREFERENCE: Record<SegmentState, number> = { live: 0, sweeping: 1, backfilling: 2, archiving: 3 }

export class SegmentStateReader {
  readonly #state: StateReader

  constructor(state: StateReader) {
    this.#state = state
  }

  /** Every segment version in the state, in the order of their definitions. */
  liveSegments(): SegmentReading[] {
    const stored = this.#state
      .range('segments', undefined, undefined, ALL_SEGMENTS)
      .map(({ key, value }) => {
        const segment = JSON.parse(value.toString()) as StoredSegment
        assert(segment.position === key, 'a segment version lies under the position of its definition')
        return segment
      })
    const speakers = new Map<string, StoredSegment>()
    for (const one of stored) {
      const present = speakers.get(one.id)
      if (present === undefined || speaksBefore(one, present)) speakers.set(one.id, one)
    }
    return stored.map((one) => ({ ...one, reported: speakers.get(one.id) === one }))
  }

  nodes(): NodeReading[] {
    return this.#state.range('nodes', undefined, undefined, ALL_NODES).map(({ key, value }) => ({ key: key as string, ...(JSON.parse(value.toString()) as StoredNode) }))
  }

  /** The number of a node, undefined when no segment in the state has it. */
  nodeNumber(key: string): number | undefined {
    const stored = this.#state.get('nodes', key)
    return stored === undefined ? undefined : (JSON.parse(stored.toString('utf8', 0, stored.length)) as StoredNode).number
  }

  /** Members of the segment version defined at `position`, by ascending person id above `after`, with when they entered. */
  members(position: number, after: number, limit: number): { person: number; since: number }[] {
    return this.#state
      .range('members', [position, after + 1], [position + 1, 0], limit)
      .map(({ key, value }) => ({ person: (key as readonly [number, number])[1], since: value.readDoubleLE(0) }))
  }

  /** How many people there are, and the largest id among them (0 for none). */
  peopleRange(): { count: number; last: number } {
    const totals = this.#state.get('profiles_meta', 'totals')
    const count = totals === undefined ? 0 : (JSON.parse(totals.toString('utf8', 0, totals.length)) as Totals).people
    return { count, last: this.#lastPerson() }
  }

  /** The state has no way to ask for its last key, so the largest id is found bit by bit: 53 reads at most. */
  #lastPerson(): number {
    let last = 0
    for (let bit = 2 ** (ID_BITS - 1); bit >= 1; bit /= 2) {
      if (this.#state.range('people', last + bit, undefined, 1).length > 0) last += bit
    }
    return last
  }
}

function speaksBefore(one: StoredSegment, other: StoredSegment): boolean {
  if (PREFERENCE[one.state] !== PREFERENCE[other.state]) return PREFERENCE[one.state] < PREFERENCE[other.state]
  return one.version > other.version
}
