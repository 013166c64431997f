// Expressions as text, and what definitions in the log keep of people: conditions and expressions alike.
import { type CheckedExpression, checkExpression } from './check/expression.ts'
import type { CheckOptions } from './check/check.ts'
import type { ConditionResult } from './failure.ts'
import { type Numbering, type Program, compile } from './incremental/compile.ts'
import { keepNodes } from './incremental/expression.ts'
import { parseStoredCondition } from './parse-condition.ts'
import { parseExpression } from './syntax/parse-expression.ts'

/** Reads and checks an expression, as `parseCondition` does a condition. */
export function parseCheckedExpression(text: string, options: CheckOptions = {}): ConditionResult<CheckedExpression> {
  const syntax = parseExpression(text)
  return syntax.ok ? checkExpression(syntax.value, options) : syntax
}

/** For an expression that was accepted when it was defined; see `parseStoredCondition`. */
export function parseStoredExpression(text: string): ConditionResult<CheckedExpression> {
  return parseCheckedExpression(text, { personalTraits: () => undefined })
}

/** What a definition in the log keeps: its condition, or (`isTrait`) the expression of a computed trait, of which nobody is a member. */
export function storedProgram(text: string, isTrait: boolean, numbering: Numbering): ConditionResult<Program> {
  if (isTrait) {
    const expression = parseStoredExpression(text)
    return expression.ok ? { ok: true, value: keepNodes(expression.value, numbering) } : expression
  }
  const condition = parseStoredCondition(text)
  return condition.ok ? { ok: true, value: compile(condition.value, numbering) } : condition
}
