/** A copy of a tree without its spans, and without where its comments stand: for comparing trees, not places. */
export function withoutSpans(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(withoutSpans)
  if (typeof tree !== 'object' || tree === null) return tree
  return Object.fromEntries(Object.entries(tree).filter(([key]) => key !== 'span' && key !== 'isTrailing').map(([key, value]) => [key, withoutSpans(value)]))
}
