import type { Rank } from '../check/tree.ts'
import { Truth } from '../truth.ts'
import { truthOf } from './compare.ts'
import type { Leaf } from './leaf.ts'
import { Reading, doubleOf } from './reading.ts'
import type { Source } from './source.ts'

/** A number of all people that a rank compares with: its owner computes it from time to time and says so here. */
export class RankThreshold {
  /** Canonical text of the rank: equal ranks have one threshold. */
  readonly key: string
  #value: number | undefined

  constructor(key: string) {
    this.key = key
  }

  /** Undefined until it is set. */
  get value(): number | undefined {
    return this.#value
  }

  /** In the unit of the aggregate as a double; undefined is unknown. */
  setThreshold(value: number | undefined): void {
    this.#value = value
  }
}

/** `present` is TRUE for those who have a chosen event: only they are ranked. */
export function rankLeaf(condition: Rank, source: Source, present: Leaf, threshold: RankThreshold): Leaf {
  const reading = new Reading()
  const isTop = condition.end === 'top'
  return {
    condition,
    nodes: [...source.nodes, ...present.nodes],
    traits: [...source.traits, ...present.traits],
    timed: source.timed || present.timed,
    clocked: false,
    evaluate(person, now) {
      const { value: bound } = threshold
      if (bound === undefined) return Truth.UNKNOWN
      if (present.evaluate(person, now) !== Truth.TRUE || !source.read(person, now, reading)) return Truth.FALSE
      const value = doubleOf(source.called, reading)
      return truthOf(isTop ? value >= bound : value <= bound)
    },
    nextDue: (person, after) => Math.min(source.nextChange(person, after), present.nextDue(person, after)),
  }
}
