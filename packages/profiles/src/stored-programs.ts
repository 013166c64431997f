import { assert } from '@touchstone/base'
import { compile, parseStoredCondition, type Program } from '@touchstone/language'
import type { StoredSegment } from './machine/live-segment.ts'
import type { SegmentStateReader } from './segment-state-reader.ts'
import type { StoredNames } from './stored-names.ts'

/**
 * The conditions of the segments, compiled against the numbers that the Machine gave their nodes and traits, once per
 * segment version (a version and its numbers never change while it is in the state).
 */
export class StoredPrograms {
  readonly #segments: SegmentStateReader
  readonly #names: StoredNames
  #compiled = new Map<number, Program>()

  constructor(segments: SegmentStateReader, names: StoredNames) {
    this.#segments = segments
    this.#names = names
  }

  of(segment: StoredSegment): Program {
    const known = this.#compiled.get(segment.position)
    if (known !== undefined) return known
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
  keep(present: readonly StoredSegment[]): void {
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
