import { type CheckOptions, check } from './check/check.ts'
import type { Checked } from './check/tree.ts'
import type { ConditionResult } from './failure.ts'
import { parse } from './syntax/parse.ts'

/** Reads and checks a condition: `parse`, then `check`. Never throws for bad input. */
export function parseCondition(text: string, options: CheckOptions = {}): ConditionResult<Checked> {
  const syntax = parse(text)
  return syntax.ok ? check(syntax.value, options) : syntax
}

/**
 * For a condition that was accepted when it was defined: what people may ask can change later, and a definition in the
 * log must keep its meaning. Everything but the rules on personal traits is checked as always; segments are written out
 * in what is stored, so none can be named.
 */
export function parseStoredCondition(text: string): ConditionResult<Checked> {
  return parseCondition(text, { personalTraits: () => undefined })
}
