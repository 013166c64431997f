// What lexer.ts gives, what it remembers on its way, and the words and marks it goes by.
export interface Span {
  readonly start: number
  /** One past the last character. */
  readonly end: number
}

export interface Masked {
  readonly code: string
  /** Comments with their slashes. */
  readonly comments: readonly Span[]
  /** String literals with their quotes, and templates without substitutions. */
  readonly strings: readonly Span[]
  /** Where reading went wrong: an unclosed literal, or brackets that do not match. -1 when it did not. */
  readonly brokenAt: number
}

export const KEYWORDS_BEFORE_OPERAND = new Set(['return', 'typeof', 'case', 'in', 'of', 'delete', 'void', 'throw', 'new', 'do', 'else', 'await', 'yield', 'instanceof', 'extends', 'default', 'satisfies', 'as'])
export const KEYWORDS_WITH_HEAD = new Set(['if', 'while', 'for', 'with'])
export const WORD = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*|\d[\w.]*/uy
/** `<div`, `<Menu.Item`, `<>`; and not `<T,>(` or `<T extends U>(`. */
export const ELEMENT = /^<(?:>|[A-Za-z](?![\w$]*\s*(?:,|extends\b)))/
export const CLOSER: Record<string, string> = { '(': ')', '[': ']', '{': '}' }

/** Where reading goes on when the bracket closes, if not as code: a template, an element's tag, or the words inside elements. */
export type Inside = { readonly kind: 'template' } | { readonly kind: 'tag' | 'words'; readonly depth: number }
export type Opened = { readonly bracket: string; readonly operandAfter: boolean; readonly inside?: Inside }

/** The text with blanks in these places; line ends stay. */
export function blankOut(text: string, places: readonly Span[]): string {
  const parts: string[] = []
  let from = 0
  for (const { start, end } of places.toSorted((a, b) => a.start - b.start)) {
    parts.push(text.slice(from, start), text.slice(start, end).replace(/[^\n]/g, ' '))
    from = end
  }
  parts.push(text.slice(from))
  return parts.join('')
}

export function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}
