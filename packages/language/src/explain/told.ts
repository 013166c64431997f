// The parts of a condition while a person's facts are told in the order in which they happened. A leaf is asked again only
// when a fact concerned it or the instant has come that it announced; whatever holds parts is put together from theirs.
// What was held or moved needs no look back: while time passes, each part knows since when it has been true.
import { assert, type Millis } from '@touchstone/base'
import { partsOf } from '../check/listens.ts'
import type { Condition, Held, Moved, Rank } from '../check/tree.ts'
import { rankText } from '../check/text.ts'
import { type Numbering, type Program, compile } from '../incremental/compile.ts'
import { and, not, or } from '../naive/logic.ts'
import { Truth } from '../truth.ts'
import type { PastPerson } from './past-person.ts'

export abstract class Told {
  readonly condition: Condition
  readonly items: readonly Told[]
  value: Truth = Truth.FALSE
  /** Whether the latest look changed the value. */
  hasChanged = false
  /** Since when it has been true, or not true; the first look for what was never otherwise. */
  turnedAt: Millis = -Infinity
  /** The next instant at which time alone may change it, apart from its parts. */
  due: Millis = Infinity
  /** Whether time alone could ever change it. */
  isOpen = false

  constructor(condition: Condition, items: readonly Told[]) {
    this.condition = condition
    this.items = items
  }

  get isTrue(): boolean {
    return this.value === Truth.TRUE
  }

  look(at: Millis): void {
    const value = this.valueAt(at)
    const isFirst = this.turnedAt === -Infinity
    this.hasChanged = value !== this.value || isFirst
    if (isFirst || (value === Truth.TRUE) !== this.isTrue) this.turnedAt = at
    this.value = value
    this.dueAfter(at)
    this.isOpen = this.mayChange()
  }

  protected mayChange(): boolean {
    return this.due < Infinity || this.items.some(({ isOpen }) => isOpen)
  }

  protected abstract valueAt(at: Millis): Truth

  /** Sets `due`, now that the value is known. */
  protected dueAfter(_at: Millis): void {}
}

/** A condition without conditions in it. */
export class ToldLeaf extends Told {
  readonly program: Program
  /** Whether a fact has concerned it since it was last asked. */
  isStirred = true
  readonly #state: PastPerson
  /** Announces when it may become or stop being false; only where a `not` stands above. */
  readonly #opposite: Program | undefined
  #isAsked = false

  constructor(condition: Condition, state: PastPerson, numbering: Numbering, belowNot: boolean) {
    super(condition, [])
    this.#state = state
    this.program = compile({ root: condition }, numbering)
    this.#opposite = belowNot ? compile({ root: { kind: 'not', item: condition, span: condition.span } }, numbering) : undefined
  }

  setThresholds(thresholds: (rank: Rank) => number | undefined): void {
    const { condition } = this
    if (condition.kind !== 'rank') return
    for (const program of [this.program, this.#opposite]) {
      for (const rank of program?.ranks ?? []) {
        assert(rank.key === rankText(condition), 'a rank has one threshold')
        rank.setThreshold(thresholds(condition))
      }
    }
  }

  protected override valueAt(at: Millis): Truth {
    this.#isAsked = this.isStirred || this.due <= at
    return this.#isAsked ? this.program.evaluate(this.#state, at) : this.value
  }

  protected override dueAfter(at: Millis): void {
    if (!this.#isAsked) return
    this.isStirred = false
    this.due = Math.min(this.program.nextDue(this.#state, at), this.#opposite?.nextDue(this.#state, at) ?? Infinity)
    assert(this.due > at, 'time goes forward')
  }
}

/** `and`, `or` and `not`. */
class ToldJunction extends Told {
  protected override valueAt(): Truth {
    if (this.turnedAt > -Infinity && !this.items.some(({ hasChanged }) => hasChanged)) return this.value
    const values = this.items.map(({ value }) => value)
    if (this.condition.kind === 'not') return not(values[0]!)
    return this.condition.kind === 'all' ? values.reduce(and) : values.reduce(or)
  }

  protected override mayChange(): boolean {
    const { kind } = this.condition
    // A part that stays what it is may decide all.
    const decisive = kind === 'all' ? Truth.FALSE : Truth.TRUE
    return super.mayChange() && (kind === 'not' || !this.items.some(({ value, isOpen }) => value === decisive && !isOpen))
  }
}

class ToldHeld extends Told {
  protected override valueAt(at: Millis): Truth {
    const [item] = this.items
    return item!.isTrue && item!.turnedAt <= at - (this.condition as Held).duration ? Truth.TRUE : Truth.FALSE
  }

  protected override dueAfter(): void {
    const [item] = this.items
    this.due = item!.isTrue && !this.isTrue ? item!.turnedAt + (this.condition as Held).duration : Infinity
  }
}

class ToldMoved extends Told {
  /** When it last moved in the direction that is asked about. */
  #movedAt: Millis = -Infinity

  protected override valueAt(at: Millis): Truth {
    const [item] = this.items
    const { direction, duration } = this.condition as Moved
    const isFirst = this.turnedAt === -Infinity
    // Before the first fact nothing is true, so whatever is true then was entered then.
    if (item!.turnedAt === at && item!.isTrue === (direction === 'entered') && !(isFirst && direction === 'left')) this.#movedAt = at
    return this.#movedAt > at - duration ? Truth.TRUE : Truth.FALSE
  }

  protected override dueAfter(): void {
    this.due = this.isTrue ? this.#movedAt + (this.condition as Moved).duration : Infinity
  }
}

/** The part and all parts in it, each after those it is made of. The last one is the part itself. */
export function toldParts(condition: Condition, state: PastPerson, numbering: Numbering, belowNot = false): Told[] {
  const groups = partsOf(condition).map((item) => toldParts(item, state, numbering, belowNot || condition.kind === 'not'))
  const items = groups.map((group) => group.at(-1)!)
  return [...groups.flat(), made(condition, items, () => new ToldLeaf(condition, state, numbering, belowNot))]
}

function made(condition: Condition, items: readonly Told[], leaf: () => ToldLeaf): Told {
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'not':
      return new ToldJunction(condition, items)
    case 'held':
      return new ToldHeld(condition, items)
    case 'moved':
      return new ToldMoved(condition, items)
    default:
      return leaf()
  }
}
