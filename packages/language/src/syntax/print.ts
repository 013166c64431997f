// Syntax tree → text. A condition that fits on one line is printed on one line. A longer one, or one with comments,
// has each item of an `and` or `or` on a line of its own, with the comments that stood before it or inside it above
// that line. Parsing the printed text gives the same tree with other spans, and printing it again the same text.
import { assert } from '@touchstone/base'
import type { Comment, Literal, Syntax, SyntaxNode, WindowSyntax } from './tree.ts'
import { propertyText, quoteText, traitText } from './quote-text.ts'

const WIDTH = 80
const INDENT = '  '

export function printSyntax(syntax: Syntax): string {
  const comments = new Comments(syntax)
  const lines = [...printItem(syntax.root, '', false, comments), ...comments.before(Infinity)]
  assert(comments.left === 0, 'no comment is lost')
  return lines.join('\n')
}

/** The comments not printed yet, in the order of the text. */
class Comments {
  #next = 0
  readonly #comments: readonly Comment[]
  readonly root: SyntaxNode

  constructor(syntax: Syntax) {
    this.#comments = syntax.comments
    this.root = syntax.root
  }

  get left(): number {
    return this.#comments.length - this.#next
  }

  before(offset: number): string[] {
    const lines: string[] = []
    while (this.#next < this.#comments.length && this.#comments[this.#next].span.start < offset) {
      lines.push(`# ${this.#comments[this.#next++].text}`.trimEnd())
    }
    return lines
  }

  /** Whether a comment not printed yet stands behind the first leaf of `node`. Those before that can go above it. */
  inside(node: SyntaxNode): boolean {
    let first = node
    while (first.kind === 'not' || first.kind === 'and' || first.kind === 'or') first = first.kind === 'not' ? first.item : first.items[0]
    const { end } = first.span
    return this.#comments.some(({ span }, index) => index >= this.#next && span.start > end && span.start < node.span.end)
  }
}

/** One item on lines of its own: its comments, then `prefix` and the item, in parentheses where `wrapped`. */
function printItem(node: SyntaxNode, prefix: string, wrapped: boolean, comments: Comments): string[] {
  const text = prefix + wrap(node, wrapped)
  const chain = chainOf(node)
  if (chain === undefined || (text.length <= WIDTH && !comments.inside(node))) return [...comments.before(node.span.end), text]
  const above = comments.before(node.span.start)
  const { kind, items } = chain.node
  const lines = items.flatMap((item, index) => printItem(item, index === 0 ? '' : `${kind} `, needsParentheses(item, kind), comments))
  lines.push(...comments.before(node.span.end))
  const opening = prefix + 'not '.repeat(chain.depth)
  // Only the outermost chain stands without parentheses: broken over lines, precedence alone would be hard to see.
  if (opening === '' && !wrapped && node === comments.root) return [...above, ...lines]
  return [...above, `${opening}(`, ...lines.map((line) => INDENT + line), ')']
}

/** The `and` or `or` that `node` is, or that it negates. */
function chainOf(node: SyntaxNode): { node: Extract<SyntaxNode, { kind: 'and' | 'or' }>; depth: number } | undefined {
  let depth = 0
  while (node.kind === 'not') {
    node = node.item
    depth++
  }
  return node.kind === 'and' || node.kind === 'or' ? { node, depth } : undefined
}

/** `node` on one line. */
function printLine(node: SyntaxNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.items.map((item) => wrap(item, needsParentheses(item, node.kind))).join(` ${node.kind} `)
    case 'not':
      return `not ${wrap(node.item, needsParentheses(node.item, 'not'))}`
    case 'in':
      return `${traitText(node.trait.name)} ${node.negated ? 'not in' : 'in'} (${node.values.map(printLiteral).join(', ')})`
    case 'exists':
      return `${traitText(node.trait.name)} ${node.negated ? 'does not exist' : 'exists'}`
    case 'did':
      return `did ${node.negated ? 'not ' : ''}${quoteText(node.event.name)}${printTimes(node.times?.value)}${printWindow(node.window)}`
    case 'compare':
      return `${printSubject(node.subject)} ${node.operator} ${printLiteral(node.value)}`
  }
}

/** `and` binds tighter than `or`; a chain within a chain of its own kind keeps the parentheses it was written with. */
function needsParentheses(item: SyntaxNode, within: 'and' | 'or' | 'not'): boolean {
  return item.kind === 'or' || (item.kind === 'and' && within !== 'or')
}

function wrap(node: SyntaxNode, needed: boolean): string {
  return needed ? `(${printLine(node)})` : printLine(node)
}

function printSubject(subject: Extract<SyntaxNode, { kind: 'compare' }>['subject']): string {
  if (subject.kind === 'trait') return traitText(subject.name)
  const path = subject.path.map(({ name }) => name)
  return `${subject.function}(${propertyText(subject.event.name, path)})${printWindow(subject.window)}`
}

function printTimes(times: number | undefined): string {
  return times === undefined ? '' : ` ${times} ${times === 1 ? 'time' : 'times'}`
}

function printWindow(window: WindowSyntax | undefined): string {
  return window === undefined ? '' : ` in last ${window.amount} ${window.unit}${window.amount === 1 ? '' : 's'}`
}

function printLiteral(literal: Literal): string {
  return literal.type === 'string' ? quoteText(literal.value) : String(literal.value)
}
