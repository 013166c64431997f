// Computed traits, read from the nodes that the engine keeps for them. A value is not stored anywhere: whoever asks gets what
// the expression comes to at that moment, so it is as exact as the state.
import { assert, type Millis } from '@touchstone/base'
import { compileExpression, parseStoredExpression, type ExpressionProgram, type PersonState, type Scalar } from '@touchstone/language'
import type { StateReader } from '@touchstone/stream'
import { RecordCopy } from '../record-copy.ts'
import type { SegmentReading, SegmentStateReader } from '../segment-state-reader.ts'
import type { StoredNames } from '../stored-names.ts'

export interface ComputedTrait {
  readonly name: string
  /** null: there is none, or (see `state`) not yet. */
  readonly value: Scalar | null
  /** How many events or values a number was made of, where that is known. */
  readonly count: number | null
  /** When the event of a first or last value happened. */
  readonly happened: Millis | null
  /** Of the definition that the value is by. */
  readonly version: number
  readonly position: number
  /** live: the value is exact. backfilling: history is being read, and there is no value yet. */
  readonly state: 'backfilling' | 'live'
}

/** The values that a person has of some computed traits, by name. */
export type PersonValues = (person: number) => Readonly<Record<string, Scalar>>

export class StoredTraits {
  readonly #state: StateReader
  readonly #segments: SegmentStateReader
  readonly #names: StoredNames
  readonly #copy: RecordCopy
  #compiled = new Map<number, ExpressionProgram>()

  constructor(state: StateReader, segments: SegmentStateReader, names: StoredNames) {
    this.#state = state
    this.#segments = segments
    this.#names = names
    this.#copy = new RecordCopy(state)
  }

  /** What every computed trait, or those of `names`, is for a canonical person at `now`, by name; undefined when there is no such person. */
  of(person: number, now: Millis, names?: readonly string[]): ComputedTrait[] | undefined {
    const traits = this.#speaking().filter(({ id }) => names === undefined || names.includes(id))
    const stored = this.#state.get('people', person)
    if (stored === undefined) return undefined
    const record = this.#copy.load(person, stored)
    return traits.map((trait) => this.#read(trait, record, Math.max(now, record.evaluatedAt)))
  }

  /** Reads those of `names` that are computed, for one person after the other; undefined where none is. Not for long: versions change. */
  valuesOf(names: readonly string[], now: Millis): PersonValues | undefined {
    const traits = this.#speaking().filter(({ id }) => names.includes(id))
    if (traits.length === 0) return undefined
    return (person) => {
      const stored = this.#state.get('people', person)
      if (stored === undefined) return {}
      const record = this.#copy.load(person, stored)
      const values = traits.map((trait) => this.#read(trait, record, Math.max(now, record.evaluatedAt)))
      return Object.fromEntries(values.flatMap(({ name, value }) => (value === null ? [] : [[name, value]])))
    }
  }

  /** Of each computed trait the version that speaks for it, by name. */
  #speaking(): SegmentReading[] {
    const speaking = this.#segments.liveTraits().filter(({ reported, state }) => reported && state !== 'archiving')
    this.#keep(speaking)
    return speaking.sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  #read(trait: SegmentReading, person: PersonState, now: Millis): ComputedTrait {
    const { id, version, position } = trait
    const said = { name: id, version, position }
    if (trait.state !== 'live') return { ...said, value: null, count: null, happened: null, state: 'backfilling' }
    const { value = null, count = null, happened = null } = this.#programOf(trait).read(person, now)
    return { ...said, value, count, happened, state: 'live' }
  }

  #programOf({ position, id, where }: SegmentReading): ExpressionProgram {
    const known = this.#compiled.get(position)
    if (known !== undefined) return known
    const expression = parseStoredExpression(where)
    assert(expression.ok, `the expression of trait ${id} was checked before it was appended`)
    const program = compileExpression(expression.value, {
      node: (key) => numbered(this.#segments.nodeNumber(key), `node ${key}`),
      trait: (name) => numbered(this.#names.traitNumber(name), `trait ${name}`),
    })
    this.#compiled.set(position, program)
    return program
  }

  /** Forgets what does not speak any more. */
  #keep(speaking: readonly SegmentReading[]): void {
    if (this.#compiled.size <= speaking.length) return
    this.#compiled = new Map([...this.#compiled].filter(([position]) => speaking.some((one) => one.position === position)))
  }
}

function numbered(number: number | undefined, what: string): number {
  assert(number !== undefined, `a computed trait in the state has its ${what} there too`)
  return number
}
