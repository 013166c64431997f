// Numbers made of events, put to the test: against a literal, against one another, as a ratio.
import { assert } from '@touchstone/base'
import type { Measure, Ratio, Relation } from '../check/tree.ts'
import { millionths } from '../check/values.ts'
import { Truth } from '../truth.ts'
import { type SignTest, signOf, signTest, truthOf } from './compare.ts'
import { highLimb, lowLimb } from './exact.ts'
import type { Leaf } from './leaf.ts'
import { Reading, doubleOf } from './reading.ts'
import type { Source } from './source.ts'

export function measureLeaf(condition: Measure, source: Source): Leaf {
  const test = readingTest(condition)
  const reading = new Reading()
  const { nodes, traits, timed } = source
  return {
    condition,
    nodes,
    traits,
    timed,
    clocked: false,
    evaluate: (person, now) => (source.read(person, now, reading) ? test(reading) : Truth.UNKNOWN),
    nextDue: (person, after) => source.nextChange(person, after),
  }
}

/** The comparison with the literal, in the unit that the tree prescribes. */
function readingTest({ aggregate, operator, value }: Measure): (reading: Reading) => Truth {
  const holds = signTest(operator)
  if (aggregate.function === 'count' || aggregate.function === 'distinct') return (reading) => truthOf(holds(reading.count - value))
  if (aggregate.function === 'gap') return (reading) => (reading.count < 2 ? Truth.UNKNOWN : truthOf(holds(signOf(doubleOf('gap', reading), value))))
  const right = millionths(value)
  switch (aggregate.function) {
    case 'sum':
      return sumTest(holds, right)
    case 'average':
      return (reading) => (reading.count === 0 ? Truth.UNKNOWN : truthOf(holds(signOf(reading.sum / reading.count, right))))
    case 'minimum':
      return (reading) => (reading.count === 0 ? Truth.UNKNOWN : truthOf(holds(signOf(reading.minimum, right))))
    case 'maximum':
      return (reading) => (reading.count === 0 ? Truth.UNKNOWN : truthOf(holds(signOf(reading.maximum, right))))
  }
}

function sumTest(holds: SignTest, right: number): (reading: Reading) => Truth {
  const high = highLimb(right)
  const low = lowLimb(right)
  assert(Number.isSafeInteger(high), 'a sum is compared with a number in its range')
  return (reading) => {
    const sign = reading.high - high
    return truthOf(holds(sign === 0 ? reading.low - low : sign))
  }
}

export function relationLeaf(condition: Relation, left: Source, right: Source): Leaf {
  const { operator, factor } = condition
  const holds = signTest(operator)
  return pairLeaf(condition, left, right, (a, b) => truthOf(holds(signOf(a, factor * b))))
}

export function ratioLeaf(condition: Ratio, numerator: Source, denominator: Source): Leaf {
  const { operator, value } = condition
  const holds = signTest(operator)
  return pairLeaf(condition, numerator, denominator, (a, b) => (b === 0 ? Truth.UNKNOWN : truthOf(holds(signOf(a / b, value)))))
}

function pairLeaf(condition: Relation | Ratio, left: Source, right: Source, test: (left: number, right: number) => Truth): Leaf {
  const reading = new Reading()
  return {
    condition,
    nodes: [...left.nodes, ...right.nodes],
    traits: [...left.traits, ...right.traits],
    timed: left.timed || right.timed,
    clocked: false,
    evaluate(person, now) {
      if (!left.read(person, now, reading)) return Truth.UNKNOWN
      const a = doubleOf(left.called, reading)
      if (Number.isNaN(a) || !right.read(person, now, reading)) return Truth.UNKNOWN
      const b = doubleOf(right.called, reading)
      return Number.isNaN(b) ? Truth.UNKNOWN : test(a, b)
    },
    nextDue: (person, after) => Math.min(left.nextChange(person, after), right.nextChange(person, after)),
  }
}
