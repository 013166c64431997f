// What a test has said of a trait, by when the facts that gave the trait happened: a timeline of answers. Facts of one
// instant stand in the order of their hashes, as they do for the trait itself. The last answer of all that is too old to
// be asked about stays in the base.
import { assert, type Millis } from '@touchstone/base'
import { testText } from '../../check/text.ts'
import type { Test } from '../../check/tree.ts'
import { quoteText } from '../../syntax/quote-text.ts'
import { Truth } from '../../truth.ts'
import type { Cells, FactInput, PersonState } from '../cells.ts'
import { codeOf, orderOf, truthOfCode } from '../code.ts'
import { type StaticTest, compileTest } from '../filter.ts'
import type { NodeSpec } from '../node.ts'
import { fell, foldEntry, markFoldedBehind } from '../timeline/expire.ts'
import { insertEntry } from '../timeline/insert.ts'
import { Layout } from '../timeline/layout.ts'
import { mergeTimelines } from '../timeline/merge.ts'
import { countBefore, nextKey, select, selected } from '../timeline/ranges.ts'

export class TraitHistoryNode implements NodeSpec {
  readonly events: readonly string[] = []
  readonly horizon = Infinity
  readonly latestOnly = Infinity
  readonly needsProperties = false
  readonly key: string
  readonly id: number
  readonly traits: readonly string[]
  readonly layout: Layout
  readonly #trait: string
  readonly #test: StaticTest
  readonly #reach: Millis

  constructor(key: string, id: number, trait: string, test: Test, reach: Millis) {
    this.key = key
    this.id = id
    this.traits = [trait]
    this.layout = new Layout(id, { columns: 'value and mark', isSummed: false, isUnique: false, folds: true, head: 0, state: 0 })
    this.#trait = trait
    this.#test = compileTest(test)
    this.#reach = reach
  }

  static keyOf(trait: string, test: Test, reach: Millis): string {
    return `answers ${testText(test)} of trait ${quoteText(trait)} kept ${reach === Infinity ? 'for ever' : `for ${reach} ms, then the last`}`
  }

  update(cells: Cells, fact: FactInput, now: Millis): boolean {
    const { timestamp } = fact
    assert(timestamp <= now, 'a fact never happens after now')
    const traits = fact.traits()
    if (!Object.hasOwn(traits, this.#trait)) return false
    const { layout } = this
    const order = orderOf(fact)
    const code = codeOf(fact, this.#test(traits[this.#trait]))
    if (timestamp > now - this.#reach) return insertEntry(layout, cells, timestamp, order, code, now - this.#reach)
    const found = cells.find(this.id)
    const at = found < 0 ? cells.allocate(this.id, layout.tail) : found
    foldEntry(layout, cells.view, at, timestamp, order, code)
    return true
  }

  merge(into: Cells, from: Cells): void {
    mergeTimelines(this.layout, into, from)
  }

  release(cells: Cells): void {
    const at = cells.find(this.id)
    if (at >= 0) fell(this.layout, cells, at)
  }

  /** The answer as of an instant; `missing` where the trait was not known by then. */
  answerAt(person: PersonState, instant: Millis, missing: Truth): Truth {
    const { layout } = this
    const at = person.find(this.id)
    if (at < 0) return missing
    const isThere = select(layout, person, at, countBefore(layout, person, at, instant + 1) - 1)
    // Another person's history may have been added up further than this one.
    const code = isThere ? markFoldedBehind(layout, person, at, selected.key, selected.value, selected.mark) : markFoldedBehind(layout, person, at, -Infinity, 0, 0)
    if (!Number.isNaN(code)) return truthOfCode(code)
    return isThere ? truthOfCode(selected.mark) : missing
  }

  /** When the trait is given next, after an instant. */
  nextAfter(person: PersonState, instant: Millis): Millis {
    const at = person.find(this.id)
    return at < 0 ? Infinity : nextKey(this.layout, person, at, instant + 1)
  }
}
