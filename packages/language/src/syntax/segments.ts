// The segments that a condition names: definitions are kept by id and shown by name, so both directions are needed.
import { assert } from '@touchstone/base'
import type { Name, Syntax, SyntaxNode } from './tree.ts'

/** The same condition with every `segment("…")` renamed. Places and comments stay those of the text it came from. */
export function mapSegments(syntax: Syntax, rename: (name: string) => string): Syntax {
  return { ...syntax, root: mapNode(syntax.root, rename) }
}

/** Every name in a `segment("…")`, in the order of the text, as often as it stands there. */
export function segmentNames(syntax: Syntax): readonly Name[] {
  const names: Name[] = []
  const collect = (node: SyntaxNode): void => {
    if (node.kind === 'segment') names.push(node.name)
    else if (node.kind === 'and' || node.kind === 'or') node.items.forEach(collect)
    else if (node.kind === 'not' || node.kind === 'held' || node.kind === 'moved') collect(node.item)
  }
  collect(syntax.root)
  return names
}

function mapNode(node: SyntaxNode, rename: (name: string) => string): SyntaxNode {
  switch (node.kind) {
    case 'and':
    case 'or':
      return { ...node, items: node.items.map((item) => mapNode(item, rename)) }
    case 'not':
    case 'held':
    case 'moved':
      return { ...node, item: mapNode(node.item, rename) }
    case 'segment': {
      const name = rename(node.name.name)
      assert(name !== '', 'a segment has a name')
      return { ...node, name: { ...node.name, name } }
    }
    default:
      return node
  }
}
