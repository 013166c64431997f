import type { Numbering } from '../incremental/compile.ts'

/** Numbers nodes and traits in the order in which they are met, from 0; one for many programs shares equal nodes. */
export function testNumbering(): Numbering & { readonly traits: ReadonlyMap<string, number> } {
  const nodes = new Map<string, number>()
  const traits = new Map<string, number>()
  const numbered = (names: Map<string, number>, name: string): number => {
    const number = names.get(name) ?? names.size
    names.set(name, number)
    return number
  }
  return { traits, node: (key) => numbered(nodes, key), trait: (name) => numbered(traits, name) }
}
