// Tests, moments, zones and lengths of time as they could have been written.
import { assert, type Millis } from '@touchstone/base'
import type { Span } from '../failure.ts'
import type { DurationSyntax, Literal, MomentSyntax, Name, NumberLiteral, Operator, ScalarTestSyntax, TraitSyntax, Unit, ZoneSyntax } from '../syntax/tree.ts'
import { UNIT_LENGTH } from '../syntax/words.ts'
import { isoText } from './iso-text.ts'
import type { Clock, FilterClock, Scalar, Test, WhenTest, Zone } from './tree.ts'
import { DEFAULT_ZONE, WEEKDAYS } from './weekdays.ts'

export const NOWHERE: Span = { start: 0, end: 0 }

/** Whether `test` has a spelling for its own negation, as `in` has `not in`. */
export function negatable(test: Test): boolean {
  return test.kind !== 'compare' && (test.kind !== 'when' || nearOf(test) !== undefined)
}

/** `negated` only for what is `negatable`. */
export function syntaxOfTest(test: Test, negated: boolean): ScalarTestSyntax {
  assert(!negated || negatable(test), 'a comparison and a moment have no negated spelling')
  switch (test.kind) {
    case 'compare':
      return { kind: 'compare', operator: test.operator, value: literalOf(test.value), span: NOWHERE }
    case 'in':
      return { kind: 'in', negated, values: test.values.map(literalOf), span: NOWHERE }
    case 'exists':
      return { kind: 'exists', negated, span: NOWHERE }
    case 'text':
      return { kind: 'text', negated, match: test.match, value: literalOf(test.value), span: NOWHERE }
    case 'list':
      return { kind: 'list', negated, quantifier: test.quantifier, values: test.values.map(literalOf), span: NOWHERE }
    case 'when':
      return whenSyntax(test, negated)
  }
}

function whenSyntax(test: WhenTest, negated: boolean): ScalarTestSyntax {
  const near = nearOf(test)
  if (near !== undefined) return { kind: 'near', negated, side: near.side, duration: durationOf(near.length), span: NOWHERE }
  const { base, after, upTo } = test
  assert(after === -Infinity || upTo === Infinity, 'a moment is the border on one side only')
  const before = after === -Infinity
  const border = before ? upTo + 1 : after
  return { kind: 'moment', side: before ? 'before' : 'after', moment: base === 'now' ? relativeMoment(border) : { kind: 'date', text: isoText(border), span: NOWHERE }, span: NOWHERE }
}

/** `in last` and `in next`. */
function nearOf({ base, after, upTo }: WhenTest): { side: 'last' | 'next'; length: Millis } | undefined {
  if (base === 'epoch' || !Number.isFinite(after) || !Number.isFinite(upTo)) return undefined
  assert(after === 0 || upTo === 0, 'a stretch of time starts or ends now')
  return upTo === 0 ? { side: 'last', length: -after } : { side: 'next', length: upTo }
}

function relativeMoment(offset: Millis): MomentSyntax {
  if (offset === 0) return { kind: 'now', span: NOWHERE }
  return { kind: offset < 0 ? 'ago' : 'from-now', duration: durationOf(Math.abs(offset)), span: NOWHERE }
}

/** In the largest unit, from days down to seconds, of which it is a whole number. */
export function durationOf(length: Millis): DurationSyntax {
  const unit = (['day', 'hour', 'minute', 'second'] as Unit[]).find((candidate) => length % UNIT_LENGTH[candidate] === 0)
  assert(unit !== undefined && length > 0, 'a length of time is a whole number of seconds')
  return { amount: length / UNIT_LENGTH[unit], unit, span: NOWHERE }
}

/** UTC is what an absent zone means. */
export function zoneSyntax(zone: Zone): ZoneSyntax | undefined {
  if (zone.kind === 'person') return { kind: 'person', otherwise: zone.otherwise === undefined ? undefined : nameOf(zone.otherwise), span: NOWHERE }
  return zone.zone === DEFAULT_ZONE ? undefined : { kind: 'named', zone: nameOf(zone.zone), span: NOWHERE }
}

/** The shortest of: one value, all but one, the hours up to or from one, a list, all but a list. */
export function clockTest({ unit, values }: Clock | FilterClock): ScalarTestSyntax {
  const count = unit === 'hour' ? 24 : 7
  const all = Array.from({ length: count }, (_, index) => (unit === 'hour' ? index : index + 1))
  const literal = (value: number): Literal => literalOf(unit === 'hour' ? value : WEEKDAYS[value - 1])
  const compare = (operator: Operator, value: number): ScalarTestSyntax => ({ kind: 'compare', operator, value: literal(value), span: NOWHERE })
  assert(values.length > 0 && values.length < count, 'a clock is not true always or never')
  const last = values.length - 1
  const others = all.filter((value) => !values.includes(value))
  if (values.length === 1) return compare('=', values[0])
  if (unit === 'hour' && values[last] - values[0] === last) {
    if (values[0] === 0) return compare('<=', values[last])
    if (values[last] === 23) return compare('>=', values[0])
  }
  if (others.length === 1) return compare('!=', others[0])
  const negated = others.length < values.length
  return { kind: 'in', negated, values: (negated ? others : values).map(literal), span: NOWHERE }
}

export function literalOf(value: Scalar): Literal {
  if (typeof value === 'number') return numberOf(value)
  return typeof value === 'string' ? { type: 'string', value, span: NOWHERE } : { type: 'boolean', value, span: NOWHERE }
}

export function numberOf(value: number): NumberLiteral {
  return { type: 'number', value, span: NOWHERE }
}

export function nameOf(name: string): Name {
  return { name, span: NOWHERE }
}

export function traitOf(name: string): TraitSyntax {
  return { kind: 'trait', name, span: NOWHERE }
}
