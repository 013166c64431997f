// Changes of a condition's tree, for the visual builder.
//
// The text is what is kept; the tree is read from it, and a change of the tree is printed back into it by the language's
// own formatter. So both views always show one condition, and one history of the text undoes what either did. Comments live
// in the text at their places: a part that takes another's place takes its span too, so the formatter finds them where they
// were, and those of a part that is removed stay above the next one.
import { format, parse } from '@touchstone/language'
import type { ConditionFailure, Span, Syntax, SyntaxNode } from '@touchstone/language'

/** Which child of which child, from the root. */
export type Path = readonly number[]
export type ChainKind = 'and' | 'or'
export type Joined = Extract<SyntaxNode, { kind: ChainKind }>
/** What stands around one other part. */
export type Framed = Extract<SyntaxNode, { kind: 'not' | 'held' | 'moved' }>
export type Leaf = Exclude<SyntaxNode, Joined | Framed>

export const isJoined = (node: SyntaxNode): node is Joined => node.kind === 'and' || node.kind === 'or'
export const isFramed = (node: SyntaxNode): node is Framed => node.kind === 'not' || node.kind === 'held' || node.kind === 'moved'

export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  return isJoined(node) ? node.items : isFramed(node) ? [node.item] : []
}

export function nodeAt(root: SyntaxNode, path: Path): SyntaxNode | undefined {
  return path.reduce<SyntaxNode | undefined>((node, index) => node && childrenOf(node)[index], root)
}

/** The tree with another part at `path`; undefined where there is no such place. */
export function replaceAt(root: SyntaxNode, path: Path, next: SyntaxNode): SyntaxNode {
  return changeAt(root, path, (node) => inPlaceOf(node, next)) ?? root
}

/** Without the part at `path`, and without what then has nothing left; undefined for nothing at all. */
export function removeAt(root: SyntaxNode, path: Path): SyntaxNode | undefined {
  return changeAt(root, path, () => undefined)
}

/** Into the `and` or `or` at `path`, at its end. Any other part becomes one of two that are joined by `kind`. */
export function addTo(root: SyntaxNode, path: Path, next: SyntaxNode, kind: ChainKind = 'and'): SyntaxNode {
  return changeAt(root, path, (node) => {
    const item = respan(next, { start: node.span.end, end: node.span.end })
    return isJoined(node) ? { ...node, items: [...node.items, item] } : { kind, items: [node, item], span: node.span }
  })!
}

/** All of them, or any of them. A chain that stands in another of its kind is kept as it was written: in parentheses. */
export function joinBy(root: SyntaxNode, path: Path, kind: ChainKind): SyntaxNode {
  return changeAt(root, path, (node) => (isJoined(node) ? { ...node, kind } : node))!
}

export function frameAt(root: SyntaxNode, path: Path, kind: Framed['kind']): SyntaxNode {
  return changeAt(root, path, (item) => {
    const { span } = item
    const duration = { amount: 7, unit: 'day', span } as const
    if (kind === 'not') return { kind, item, span }
    return kind === 'held' ? { kind, item, duration, span } : { kind, direction: 'entered', item, duration, span }
  })!
}

/** The part within takes the place of what stands around it. */
export function unframeAt(root: SyntaxNode, path: Path): SyntaxNode {
  return changeAt(root, path, (node) => (isFramed(node) ? node.item : node))!
}

/** What an edit made of the text, or why it cannot be: then nothing has changed. */
export type Edited = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly failure: ConditionFailure }

/** Prints the changed tree, and makes sure that it reads back as the same. */
export function printEdited(root: SyntaxNode | undefined, comments: Syntax['comments']): Edited {
  if (root === undefined) return { ok: true, text: comments.map(({ text }) => `# ${text}`.trimEnd()).join('\n') }
  const text = format({ root, comments })
  const again = parse(text)
  return again.ok ? { ok: true, text } : again
}

function changeAt(node: SyntaxNode, [index, ...rest]: Path, change: (node: SyntaxNode) => SyntaxNode | undefined): SyntaxNode | undefined {
  if (index === undefined) return change(node)
  const child = childrenOf(node)[index]
  if (child === undefined) return node
  const next = changeAt(child, rest, change)
  if (next === child) return node
  if (isFramed(node)) return next && { ...node, item: next }
  if (!isJoined(node)) return node
  const items = node.items.flatMap((item, at) => (at !== index ? [item] : next === undefined ? [] : [next]))
  return items.length === 1 ? items[0] : { ...node, items }
}

function inPlaceOf({ span }: SyntaxNode, next: SyntaxNode): SyntaxNode {
  return next.span.start === span.start && next.span.end === span.end ? next : respan(next, span)
}

/** A part that was read from another text stands here now, with all that is in it. */
function respan(node: SyntaxNode, span: Span): SyntaxNode {
  if (isJoined(node)) return { ...node, items: node.items.map((item) => respan(item, span)), span }
  if (isFramed(node)) return { ...node, item: respan(node.item, span), span }
  return { ...node, span }
}
