// The shape of a set of guard rules: what keeps people apart who only look alike. The log carries it whole, so that a
// replay decides as the engine did; what the rules mean is the matter of room identity.

/** N days are N × 24 h: a month is 30 of them, a year 365. */
export const LIMIT_PERIODS = ['ever', 'day', 'week', 'month', 'year'] as const
export type LimitPeriod = (typeof LIMIT_PERIODS)[number]

/** Values that identify nobody. */
export interface BlockedValues {
  /** Only of this type of identifier; of every type where it is not given. */
  readonly type?: string
  /** Compared after trimming and in lower case. Personal ones are keyed hashes, `h:…`, as in facts. */
  readonly values: readonly string[]
  /** Patterns of the whole value, in lower case: see identity/src/pattern.ts. Of personal values only the edge can ask them. */
  readonly patterns: readonly string[]
}

export interface IdentifierLimit {
  /** Identifiers of the type that one person gets within the period, counted by when they were linked. */
  readonly most: number
  readonly per: LimitPeriod
}

/** What waits for somebody to look at it, instead of making two people one. A null is not asked for. */
export interface HoldRules {
  /**
   * A device by itself brings along what is known of it to somebody with a name, and what several give as theirs to anything, only
   * while nobody gets more names of one type than this. 0: they bring nothing along.
   */
  readonly shared: number | null
  /** The same of a name that is weaker than those it would bring together: a loyalty card between two email addresses. */
  readonly weaker: number | null
  /** Identifiers of the person whom a merge would make. */
  readonly identifiers: number | null
  /** Of one type. */
  readonly types: Readonly<Record<string, number>>
  /** Identifiers that the person whom a merge would make got within a period. */
  readonly growth: IdentifierLimit | null
}

export interface IdentityRules {
  readonly blocked: readonly BlockedValues[]
  /** By type of identifier; `*` is every type that is not named. */
  readonly limits: Readonly<Record<string, IdentifierLimit>>
  /** Types of identifiers, strongest first; `*` is where all the others stand, by name. */
  readonly priority: readonly string[]
  /** Types that name a device or a browser: people share, lend and sell these. */
  readonly devices: readonly string[]
  /** Types that several people give as theirs, such as the number of a household's phone. Every type in neither list is a name. */
  readonly shared: readonly string[]
  readonly caps: {
    /** People merged into one. */
    readonly merges: number
    /** Identifiers of one person. */
    readonly identifiers: number
  }
  readonly hold: HoldRules
}
