import { toSyntax } from './check/text.ts'
import type { Checked } from './check/tree.ts'
import { printSyntax } from './syntax/print.ts'
import type { Syntax } from './syntax/tree.ts'

/**
 * The condition in its usual layout: lower-case keywords, one line up to 80 characters, else one line per item. Parsing
 * it again gives the same tree. Comments are kept from a syntax tree; a checked tree has none, and one spelling for
 * what has several.
 */
export function format(condition: Syntax | Checked): string {
  if ('comments' in condition) return printSyntax(condition)
  return printSyntax({ root: toSyntax(condition.root), comments: [] })
}
