// What a change would do to what staff defined, before it is made.
import { assert, fail, ok, type Result } from '@touchstone/base'
import { comparableName, derivationsOfTrait, isSealed, overrideProblem, type FieldClass } from '@touchstone/vocabulary'
import type { LineageEdge, LineageNode } from './model.ts'
import type { ReadLineage } from './read-lineage.ts'

export const CHANGES = ['archive-segment', 'reclass-field', 'revoke-source'] as const
export type ChangeKind = (typeof CHANGES)[number]

export interface Change {
  readonly kind: ChangeKind
  /** The node that is changed. */
  readonly node: string
  /** Of a field that is given another class. */
  readonly class?: FieldClass | undefined
}

export interface Affected {
  readonly node: LineageNode
  /** Ids of the nodes that lead to it, the changed one first: the shortest way. */
  readonly via: readonly string[]
  /** Of the facts of the last 30 days that it looks at, the share that the change concerns, 0 to 1; null where nobody counts them. */
  readonly share: number | null
}

export interface Impact {
  readonly node: LineageNode
  /** Why the change would be refused; null: it would not. */
  readonly refusal: string | null
  /** In plain English, what would happen. */
  readonly findings: readonly string[]
  /** Conditions, computed traits and segments, the nearest first. */
  readonly affected: readonly Affected[]
}

/** Failures: `profiles.unknown-node`, `profiles.invalid-change`. */
export function impactOf(read: ReadLineage, change: Change): Result<Impact> {
  const node = read.graph.find(change.node)
  if (node === undefined) return fail('profiles.unknown-node', `there is no ${JSON.stringify(change.node)} in the lineage`)
  const expected = { 'archive-segment': ['segment'], 'reclass-field': ['trait', 'property'], 'revoke-source': ['source'] }[change.kind]
  if (!expected.includes(node.kind)) return fail('profiles.invalid-change', `${change.kind} changes a ${expected.join(' or ')}, got a ${node.kind}`)
  if ((change.kind === 'reclass-field') !== (change.class !== undefined)) return fail('profiles.invalid-change', 'a class is given with reclass-field, and only there')
  if (change.kind === 'archive-segment') return ok(archived(read, node))
  return ok(change.kind === 'revoke-source' ? revoked(read, node) : reclassed(read, node, change.class!))
}

function archived(read: ReadLineage, node: LineageNode): Impact {
  assert(node.kind === 'segment', 'segments are archived')
  const affected = affectedFrom(read, [node.id], () => null)
  const users = affected.filter(({ node: one, via }) => one.kind === 'segment' && via.length === 1)
  const refusal = users.length === 0 ? null : `it is part of ${named(users.map((one) => one.node))}: change or archive ${users.length === 1 ? 'that one' : 'those'} first`
  const findings = [`${counted(node.size ?? 0, 'member')} would leave; the definition and the history of entries and exits stay`]
  if (affected.length > users.length) findings.push(`Through these it is in ${counted(affected.filter(({ node: one }) => one.kind === 'segment').length, 'segment')}`)
  return { node, refusal, findings, affected }
}

function revoked(read: ReadLineage, node: LineageNode): Impact {
  const shares = new Map(read.graph.below(node.id).map((edge) => [edge.to, shareOf(read, edge)]))
  const affected = affectedFrom(read, [node.id], (via) => (via[1] === undefined ? null : (shares.get(via[1]) ?? null)))
  const events = read.graph.below(node.id).filter(({ kind }) => kind === 'sends')
  const facts = events.reduce((sum, edge) => sum + (edge.facts ?? 0), 0)
  const only = [...shares].filter(([, share]) => share === 1).map(([id]) => read.graph.find(id)!).filter(({ kind }) => kind !== 'property')
  const findings = [
    `It sent ${counted(facts, 'fact')} with an event in the last 30 days, of ${counted(events.length, 'event')}; facts that are there stay`,
    ...(only.length === 0 ? [] : [`Nobody else sends ${named(only)}`]),
    ...segmentsFinding(affected, 'look at what it sends'),
  ]
  return { node, refusal: null, findings, affected }
}

/** A class is given to a name: of a trait to that of all spellings, of a property to that in every event. */
function reclassed(read: ReadLineage, node: LineageNode, wanted: FieldClass): Impact {
  const place = node.kind === 'trait' ? 'trait' : 'property'
  const name = lastName(node.name)
  const same = read.graph.nodes.filter((one) => one.kind === node.kind && comparableName(lastName(one.name)) === comparableName(name))
  const ids = new Set(same.map(({ id }) => id))
  const affected = affectedFrom(read, [...ids], () => null)
  const fields = read.fields.filter((one) => one.place === place && comparableName(lastName(one.field)) === comparableName(name))
  const facts = fields.reduce((sum, one) => sum + one.facts, 0)
  const isHidden = isSealed(wanted) || wanted === 'secret'
  const safe = place === 'trait' ? derivationsOfTrait(name) : []
  const findings = [
    ...(same.length > 1 ? [`The class is that of the name: it holds for ${counted(same.length, 'field')}`] : []),
    `${counted(facts, 'fact')} hold a readable value of it`,
    ...(isHidden ? [wanted === 'secret' ? 'New values would not be stored at all' : 'New values would be sealed, and no condition would see them', ...(affected.length === 0 ? [] : ['What looks at it keeps the values from before and cannot be saved again as it is'])] : []),
    ...(isHidden && safe.length > 0 ? [`Conditions may ask ${safe.join(', ')} instead`] : []),
    ...segmentsFinding(affected, 'look at it'),
  ]
  return { node, refusal: overrideProblem({ place, name, class: wanted }) ?? null, findings, affected }
}

/** The edge's part of the facts that all sources have of what it leads to. */
function shareOf(read: ReadLineage, edge: LineageEdge): number | null {
  const all = read.graph.above(edge.to).filter(({ kind }) => kind === 'sends' || kind === 'gives').reduce((sum, one) => sum + (one.facts ?? 0), 0)
  assert(edge.facts === null || edge.facts <= all, 'a part is no more than the whole')
  return edge.facts === null || all === 0 ? null : edge.facts / all
}

const TOLD = new Set(['condition', 'computed', 'segment'])

/** Breadth first, so the way to each is the shortest; of several ways equally short the one that concerns most. */
function affectedFrom(read: ReadLineage, from: readonly string[], share: (via: readonly string[]) => number | null): Affected[] {
  assert(from.length > 0, 'a change is of something')
  const ways = new Map<string, readonly string[]>(from.map((id) => [id, [id]]))
  let frontier = [...from]
  const affected: Affected[] = []
  while (frontier.length > 0) {
    const reached = new Map<string, readonly string[]>()
    for (const id of frontier) {
      for (const { to } of read.graph.below(id)) {
        if (ways.has(to)) continue
        const via = ways.get(id)!
        const there = reached.get(to)
        if (there === undefined || (share([...via, to]) ?? 0) > (share([...there, to]) ?? 0)) reached.set(to, via)
      }
    }
    for (const [id, via] of reached) {
      ways.set(id, [...via, id])
      const node = read.graph.find(id)!
      if (TOLD.has(node.kind)) affected.push({ node, via, share: share([...via, id]) })
    }
    frontier = [...reached.keys()]
  }
  return affected
}

function segmentsFinding(affected: readonly Affected[], what: string): string[] {
  const segments = affected.filter(({ node }) => node.kind === 'segment')
  return segments.length === 0 ? ['No segment would notice'] : [`${counted(segments.length, 'segment')} ${segments.length === 1 ? what.replace('look', 'looks') : what}: ${named(segments.map(({ node }) => node))}`]
}

const MAX_NAMED = 5

function named(nodes: readonly LineageNode[]): string {
  const shown = nodes.slice(0, MAX_NAMED).map(({ name, event }) => JSON.stringify(event === null ? name : `${event}.${name}`)).join(', ')
  return nodes.length > MAX_NAMED ? `${shown} and ${nodes.length - MAX_NAMED} more` : shown
}

function counted(n: number, noun: string): string {
  return `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`
}

function lastName(field: string): string {
  return field.split('.').filter((name) => name !== '[]').at(-1) ?? field
}
