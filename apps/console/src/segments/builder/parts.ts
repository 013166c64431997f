// Parts of a condition from their text, for fields that hold one: read by the language's own parser within the smallest
// condition that has such a part.
import { parse, printFilter, stepsText } from '@touchstone/language'
import type { FilterSyntax, Span, StepSyntax, SyntaxNode } from '@touchstone/language'

/** Of a part that is made here; it takes the place of the one it replaces. */
export const HERE: Span = { start: 0, end: 0 }

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string }

export function readNode(text: string): Read<SyntaxNode> {
  const syntax = parse(text)
  return syntax.ok ? { ok: true, value: syntax.value.root } : { ok: false, message: syntax.failure.message }
}

/** `total > 50 and any products (price > 10)`; nothing for no filter. */
export function readFilter(text: string): Read<FilterSyntax | undefined> {
  if (text.trim() === '') return { ok: true, value: undefined }
  const read = readNode(`did "x" where (${text}\n)`)
  if (!read.ok) return read
  const { value } = read
  return value.kind === 'did' && value.times === undefined && value.window === undefined && value.pattern.filter !== undefined ? { ok: true, value: value.pattern.filter } : { ok: false, message: text }
}

export const filterText = (filter: FilterSyntax | undefined): string => (filter === undefined ? '' : printFilter(filter))

/** `.cart.total`, `.products[].sku`. A first dot may be left out. */
export function readPath(text: string): Read<readonly StepSyntax[]> {
  const path = text.trim()
  if (path === '') return { ok: true, value: [] }
  const read = readNode(`sum("x"${/^[.[]/.test(path) ? '' : '.'}${path}) > 0`)
  if (!read.ok) return read
  const { value } = read
  return value.kind === 'measure' && value.left.pattern.filter === undefined && value.left.window === undefined && 'type' in value.right ? { ok: true, value: value.left.path } : { ok: false, message: text }
}

export const pathText = (path: readonly StepSyntax[]): string => stepsText(path).replace(/^\./, '')
