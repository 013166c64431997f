// What the state says about segments, for whoever shows or backfills them.
import { assert } from '@touchstone/base'
import type { StateReader } from '@touchstone/stream'
import { AmendmentState } from './amend/amendment-state.ts'
import { decodeSegment, type StoredNode, type StoredSegment, type VersionRole } from './machine/live-segment.ts'
import { nodeKey } from './machine/node-key.ts'
import { COMPUTED_TRAITS } from './machine/segment-index.ts'
import type { Totals } from './machine/totals.ts'
import { roleOf, speakersOf } from './version-roles.ts'

const ALL_SEGMENTS = 1_000_000
const ALL_NODES = 1_000_000
/** People ids are log positions below 2^53. */
const ID_BITS = 53

export interface SegmentReading extends Omit<StoredSegment, 'role' | 'sweptThrough' | 'leaving'> {
  /** The sweep has passed people up to this id; null when it has passed everyone. */
  readonly sweptThrough: number | null
  /**
   * What it is among the versions of its segment. reported: it speaks for it. shadow: it is not to speak yet, because it
   * waits for a cut-over or is still being prepared. standby: another version speaks instead.
   */
  readonly role: VersionRole
  /** `role` is `reported`: at most one version of each id is. */
  readonly reported: boolean
}

/** A version as it was last read. */
interface Seen {
  readonly bytes: Buffer
  readonly segment: StoredSegment
}

export class SegmentStateReader {
  readonly #state: StateReader
  #seen: ReadonlyMap<number, Seen> = new Map()
  #seenTraits: ReadonlyMap<number, Seen> = new Map()

  constructor(state: StateReader) {
    this.#state = state
  }

  /** Every segment version in the state, in the order of their definitions. */
  liveSegments(): SegmentReading[] {
    return readingsOf(this.#storedSegments().filter(({ trait }) => trait === undefined))
  }

  /** Every version of a computed trait; found without going through the segments, because every look at a person asks. */
  liveTraits(): SegmentReading[] {
    const listed = this.#state.get('profiles_meta', COMPUTED_TRAITS)
    if (listed === undefined) return []
    const seen = new Map<number, Seen>()
    for (const position of JSON.parse(listed.toString('utf8', 0, listed.length)) as number[]) {
      const value = this.#state.get('segments', position)
      // It may go between the two looks.
      if (value !== undefined) seen.set(position, look(value, this.#seenTraits.get(position)))
    }
    this.#seenTraits = seen
    return readingsOf(Array.from(seen.values(), ({ segment }) => segment))
  }

  /** Most are as they were at the last look: only what changed is parsed. */
  #storedSegments(): StoredSegment[] {
    const seen = new Map<number, Seen>()
    for (const { key, value } of this.#state.range('segments', undefined, undefined, ALL_SEGMENTS)) {
      const found = look(value, this.#seen.get(key as number))
      assert(found.segment.position === key, 'a segment version lies under the position of its definition')
      seen.set(found.segment.position, found)
    }
    this.#seen = seen
    return Array.from(seen.values(), ({ segment }) => segment)
  }

  /** Whether amendments have told facts or values of history apart: see the room language's facts-table.ts. */
  get isHistoryAmended(): boolean {
    return new AmendmentState(this.#state).isHistoryAmended
  }

  nodes(): StoredNode[] {
    return this.#state.range('nodes', undefined, undefined, ALL_NODES).map(({ value }) => JSON.parse(value.toString()) as StoredNode)
  }

  /** The number of a node, undefined when no segment in the state has it. */
  nodeNumber(key: string): number | undefined {
    const stored = this.#state.get('nodes', nodeKey(key))
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

/** Bytes of the state may be used again after the next look. */
function look(value: Buffer, before: Seen | undefined): Seen {
  return before?.bytes.equals(value) === true ? before : { bytes: Buffer.from(value), segment: decodeSegment(value) }
}

function readingsOf(stored: readonly StoredSegment[]): SegmentReading[] {
  const speakers = speakersOf(stored)
  return stored.map(({ leaving: _leaving, ...one }) => {
    const role = roleOf(one, speakers.get(one.id))
    return { ...one, sweptThrough: one.sweptThrough === Infinity ? null : one.sweptThrough, role, reported: role === 'reported' }
  })
}
