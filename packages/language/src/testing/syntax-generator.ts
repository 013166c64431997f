// Random syntax trees: everything that can be written, whether or not it makes sense. For the parser, the printer and
// what else reads syntax trees; conditions that make sense are made in generators.ts. fast-check is handed in.
import type fastCheck from 'fast-check'
import type {
  AggregateSyntax, ClockSyntax, DurationSyntax, EventSubjectSyntax, FilterSyntax, Literal, MomentSyntax, Name, NumberLiteral, PatternSyntax, ScalarTestSyntax,
  SequenceSyntax, StepSyntax, SyntaxNode, TraitSyntax, WindowSyntax, ZoneSyntax,
} from '../syntax/tree.ts'

type Fc = typeof fastCheck
type Arbitrary<T> = fastCheck.Arbitrary<T>

const span = { start: 0, end: 0 }
/** Words of the language that may be names. */
export const CONTEXTUAL = [
  'count', 'sum', 'avg', 'first', 'last', 'nth', 'hour', 'weekday', 'segment', 'trait', 'entered', 'left', 'top', 'bottom', 'random', 'share', 'any', 'all', 'for', 'then', 'where',
  'within', 'without', 'today', 'this', 'between', 'since', 'contains', 'starts', 'before', 'after', 'anniversary', 'times', 'now', 'their', 'zone', 'by', 'of', 'days', 'exist',
]
export const NAMES = ['plan', 'A', 'Order Completed', 'in', 'Not', 'exists', 'true', 'a.b', '__proto__', 'we"ird\\ näme 🛒', '# x', '\u0000\n\u2028', '7', ' ']
const TEXTS = ['', '2026-01-31', '3', 'DE', '"', '\\n', '🛒', ...NAMES]
const NUMBERS = [0, 1, -1, 2, 3, 0.29, -2.675, 1e-300, 5e-324, 1e21, 1.7976931348623157e308, 2 ** 53]
const OPERATORS = ['=', '!=', '<', '<=', '>', '>='] as const
const UNITS = ['second', 'minute', 'hour', 'day', 'week', 'year'] as const

/** Parts that hold no other conditions. */
class Parts {
  readonly #fc: Fc
  readonly #name: Arbitrary<string>
  readonly flag: Arbitrary<boolean>

  constructor(fc: Fc) {
    this.#fc = fc
    this.#name = fc.oneof(fc.constantFrom(...NAMES), fc.constantFrom(...CONTEXTUAL))
    this.flag = fc.boolean()
  }

  maybe<T>(arbitrary: Arbitrary<T>): Arbitrary<T | undefined> {
    return this.#fc.option(arbitrary, { nil: undefined })
  }

  name(): Arbitrary<Name> {
    return this.#name.map((name) => ({ name, span }))
  }

  trait(): Arbitrary<TraitSyntax> {
    return this.#name.map((name) => ({ kind: 'trait', name, span }))
  }

  number(): Arbitrary<NumberLiteral> {
    const fc = this.#fc
    const value = fc.oneof(fc.constantFrom(...NUMBERS), fc.double({ noNaN: true, noDefaultInfinity: true }))
    return value.map((one) => ({ type: 'number', value: one + 0, span }))
  }

  literal(): Arbitrary<Literal> {
    const fc = this.#fc
    const texts = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'grapheme', maxLength: 8 }))
    return fc.oneof(
      texts.map((value): Literal => ({ type: 'string', value, span })),
      this.number(),
      this.flag.map((value): Literal => ({ type: 'boolean', value, span })),
    )
  }

  duration(): Arbitrary<DurationSyntax> {
    const fc = this.#fc
    return fc.record({ amount: fc.constantFrom(1, 2, 7, 90, 0, 1.5, -1), unit: fc.constantFrom(...UNITS), span: fc.constant(span) })
  }

  zone(): Arbitrary<ZoneSyntax> {
    return this.#fc.oneof(
      this.name().map((zone): ZoneSyntax => ({ kind: 'named', zone, span })),
      this.maybe(this.name()).map((otherwise): ZoneSyntax => ({ kind: 'person', otherwise, span })),
    )
  }

  window(): Arbitrary<WindowSyntax> {
    const fc = this.#fc
    return fc.oneof(
      this.lastWindow(),
      fc.tuple(this.duration(), this.duration()).map(([from, to]): WindowSyntax => ({ kind: 'ago', from, to, span })),
      fc
        .record({ which: fc.constantFrom('this' as const, 'last' as const), period: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'quarter' as const, 'year' as const), zone: this.maybe(this.zone()) })
        .map((calendar): WindowSyntax => ({ kind: 'calendar', ...calendar, span })),
      fc.tuple(this.name(), this.maybe(this.name()), this.flag).map(([one, other, swap]): WindowSyntax => ({ kind: 'dates', from: swap ? other : one, to: swap ? one : other, span })),
    )
  }

  lastWindow(): Arbitrary<WindowSyntax> {
    return this.duration().map((duration) => ({ kind: 'last', duration, span }))
  }

  test(): Arbitrary<ScalarTestSyntax> {
    const fc = this.#fc
    const negated = this.flag
    const values = fc.array(this.literal(), { minLength: 1, maxLength: 3 })
    return fc.oneof(
      this.compare(fc.oneof(this.literal(), this.trait())),
      this.inList(),
      negated.map((flag): ScalarTestSyntax => ({ kind: 'exists', negated: flag, span })),
      fc.record({ negated, match: fc.constantFrom('contains' as const, 'starts' as const, 'ends' as const), value: this.literal() }).map((test): ScalarTestSyntax => ({ kind: 'text', ...test, span })),
      fc.record({ negated, quantifier: fc.constantFrom('any' as const, 'all' as const), values }).map((test): ScalarTestSyntax => ({ kind: 'list', ...test, span })),
      fc.record({ side: fc.constantFrom('before' as const, 'after' as const), moment: this.#moment() }).map((test): ScalarTestSyntax => ({ kind: 'moment', ...test, span })),
      fc.record({ negated, side: fc.constantFrom('last' as const, 'next' as const), duration: this.duration() }).map((test): ScalarTestSyntax => ({ kind: 'near', ...test, span })),
    )
  }

  compare(value: Arbitrary<Literal | TraitSyntax>): Arbitrary<ScalarTestSyntax> {
    return this.#fc.tuple(this.#fc.constantFrom(...OPERATORS), value).map(([operator, one]) => ({ kind: 'compare', operator, value: one, span }))
  }

  inList(): Arbitrary<ScalarTestSyntax> {
    const values = this.#fc.array(this.literal(), { minLength: 1, maxLength: 3 })
    return this.#fc.record({ negated: this.flag, values }).map((test) => ({ kind: 'in', ...test, span }))
  }

  #moment(): Arbitrary<MomentSyntax> {
    const fc = this.#fc
    return fc.oneof(
      fc.constantFrom(...TEXTS).map((text): MomentSyntax => ({ kind: 'date', text, span })),
      fc.tuple(fc.constantFrom('ago' as const, 'from-now' as const), this.duration()).map(([kind, duration]): MomentSyntax => ({ kind, duration, span })),
      fc.constant<MomentSyntax>({ kind: 'now', span }),
    )
  }

  steps(minLength: number): Arbitrary<StepSyntax[]> {
    return this.#fc.array(this.maybe(this.#name).map((name) => ({ name, span })), { minLength, maxLength: 3 })
  }

  /** A path of a filter starts with a property. */
  path(): Arbitrary<StepSyntax[]> {
    return this.#fc.tuple(this.name(), this.steps(0)).map(([first, rest]) => [first, ...rest])
  }

  clock(): Arbitrary<ClockSyntax> {
    const fc = this.#fc
    return fc
      .record({ unit: fc.constantFrom('hour' as const, 'weekday' as const), zone: this.maybe(this.zone()), test: fc.oneof(this.compare(this.literal()), this.inList()) })
      .map((clock) => ({ kind: 'clock', ...clock, span }))
  }

  filter(): Arbitrary<FilterSyntax> {
    const fc = this.#fc
    return fc.letrec<{ filter: FilterSyntax }>((tie) => ({
      filter: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        { weight: 3, arbitrary: fc.record({ path: this.path(), test: this.test() }).map((test): FilterSyntax => ({ kind: 'property', ...test, span })) },
        { weight: 1, arbitrary: this.clock() },
        { weight: 2, arbitrary: chain(fc, tie('filter')) },
        { weight: 1, arbitrary: tie('filter').map((item): FilterSyntax => ({ kind: 'not', item, span })) },
        { weight: 1, arbitrary: fc.record({ quantifier: fc.constantFrom('any' as const, 'all' as const), path: this.path(), filter: tie('filter') }).map((element): FilterSyntax => ({ kind: 'element', ...element, span })) },
      ),
    })).filter
  }

  pattern(): Arbitrary<PatternSyntax> {
    return this.#fc.record({ event: this.name(), filter: this.maybe(this.filter()), span: this.#fc.constant(span) })
  }

  aggregate(): Arbitrary<AggregateSyntax> {
    const fc = this.#fc
    const count = fc.record({ function: fc.constantFrom('count' as const, 'gap' as const), path: fc.constant([]), pattern: this.pattern(), window: this.maybe(this.window()) })
    const called = fc.constantFrom('sum' as const, 'average' as const, 'minimum' as const, 'maximum' as const, 'distinct' as const)
    const other = fc.record({ function: called, path: this.steps(1), pattern: this.pattern(), window: this.maybe(this.window()) })
    return fc.oneof(count.map((one): AggregateSyntax => ({ kind: 'aggregate', ...one, span })), other.map((one): AggregateSyntax => ({ kind: 'aggregate', ...one, span })))
  }

  sequence(): Arbitrary<SequenceSyntax> {
    const fc = this.#fc
    const step = fc.record({ pattern: this.pattern(), within: this.maybe(this.duration()), without: this.maybe(this.pattern()) })
    const absence = fc.record({ pattern: this.pattern(), within: this.duration(), span: fc.constant(span) })
    return fc
      .record({ first: this.pattern(), then: fc.array(step, { maxLength: 2 }), absences: fc.array(absence, { maxLength: 2 }), window: this.maybe(this.lastWindow()) })
      .filter(({ then, absences }) => then.length + absences.length > 0)
      .map(({ first, then, absences, window }) => ({ kind: 'sequence', steps: [{ pattern: first, within: undefined, without: undefined }, ...then], absences, window, span }))
  }

  eventSubject(): Arbitrary<EventSubjectSyntax> {
    const fc = this.#fc
    const edge = fc.constantFrom('first' as const, 'last' as const)
    return fc.oneof(
      fc.record({ which: edge, pattern: this.pattern() }).map((one): EventSubjectSyntax => ({ kind: 'event-subject', ...one, rank: undefined, path: [], window: undefined, halfLife: undefined, span })),
      fc.record({ pattern: this.pattern(), rank: this.number() }).map((one): EventSubjectSyntax => ({ kind: 'event-subject', which: 'nth', ...one, path: [], window: undefined, halfLife: undefined, span })),
      fc.record({ which: edge, pattern: this.pattern(), path: this.steps(1), window: this.maybe(this.window()) }).map((one): EventSubjectSyntax => ({ kind: 'event-subject', ...one, rank: undefined, halfLife: undefined, span })),
      fc.record({ pattern: this.pattern(), path: this.steps(1), halfLife: this.maybe(this.duration()) }).map((one): EventSubjectSyntax => ({ kind: 'event-subject', which: 'favourite', ...one, rank: undefined, window: undefined, span })),
    )
  }
}

function chain<Node>(fc: Fc, item: Arbitrary<Node>) {
  return fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), items: fc.array(item, { minLength: 2, maxLength: 3 }), span: fc.constant(span) })
}

/** Any tree whose text the parser accepts; most mean nothing to the check. */
export function anySyntax(fc: Fc): Arbitrary<SyntaxNode> {
  const parts = new Parts(fc)
  return fc.letrec<{ node: SyntaxNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      { weight: 3, arbitrary: leaf(fc, parts) },
      { weight: 2, arbitrary: chain(fc, tie('node')) },
      { weight: 1, arbitrary: tie('node').map((item): SyntaxNode => ({ kind: 'not', item, span })) },
      { weight: 1, arbitrary: fc.record({ item: tie('node'), duration: parts.duration() }).map((held): SyntaxNode => ({ kind: 'held', ...held, span })) },
      { weight: 1, arbitrary: fc.record({ direction: fc.constantFrom('entered' as const, 'left' as const), item: tie('node'), duration: parts.duration() }).map((moved): SyntaxNode => ({ kind: 'moved', ...moved, span })) },
    ),
  })).node
}

function leaf(fc: Fc, parts: Parts): Arbitrary<SyntaxNode> {
  const measure = fc.record({ left: parts.aggregate(), operator: fc.constantFrom(...OPERATORS) })
  const day = parts.duration().map((duration) => ({ ...duration, unit: 'day' as const }))
  const scaled = fc.record({ factor: parts.maybe(parts.number()), aggregate: parts.aggregate() }).map((one) => ({ kind: 'scaled' as const, ...one, span }))
  return fc.oneof(
    fc.record({ subject: fc.oneof(parts.trait(), parts.eventSubject()), test: parts.test() }).map((test): SyntaxNode => ({ kind: 'test', ...test, span })),
    fc.tuple(measure, fc.oneof(parts.number(), scaled)).map(([one, right]): SyntaxNode => ({ kind: 'measure', ...one, divisor: undefined, right, span })),
    fc.tuple(measure, parts.aggregate(), parts.number()).map(([one, divisor, right]): SyntaxNode => ({ kind: 'measure', ...one, divisor, right, span })),
    fc.record({ negated: parts.flag, pattern: parts.pattern(), times: parts.maybe(parts.number()), window: parts.maybe(parts.window()) }).map((did): SyntaxNode => ({ kind: 'did', ...did, span })),
    parts.clock(),
    fc.record({ trait: parts.trait(), duration: parts.maybe(day), zone: parts.maybe(parts.zone()) }).map((one): SyntaxNode => ({ kind: 'anniversary', ...one, span })),
    parts.sequence(),
    parts.name().map((name): SyntaxNode => ({ kind: 'segment', name, span })),
    fc.record({ from: parts.maybe(parts.number()), to: parts.number(), salt: parts.name() }).map((share): SyntaxNode => ({ kind: 'share', ...share, span })),
    fc.record({ end: fc.constantFrom('top' as const, 'bottom' as const), percent: parts.number(), aggregate: parts.aggregate() }).map((rank): SyntaxNode => ({ kind: 'rank', ...rank, span })),
  )
}
