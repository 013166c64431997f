// Syntax tree → text. A condition that fits on one line is printed on one line. A longer one, or one with comments,
// has each item of an `and` or `or` on a line of its own, with the comments that stood before it or inside it above
// that line, and the one that stood behind it behind it. Parsing the printed text gives the same tree with other spans, and printing it again the same text.
import { assert } from '@touchstone/base'
import { needsParentheses, printDuration, wrapLine } from './print-line.ts'
import type { ChainSyntax, Comment, Syntax, SyntaxNode } from './tree.ts'

export { printAggregate, printFilter, printLine, printPattern, printTest, printWindow } from './print-line.ts'

const WIDTH = 80
const INDENT = '  '

export function printSyntax(syntax: Syntax): string {
  const comments = new Comments(syntax)
  const lines = [...comments.behind(printItem(syntax.root, '', false, comments), Infinity), ...comments.before(Infinity)]
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

  /** The lines of an item, with the comment behind it if there is one: the next one stands before `offset`. */
  behind(lines: readonly string[], offset: number): readonly string[] {
    const next = this.#comments[this.#next]
    if (next === undefined || !next.isTrailing || next.span.start >= offset) return lines
    this.#next++
    return [...lines.slice(0, -1), `${lines.at(-1)} # ${next.text}`.trimEnd()]
  }

  /** Whether a comment not printed yet stands behind the first part of `node` that is never broken. Those before that can go above it. */
  inside(node: SyntaxNode): boolean {
    let first = node
    for (let frame = frameOf(first); frame !== undefined; frame = frameOf(first)) first = frame.chain.items[0]
    const { end } = first.span
    return this.#comments.some(({ span }, index) => index >= this.#next && span.start > end && span.start < node.span.end)
  }
}

/** One item on lines of its own: its comments, then `prefix` and the item, in parentheses where `wrapped`. */
function printItem(node: SyntaxNode, prefix: string, wrapped: boolean, comments: Comments): string[] {
  const text = prefix + wrapLine(node, wrapped)
  const frame = frameOf(node)
  if (frame === undefined || (text.length <= WIDTH && !comments.inside(node))) return [...comments.before(node.span.end), text]
  const above = comments.before(node.span.start)
  const { kind, items } = frame.chain
  const lines = items.flatMap((item, index) => {
    const printed = printItem(item, index === 0 ? '' : `${kind} `, needsParentheses(item, kind), comments)
    return comments.behind(printed, items[index + 1]?.span.start ?? node.span.end)
  })
  lines.push(...comments.before(node.span.end))
  // Only the outermost chain stands without parentheses: broken over lines, precedence alone would be hard to see.
  if (prefix === '' && !wrapped && node === comments.root && node === frame.chain) return [...above, ...lines]
  return [...above, `${prefix}${frame.open}(`, ...lines.map((line) => INDENT + line), `)${frame.close}`]
}

/** What stands around the parentheses of a chain: `not ( … )`, `( … ) for 14 days`, `entered ( … ) in last 7 days`. */
interface Frame {
  readonly chain: ChainSyntax<SyntaxNode>
  readonly open: string
  readonly close: string
}

/** The `and` or `or` that `node` is or holds, where the parentheses around it are the only ones. */
function frameOf(node: SyntaxNode): Frame | undefined {
  switch (node.kind) {
    case 'and':
    case 'or':
      return { chain: node, open: '', close: '' }
    case 'not': {
      const inner = frameOf(node.item)
      return inner && { ...inner, open: `not ${inner.open}` }
    }
    case 'held': {
      const inner = node.item.kind === 'not' || node.item.kind === 'held' ? undefined : frameOf(node.item)
      return inner && { ...inner, close: `${inner.close} for ${printDuration(node.duration)}` }
    }
    case 'moved':
      if (node.item.kind !== 'and' && node.item.kind !== 'or') return undefined
      return { chain: node.item, open: `${node.direction} `, close: ` in last ${printDuration(node.duration)}` }
    default:
      return undefined
  }
}
