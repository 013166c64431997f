import { assert } from '@touchstone/base'
import { compile, parseStoredCondition, type Program } from '@touchstone/language'
import type { StoredSegment } from './machine/live-segment.ts'
import type { SegmentStateReader } from './segment-state-reader.ts'
import type { StoredNames } from './stored-names.ts'

type ThresholdsOf = Pick<StoredSegment, 'position' | 'id' | 'where' | 'thresholds'>

/**
 * The conditions of the segments, compiled against the numbers that the Machine gave their nodes and traits, once per
 * segment version: while it is evaluated, its numbers never change. Its thresholds do.
 */
export class StoredPrograms {
  readonly #segments: SegmentStateReader
  readonly #names: StoredNames
  #compiled = new Map<number, Program>()

  constructor(segments: SegmentStateReader, names: StoredNames) {
    this.#segments = segments
    this.#names = names
  }

  /** The program of a version that is evaluated, with its thresholds as of now. */
  of(segment: ThresholdsOf): Program {
    const program = this.#compiled.get(segment.position) ?? this.#compile(segment)
    for (const rank of program.ranks) rank.setThreshold(segment.thresholds.find(({ key }) => key === rank.key)?.value ?? undefined)
    return program
  }

  #compile(segment: ThresholdsOf): Program {
    const condition = parseStoredCondition(segment.where)
    assert(condition.ok, `the condition of segment ${segment.id} was checked before it was appended`)
    const program = compile(condition.value, {
      node: (key) => numbered(this.#segments.nodeNumber(key), `node ${key}`),
      trait: (name) => numbered(this.#names.traitNumber(name), `trait ${name}`),
    })
    this.#compiled.set(segment.position, program)
    return program
  }

  /** Forgets what is not among `present` any more. */
  keep(present: readonly ThresholdsOf[]): void {
    if (this.#compiled.size <= present.length) return
    const kept = new Map<number, Program>()
    for (const { position } of present) {
      const program = this.#compiled.get(position)
      if (program !== undefined) kept.set(position, program)
    }
    this.#compiled = kept
  }
}

function numbered(number: number | undefined, what: string): number {
  assert(number !== undefined, `a segment in the state has its ${what} there too`)
  return number
}
