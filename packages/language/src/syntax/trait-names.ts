// The traits that a condition or an expression names where a computed one may stand.
import type { ExpressionSyntax } from './parse-expression.ts'
import type { Syntax, SyntaxNode, TraitSyntax } from './tree.ts'

/** Distinct names in the order of the text. Traits in filters are not among them: those are given ones. */
export function traitNames(syntax: Syntax | ExpressionSyntax): string[] {
  const traits: TraitSyntax[] = []
  const { root } = syntax
  if (root.kind === 'number') {
    for (const operand of [root.left, root.divisor]) if (operand?.kind === 'trait') traits.push(operand)
  } else if (root.kind !== 'value') collect(root, traits)
  return [...new Set(traits.map(({ name }) => name))]
}

function collect(node: SyntaxNode, traits: TraitSyntax[]): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.items.forEach((item) => collect(item, traits))
    case 'not':
    case 'held':
    case 'moved':
      return collect(node.item, traits)
    case 'test':
      if (node.subject.kind === 'trait') traits.push(node.subject)
      if (node.test.kind === 'compare' && 'kind' in node.test.value) traits.push(node.test.value)
      return
    default:
  }
}
