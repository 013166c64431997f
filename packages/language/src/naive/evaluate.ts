// The oracle: what a condition means, by the definition and nothing else. It reads one person's whole history each
// time, counts with plain loops and sums with BigInt. The other two ways to an answer are tested against this one, so
// it shares nothing with them but the checked tree; where it could be quicker, it is not.
import type { Millis } from '@touchstone/base'
import type { Aggregate, Comparison, Condition, Events, Scalar } from '../check/tree.ts'
import { Truth } from '../truth.ts'

/** One fact of the person, as the warehouse keeps it. */
export interface NaiveFact {
  readonly event: string
  /** When it happened. */
  readonly timestamp: Millis
  /** When it was appended to the log, and where. */
  readonly appended: Millis
  readonly position: number
  /** Breaks ties between facts of the same timestamp. */
  readonly hash: bigint
  readonly traits: Readonly<Record<string, unknown>>
  readonly properties: Readonly<Record<string, unknown>>
}

/**
 * The condition's value for the person with these facts (of every person merged into them), as of the instant `asOf`,
 * with the facts known at `knownAt`.
 */
export function evaluateNaively(checked: { readonly root: Condition }, facts: readonly NaiveFact[], asOf: Millis, knownAt: Millis = Infinity): Truth {
  const known = facts.filter((fact) => fact.timestamp <= asOf && fact.appended <= knownAt)
  return valueOf(checked.root, known, asOf)
}

function valueOf(condition: Condition, facts: readonly NaiveFact[], asOf: Millis): Truth {
  switch (condition.kind) {
    case 'all':
      return condition.items.map((item) => valueOf(item, facts, asOf)).reduce(and)
    case 'any':
      return not(condition.items.map((item) => not(valueOf(item, facts, asOf))).reduce(and))
    case 'not':
      return not(valueOf(condition.item, facts, asOf))
    case 'trait-exists':
      return known(traitOf(condition.trait, facts) !== undefined)
    case 'trait-compare': {
      const trait = traitOf(condition.trait, facts)
      if (typeof trait !== typeof condition.value) return Truth.UNKNOWN
      return known(holds(condition.operator, compareScalars(trait as Scalar, condition.value)))
    }
    case 'trait-in': {
      const trait = traitOf(condition.trait, facts)
      const comparable = condition.values.filter((value) => typeof value === typeof trait)
      if (comparable.length === 0) return Truth.UNKNOWN
      return known(comparable.some((value) => compareScalars(trait as Scalar, value) === 0))
    }
    case 'aggregate-compare': {
      const { aggregate, operator, value } = condition
      const total = aggregateOf(aggregate, facts, asOf)
      const right = aggregate.kind === 'sum' ? millionths(value) : BigInt(value)
      return known(holds(operator, total < right ? -1 : total > right ? 1 : 0))
    }
  }
}

const KLEENE_AND: Readonly<Record<Truth, Readonly<Record<Truth, Truth>>>> = {
  [Truth.FALSE]: { [Truth.FALSE]: Truth.FALSE, [Truth.TRUE]: Truth.FALSE, [Truth.UNKNOWN]: Truth.FALSE },
  [Truth.TRUE]: { [Truth.FALSE]: Truth.FALSE, [Truth.TRUE]: Truth.TRUE, [Truth.UNKNOWN]: Truth.UNKNOWN },
  [Truth.UNKNOWN]: { [Truth.FALSE]: Truth.FALSE, [Truth.TRUE]: Truth.UNKNOWN, [Truth.UNKNOWN]: Truth.UNKNOWN },
}

function and(a: Truth, b: Truth): Truth {
  return KLEENE_AND[a][b]
}

function not(a: Truth): Truth {
  return { [Truth.FALSE]: Truth.TRUE, [Truth.TRUE]: Truth.FALSE, [Truth.UNKNOWN]: Truth.UNKNOWN }[a]
}

function known(value: boolean): Truth {
  return value ? Truth.TRUE : Truth.FALSE
}

/** The value in the latest fact that has the trait; undefined where there is none or where it was removed by null. */
function traitOf(name: string, facts: readonly NaiveFact[]): unknown {
  const having = facts.filter((fact) => Object.hasOwn(fact.traits, name))
  having.sort((a, b) => a.timestamp - b.timestamp || (a.hash < b.hash ? -1 : 1))
  return having.at(-1)?.traits[name] ?? undefined
}

function aggregateOf(aggregate: Aggregate, facts: readonly NaiveFact[], asOf: Millis): bigint {
  const chosen = facts.filter((fact) => isChosen(aggregate.events, fact, asOf))
  if (aggregate.kind === 'count') return BigInt(chosen.length)
  let sum = 0n
  for (const fact of chosen) {
    const value = propertyOf(aggregate.path, fact.properties)
    if (typeof value === 'number' && value >= -1e12 && value <= 1e12) sum += millionths(value)
  }
  return sum
}

function isChosen({ event, window }: Events, fact: NaiveFact, asOf: Millis): boolean {
  return fact.event === event && (window.kind === 'all-time' || (fact.timestamp > asOf - window.length && fact.timestamp <= asOf))
}

function propertyOf(path: readonly string[], value: unknown): unknown {
  if (path.length === 0) return value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const found = Object.getOwnPropertyDescriptor(value, path[0])
  return found && propertyOf(path.slice(1), found.value)
}

function millionths(value: number): bigint {
  return BigInt(Math.floor(value * 1e6 + 0.5))
}

function holds(operator: Comparison, sign: number): boolean {
  switch (operator) {
    case '=':
      return sign === 0
    case '!=':
      return sign !== 0
    case '<':
      return sign < 0
    case '<=':
      return sign <= 0
    case '>':
      return sign > 0
    case '>=':
      return sign >= 0
  }
}

/** -1, 0 or 1; both have the same type. Texts by code point, false before true. */
function compareScalars(a: Scalar, b: Scalar): number {
  if (typeof a !== 'string' || typeof b !== 'string') return a < b ? -1 : a > b ? 1 : 0
  const left = Array.from(a, (character) => character.codePointAt(0) as number)
  const right = Array.from(b, (character) => character.codePointAt(0) as number)
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    if (left[index] !== right[index]) return left[index] < right[index] ? -1 : 1
  }
  return Math.sign(left.length - right.length)
}
