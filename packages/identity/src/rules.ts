// A set of guard rules made ready to be asked.
import { DAY, assert, ok, type Millis, type Result } from '@touchstone/base'
import type { Identifier, IdentifierLimit, IdentityRules, LimitPeriod } from '@touchstone/vocabulary'
import { parsePattern, type Pattern } from './pattern.ts'
import { compilePatterns, type PatternMatcher } from './pattern-matcher.ts'
import { FIRST_RULES } from './default-rules.ts'

/** The version that holds before any was defined. */
export const FIRST_VERSION = 0

const PERIODS: Readonly<Record<LimitPeriod, Millis>> = { ever: Infinity, day: DAY, week: 7 * DAY, month: 30 * DAY, year: 365 * DAY }

export function periodLength(period: LimitPeriod): Millis {
  return PERIODS[period]
}

/** Blocked values and patterns of one type of identifier. */
interface Blocked {
  readonly values: ReadonlySet<string>
  readonly patterns: PatternMatcher
}

export class Rules {
  readonly version: number
  readonly set: IdentityRules
  /** By type; '*' for types that no rule names. */
  readonly #blocked: ReadonlyMap<string, Blocked>
  readonly #ranks: ReadonlyMap<string, number>
  readonly #otherRank: number
  readonly #devices: ReadonlySet<string>
  readonly #shared: ReadonlySet<string>
  readonly #limits: ReadonlyMap<string, IdentifierLimit>

  private constructor(version: number, set: IdentityRules, blocked: ReadonlyMap<string, Blocked>) {
    this.version = version
    this.set = set
    this.#blocked = blocked
    this.#ranks = new Map(set.priority.map((type, rank) => [type, rank]))
    this.#otherRank = this.#ranks.get('*') ?? set.priority.length
    this.#devices = new Set(set.devices)
    this.#shared = new Set([...set.devices, ...set.shared])
    this.#limits = new Map(Object.entries(set.limits))
  }

  /** Fails with `identity.invalid-pattern` and `identity.patterns-too-large`; everything else is as the shape says. */
  static compile(version: number, set: IdentityRules): Result<Rules> {
    const types = new Set(['*', ...set.blocked.flatMap(({ type }) => type ?? [])])
    const blocked = new Map<string, Blocked>()
    for (const type of types) {
      const rules = set.blocked.filter((one) => one.type === undefined || one.type === type)
      const patterns: Pattern[] = []
      for (const text of rules.flatMap((one) => one.patterns)) {
        const parsed = parsePattern(text)
        if (!parsed.ok) return parsed
        patterns.push(parsed.value)
      }
      const matcher = compilePatterns(patterns)
      if (!matcher.ok) return matcher
      blocked.set(type, { values: new Set(rules.flatMap((one) => one.values.map(comparable))), patterns: matcher.value })
    }
    return ok(new Rules(version, set, blocked))
  }

  /** Of rules that were checked before they were kept. */
  static of(version: number, set: IdentityRules): Rules {
    const compiled = Rules.compile(version, set)
    assert(compiled.ok, `the rules of version ${version} were checked before they were appended`)
    return compiled.value
  }

  /** Whether a value identifies nobody. Of a personal one give the plain value where there is one, at the edge, and its hash. */
  isBlocked(type: string, value: string): boolean {
    const { values, patterns } = this.#blocked.get(type) ?? this.#blocked.get('*')!
    const plain = comparable(value)
    if (isHash(plain)) return values.has(plain)
    return plain === '' || values.has(plain) || patterns.match(plain) >= 0
  }

  /** 0 is the strongest type; types that the rules do not name share a rank. */
  rank(type: string): number {
    return this.#ranks.get(type) ?? this.#otherRank
  }

  /** Strongest first: by the rules' order of types, then by name, then by value. */
  readonly byPriority = (a: Identifier, b: Identifier): number => this.compareTypes(a.type, b.type) || compare(a.value, b.value)

  /** Below 0 where the first is the stronger type. */
  compareTypes(a: string, b: string): number {
    return a === b ? 0 : this.rank(a) - this.rank(b) || compare(a, b)
  }

  isDevice(type: string): boolean {
    return this.#devices.has(type)
  }

  /** Whether several people may use one of this type, devices among them. Every other type is a name. */
  isShared(type: string): boolean {
    return this.#shared.has(type)
  }

  limitOf(type: string): IdentifierLimit | undefined {
    return this.#limits.get(type) ?? this.#limits.get('*')
  }
}

/** The rules that hold where none was defined. */
export const NO_RULES_YET = Rules.of(FIRST_VERSION, FIRST_RULES)

/** Hashes are compared as they are: they know upper case. */
function comparable(value: string): string {
  return isHash(value) ? value : value.trim().toLowerCase()
}

/** Nobody's plain value starts like this: the edge hashes one that does. */
function isHash(value: string): boolean {
  return value.startsWith('h:')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
