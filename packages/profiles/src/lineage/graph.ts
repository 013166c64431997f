// What depends on what, as a graph: sources send events and give properties and traits; conditions read these and are
// parts of segments; segments and computed traits are read by others. Pure: it is built from what was counted and defined,
// and walked both ways.
//
// An edge leads from what is needed to what needs it. `sends`: a source and its event. `has`: an event and its property.
// `gives`: a source and a property or trait that came from it. `derives`: a personal trait and the safe one left of it.
// `reads`: what a condition or a computed trait looks at. `part-of`: a condition and its segment. `uses`: a segment that
// another one names.
import { assert, type Millis } from '@touchstone/base'
import { derivationsOfTrait, type FieldClass } from '@touchstone/vocabulary'
import type { DefinedReads, Definition, EdgeKind, Flow, Lineage, LineageEdge, LineageInput, LineageNode, NodeKind, SeenField } from './model.ts'

/** `trait:plan`, `property:Order%20Completed/revenue`. A property has two names: its event's and its own. */
export function nodeId(kind: NodeKind, ...names: readonly (string | number)[]): string {
  return `${kind}:${names.map((name) => encodeURIComponent(String(name).toWellFormed())).join('/')}`
}

const UNKNOWN = { event: null, class: null, version: null, size: null, isKnown: true } as const

export class LineageGraph implements Lineage {
  readonly #nodes = new Map<string, LineageNode>()
  readonly #edges = new Map<string, { -readonly [K in keyof LineageEdge]: LineageEdge[K] }>()
  readonly #down = new Map<string, LineageEdge[]>()
  readonly #up = new Map<string, LineageEdge[]>()

  constructor({ sources, events, fields, flows, definitions }: LineageInput) {
    for (const { id, name } of sources) this.#add({ ...UNKNOWN, id: nodeId('source', id), kind: 'source', name })
    for (const event of events) this.#event(event, true)
    for (const field of fields) this.#field(field)
    for (const flow of flows) this.#flow(flow)
    for (const definition of definitions) this.#define(definition)
    // A condition may read what no fact has had: those nodes have no edges up.
    for (const [key, edge] of this.#edges) {
      // Of something that was archived.
      if (!this.#nodes.has(edge.from) || !this.#nodes.has(edge.to)) {
        this.#edges.delete(key)
        continue
      }
      listIn(this.#down, edge.from).push(edge)
      listIn(this.#up, edge.to).push(edge)
    }
  }

  get nodes(): LineageNode[] {
    return [...this.#nodes.values()]
  }

  get edges(): LineageEdge[] {
    return [...this.#edges.values()]
  }

  find(id: string): LineageNode | undefined {
    return this.#nodes.get(id)
  }

  /** Edges that lead to what needs the node. */
  below(id: string): readonly LineageEdge[] {
    return this.#down.get(id) ?? []
  }

  /** Edges that come from what the node needs. */
  above(id: string): readonly LineageEdge[] {
    return this.#up.get(id) ?? []
  }

  /**
   * What is reached from the nodes, down (what needs them), up (what they need), or both; at most `most` nodes, the nearest.
   * Up from a property its event is told, and not who else sends the event.
   */
  walk(from: readonly string[], direction: 'up' | 'down' | 'both', most: number): Lineage & { readonly isCut: boolean } {
    assert(from.every((id) => this.#nodes.has(id)) && most > 0, 'a walk begins at nodes that are there')
    const reached = new Set(from)
    const edges = new Set<LineageEdge>()
    let isCut = false
    const follow = (isUp: boolean): void => {
      const seen = new Set(from)
      const queue = [...from]
      for (let i = 0; i < queue.length; i++) {
        for (const edge of isUp ? this.above(queue[i]!) : this.below(queue[i]!)) {
          const next = isUp ? edge.from : edge.to
          if (!reached.has(next) && reached.size >= most) {
            isCut = true
            continue
          }
          edges.add(edge)
          reached.add(next)
          if (seen.has(next) || (isUp && edge.kind === 'has')) continue
          seen.add(next)
          queue.push(next)
        }
      }
    }
    if (direction !== 'down') follow(true)
    if (direction !== 'up') follow(false)
    return { nodes: [...reached].map((id) => this.#nodes.get(id)!), edges: [...edges], isCut }
  }

  #add(node: LineageNode): string {
    const there = this.#nodes.get(node.id)
    if (there === undefined) this.#nodes.set(node.id, node)
    else if ((node.isKnown && !there.isKnown) || (node.class !== null && there.class === null)) this.#nodes.set(node.id, { ...there, class: there.class ?? node.class, isKnown: there.isKnown || node.isKnown })
    return node.id
  }

  #edge(from: string, to: string, kind: EdgeKind, facts: number | null = null, last: Millis | null = null): void {
    assert(from !== to, 'nothing needs itself')
    const key = `${from} ${to}`
    const there = this.#edges.get(key)
    if (there === undefined) this.#edges.set(key, { from, to, kind, facts, last })
    else {
      if (facts !== null) there.facts = (there.facts ?? 0) + facts
      if (last !== null) there.last = Math.max(there.last ?? last, last)
    }
  }

  #event(event: string, isKnown: boolean): string {
    return this.#add({ ...UNKNOWN, id: nodeId('event', event), kind: 'event', name: event, isKnown })
  }

  #property(event: string, field: string, fieldClass: FieldClass | null, isKnown: boolean): string {
    assert(event !== '', 'a property is one of an event')
    const id = this.#add({ ...UNKNOWN, id: nodeId('property', event, field), kind: 'property', name: field, event, class: fieldClass, isKnown })
    this.#edge(this.#event(event, isKnown), id, 'has')
    return id
  }

  #trait(name: string, fieldClass: FieldClass | null, isKnown: boolean): string {
    return this.#add({ ...UNKNOWN, id: nodeId('trait', name), kind: 'trait', name, class: fieldClass, isKnown })
  }

  #field({ place, event, field, class: fieldClass }: SeenField): void {
    if (place === 'property') {
      if (event !== '') this.#property(event, field, fieldClass, true)
      return
    }
    const id = this.#trait(field, fieldClass, true)
    if (fieldClass !== 'internal' && fieldClass !== 'public') for (const safe of derivationsOfTrait(field)) if (safe !== field) this.#edge(id, this.#trait(safe, null, false), 'derives')
  }

  #flow({ source, place, event, field, facts, last }: Flow): void {
    // Calls without an event of their own (identify, group) are told by the traits they give.
    if (place !== 'trait' && event === '') return
    const from = this.#add({ ...UNKNOWN, id: nodeId('source', source), kind: 'source', name: source, isKnown: true })
    if (place === 'event') this.#edge(from, this.#event(event, true), 'sends', facts, last)
    else if (place === 'trait') this.#edge(from, this.#trait(field, null, true), 'gives', facts, last)
    else {
      const to = this.#property(event, field, null, true)
      this.#edge(from, to, 'gives', facts, last)
      this.#edge(nodeId('event', event), to, 'has', facts, last)
    }
  }

  #define({ kind, id: name, name: title, size, versions }: Definition): void {
    assert(versions.length > 0, 'a definition has a version')
    const newest = Math.max(...versions.map(({ version }) => version))
    const id = this.#add({ ...UNKNOWN, id: nodeId(kind, kind === 'computed' ? title : name), kind, name: title, version: newest, size })
    for (const { version, parts, uses } of versions) {
      parts.forEach((part, i) => {
        const reader = kind === 'computed' ? id : this.#add({ ...UNKNOWN, id: nodeId('condition', name, version, i + 1), kind: 'condition', name: part.text, version })
        this.#reads(reader, part)
        if (reader !== id) this.#edge(reader, id, 'part-of')
      })
      for (const used of uses) this.#edge(nodeId('segment', used), id, 'uses')
    }
  }

  #reads(reader: string, { events, traits, computed }: DefinedReads): void {
    for (const { event, properties } of events) {
      this.#edge(this.#event(event, false), reader, 'reads')
      for (const property of properties) this.#edge(this.#property(event, property, null, false), reader, 'reads')
    }
    for (const trait of traits) this.#edge(this.#trait(trait, null, false), reader, 'reads')
    for (const trait of computed) this.#edge(nodeId('computed', trait), reader, 'reads')
  }
}

function listIn(map: Map<string, LineageEdge[]>, id: string): LineageEdge[] {
  const list = map.get(id) ?? []
  map.set(id, list)
  return list
}
