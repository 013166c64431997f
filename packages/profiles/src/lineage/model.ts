// The words of lineage: nodes, edges, and what a graph of them is made from.
import type { Millis } from '@touchstone/base'
import type { FieldClass } from '@touchstone/vocabulary'

export const NODE_KINDS = ['source', 'event', 'property', 'trait', 'computed', 'condition', 'segment'] as const
export type NodeKind = (typeof NODE_KINDS)[number]

export const EDGE_KINDS = ['sends', 'has', 'gives', 'derives', 'reads', 'part-of', 'uses'] as const
export type EdgeKind = (typeof EDGE_KINDS)[number]

export interface LineageNode {
  readonly id: string
  readonly kind: NodeKind
  /** A source's or segment's name, an event, a field, or the text of a condition. */
  readonly name: string
  /** Of a property. */
  readonly event: string | null
  /** Of a property or trait. */
  readonly class: FieldClass | null
  /** Of a condition, segment or computed trait. */
  readonly version: number | null
  /** Members of a segment now. */
  readonly size: number | null
  /** Whether any fact ever had it; of what staff defined: true. */
  readonly isKnown: boolean
}

export interface LineageEdge {
  readonly from: string
  readonly to: string
  readonly kind: EdgeKind
  /** Facts of the last 30 days; null where nobody counts them. */
  readonly facts: number | null
  /** When the newest of them happened. */
  readonly last: Millis | null
}

/** Facts of one source lately. `field` is '' of an event itself. */
export interface Flow {
  readonly source: string
  readonly place: 'event' | 'property' | 'trait'
  readonly event: string
  readonly field: string
  readonly facts: number
  readonly last: Millis
}

/** A field that was ever seen. */
export interface SeenField {
  readonly place: 'property' | 'trait'
  readonly event: string
  readonly field: string
  readonly class: FieldClass
}

/** One condition, or the expression of a computed trait. */
export interface DefinedReads {
  readonly text: string
  /** Names within a property are a path; what lies in a list goes by the list's name. */
  readonly events: readonly { readonly event: string; readonly properties: readonly string[] }[]
  readonly traits: readonly string[]
  /** Names of computed traits. */
  readonly computed: readonly string[]
}

/** A segment, or a computed trait, which has one part: its expression. */
export interface Definition {
  readonly kind: 'segment' | 'computed'
  readonly id: string
  readonly name: string
  readonly size: number | null
  /** Versions that the engine keeps. */
  readonly versions: readonly { readonly version: number; readonly parts: readonly DefinedReads[]; readonly uses: readonly string[] }[]
}

export interface LineageInput {
  readonly sources: readonly { readonly id: string; readonly name: string }[]
  /** Names of events that were ever seen. */
  readonly events: readonly string[]
  readonly fields: readonly SeenField[]
  readonly flows: readonly Flow[]
  readonly definitions: readonly Definition[]
}

export interface Lineage {
  readonly nodes: readonly LineageNode[]
  readonly edges: readonly LineageEdge[]
}
