// Checked expression → one SELECT of the values that people have, for any past.
import { assert } from '@touchstone/base'
import { type CheckedExpression, LONGEST_KEPT, standIn } from '../check/expression.ts'
import { ZONES } from '../calendar/zones.ts'
import { CANONICAL_ID } from './columns.ts'
import { every, some, YES } from './logic.ts'
import { quantityNow, valueColumn } from './now.ts'
import { windowKnown } from './chosen-events.ts'
import { favouriteColumn } from './favourite.ts'
import { isBoolean, isNumber, isText, isThere, textOf } from './json.ts'
import { Parameters, type Query } from './parameters.ts'
import type { Question } from './question.ts'
import { ask, select, type Past } from './to-clickhouse.ts'

export interface ValuesOptions {
  /** As of `SqlOptions`. */
  readonly prefix?: string
  readonly zones?: readonly string[]
  /** Only facts stored under these ids: all those of one person. */
  readonly people?: readonly number[]
}

/**
 * A SELECT of two columns, for everyone who has a value: `person` (UInt64, the canonical id) and `value`: Float64 where the
 * expression is a number, else the raw JSON text (String). People without any fact that matters are not among them, even
 * where the number of nothing is 0.
 */
export function valuesQuery(checked: Pick<CheckedExpression, 'root'>, past: Past, { prefix = 'v', zones = ZONES, people }: ValuesOptions = {}): Query {
  assert(people === undefined || people.length > 0, 'a person has an id')
  const root = standIn(checked.root)
  const parameters = new Parameters(prefix)
  const question = ask(root, past, parameters, { zones })
  const { known, value } = valueOf(checked, question)
  const only = people === undefined ? YES : `f.person IN ${parameters.integers(people)}`
  return parameters.query(`SELECT ${CANONICAL_ID} AS person, ${value} AS value FROM (\n${select(question, past, only)}\n) WHERE ${known}`)
}

function valueOf({ root }: Pick<CheckedExpression, 'root'>, question: Question): { readonly known: string; readonly value: string } {
  switch (root.kind) {
    case 'number': {
      const { known, double } = quantityNow(root.aggregate, question)
      return { known, value: double }
    }
    case 'quotient': {
      const [numerator, denominator] = [quantityNow(root.numerator, question), quantityNow(root.denominator, question)]
      return { known: every([numerator.known, denominator.known, `${denominator.double} != 0`]), value: `(${numerator.double} / ${denominator.double})` }
    }
    case 'value': {
      const { subject } = root
      const raw = subject.kind === 'favourite' ? favouriteColumn(subject, question) : valueColumn(subject, question)
      if (subject.kind === 'favourite') return { known: isThere(raw), value: raw }
      return { known: every([isKept(raw), windowKnown(subject.events, question)]), value: raw }
    }
  }
}

/** Whether it is what a computed trait can be. */
function isKept(raw: string): string {
  return some([every([isText(raw), `length(${textOf(raw)}) <= ${LONGEST_KEPT}`]), isBoolean(raw), isNumber(raw)])
}
