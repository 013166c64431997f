// What a trait, a property or an instant is put to.
import { type Span, quote } from '../failure.ts'
import { Limit } from '../limits.ts'
import type { Literal, Operator, ScalarTestSyntax } from '../syntax/tree.ts'
import { checkWhen } from './check-time.ts'
import type { CheckContext } from './context.ts'
import type { Scalar, Test } from './tree.ts'

/** A test; `negated` is a `not` around whatever it is a test of. */
export interface CheckedTest {
  readonly test: Test
  readonly negated: boolean
}

/** Of every test but the comparison with a trait, which each place answers in its own way. */
export function checkTest(context: CheckContext, test: ScalarTestSyntax): CheckedTest | undefined {
  switch (test.kind) {
    case 'compare':
      return 'kind' in test.value ? undefined : checkCompare(context, test.operator, test.value)
    case 'exists':
      return { test: { kind: 'exists' }, negated: test.negated }
    case 'in': {
      const values = checkValues(context, test.values, test.span)
      return values && { test: { kind: 'in', values }, negated: test.negated }
    }
    case 'list': {
      const values = checkValues(context, test.values, test.span)
      return values && { test: { kind: 'list', quantifier: test.quantifier, values }, negated: test.negated }
    }
    case 'text':
      return checkText(context, test)
    case 'moment':
    case 'near': {
      const when = checkWhen(context, test)
      return when && { test: when, negated: test.kind === 'near' && test.negated }
    }
  }
}

function checkCompare(context: CheckContext, operator: Operator, value: Literal): CheckedTest | undefined {
  if (value.type === 'boolean' && operator !== '=' && operator !== '!=') {
    const message = `true and false have no order: expected = or !=, found ${operator}`
    return context.refuse('language.boolean_order', message, value.span, { expected: ['=', '!='], found: operator, suggestion: '=' })
  }
  return { test: { kind: 'compare', operator, value: scalarOf(value) }, negated: false }
}

function checkValues(context: CheckContext, values: readonly Literal[], span: Span): Scalar[] | undefined {
  context.listed += values.length
  if (values.length <= Limit.LIST && values.length > 0) return [...new Set(values.map(scalarOf))]
  return context.refuse('language.long_list', `a list has 1 to ${Limit.LIST} values, found ${values.length}`, span)
}

function checkText(context: CheckContext, test: Extract<ScalarTestSyntax, { kind: 'text' }>): CheckedTest | undefined {
  const { match, negated, value } = test
  if (value.type !== 'string') {
    // Only a list can contain a number.
    if (match === 'contains') return { test: { kind: 'list', quantifier: 'any', values: [scalarOf(value)] }, negated }
    const message = `expected a text after "${match} with", found ${value.value}`
    return context.refuse('language.not_a_text', message, value.span, { expected: ['a text'], found: String(value.value), suggestion: quote(String(value.value)) })
  }
  if (value.value === '') return context.refuse('language.empty_text', 'every text contains, starts and ends with the empty text', value.span, { expected: ['a text of one character or more'] })
  return { test: { kind: 'text', match, value: value.value }, negated }
}

/** One zero: -0 is no other value. */
function scalarOf({ value }: Literal): Scalar {
  return value === 0 ? 0 : value
}
