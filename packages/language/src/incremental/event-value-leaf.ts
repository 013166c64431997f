// The property of the first or last chosen event, put to a test. Where no event can be between the one that is kept and
// the edge of the window, one event is enough; else the answers stand in a timeline, and the window finds its first or last.
import { assert } from '@touchstone/base'
import { testText } from '../check/text.ts'
import type { EventValueSubject, ValueTest } from '../check/tree.ts'
import { Truth } from '../truth.ts'
import { codeOf, orderOf, truthOfCode } from './code.ts'
import { type EdgeValueNode, edgeKey, edgeTruth } from './edge-value-node.ts'
import { type StaticTest, compileTest } from './filter.ts'
import type { Leaf } from './leaf.ts'
import type { Column, TimelineNode } from './timeline/node.ts'
import { countBefore, nextKey, select, selected } from './timeline/ranges.ts'
import type { NextTime, Range } from './window.ts'

/** What a test says of a value that is missing. */
function ofMissing({ test }: ValueTest): Truth {
  return test.kind === 'exists' ? Truth.FALSE : Truth.UNKNOWN
}

/** The order of a fact among those of the same instant. */
export const ORDER: Column = { key: 'order of', of: (_, fact) => orderOf(fact) }

/** What the test says of a fact's value. */
export function answers(test: ValueTest['test']): Column {
  const check: StaticTest = compileTest(test)
  return { key: `answers ${testText(test)} of`, of: (value, fact) => (value === undefined || value === null ? NaN : codeOf(fact, check(value))) }
}

/** Of a node whose scope is all that the window lets in (`range` undefined), or for the last value in a window that ends now. */
export function edgeValueLeaf(condition: ValueTest, node: EdgeValueNode, range: Range | undefined): Leaf {
  const { id } = node
  const missing = ofMissing(condition)
  assert(range === undefined || node.end === 1, 'only the last value is that of every window that ends now')
  const next: NextTime = { nextTime: (person, from) => (edgeKey(person, id) >= from ? edgeKey(person, id) : Infinity) }
  return {
    condition,
    nodes: [node],
    traits: range === undefined || range.trait < 0 ? [] : [range.trait],
    timed: range?.timed ?? false,
    clocked: false,
    evaluate(person, now) {
      const key = edgeKey(person, id)
      if (range === undefined) return key === -Infinity ? missing : edgeTruth(person, id)
      // Without a zone there is no window.
      if (!range.set(person, now)) return Truth.UNKNOWN
      return key === -Infinity || key < range.lo ? missing : edgeTruth(person, id)
    },
    nextDue: (person, after) => (range === undefined ? Infinity : range.nextCrossing(person, after, next)),
  }
}

export function timelineValueLeaf(condition: ValueTest, subject: EventValueSubject, node: TimelineNode, range: Range): Leaf {
  const { id, layout } = node
  const missing = ofMissing(condition)
  const isFirst = subject.which === 'first'
  const next: NextTime = {
    nextTime(person, from) {
      const at = person.find(id)
      return at < 0 ? Infinity : nextKey(layout, person, at, from)
    },
  }
  return {
    condition,
    nodes: [node],
    traits: range.trait < 0 ? [] : [range.trait],
    timed: range.timed,
    clocked: false,
    evaluate(person, now) {
      if (!range.set(person, now)) return Truth.UNKNOWN
      const at = person.find(id)
      if (at < 0) return missing
      const { lo, hi } = range
      const found = select(layout, person, at, isFirst ? countBefore(layout, person, at, lo) : countBefore(layout, person, at, hi) - 1)
      return found && selected.key >= lo && selected.key < hi ? truthOfCode(selected.mark) : missing
    },
    nextDue: (person, after) => range.nextCrossing(person, after, next),
  }
}
