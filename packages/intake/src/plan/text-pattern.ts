// The one file that knows our regular expressions for patterns in plans. RE2 reads a text once, whatever the pattern is: a
// pattern that somebody wrote carelessly must not be able to hold up the edge.
import { fail, ok, type Result } from '@touchstone/base'
import { RE2JS } from 're2js'

export type TextPattern = (text: string) => boolean

/** Whether a text matches as a whole. Fails with `intake.invalid-pattern`. */
export function textPattern(pattern: string): Result<TextPattern> {
  try {
    const compiled = RE2JS.compile(pattern)
    return ok((text) => compiled.matches(text))
  } catch (error) {
    return fail('intake.invalid-pattern', `expected a regular expression of RE2's syntax, got ${JSON.stringify(pattern)} (${error instanceof Error ? error.message : String(error)})`)
  }
}
