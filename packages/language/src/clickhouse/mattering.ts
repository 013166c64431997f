// Which facts a condition reads: per event those in its widest window, and those with traits where a trait is read. What
// is left out makes no difference, except that its person may not appear; so where someone without any such fact can be
// a member, and where the time of the first fact of all counts, everything is read.
import type { Millis } from '@touchstone/base'
import { emptyMayBeTrue } from '../check/empty.ts'
import { isDynamic } from '../check/dynamic.ts'
import { eventsOf, isLeaf, listens, partsOf, type LeafCondition } from '../check/listens.ts'
import type { Condition, Events, Window } from '../check/tree.ts'
import { type Edges, edgesAt, EVER, hull, isPersonal, reachBack } from './windows.ts'

export interface Mattering {
  readonly everything: boolean
  /** By event: between which edges. */
  readonly events: ReadonlyMap<string, Edges>
  /** How many traits are read. */
  readonly traits: number
  /** The only reason to read a fact, where there is one: then every row that is read is of this event and between these edges. */
  readonly only: { readonly event: string; readonly edges: Edges } | undefined
}

/** The windows of persons' zones may be that of any of `zones`. */
export function matteringOf(root: Condition, asOf: Millis, zones: readonly string[]): Mattering {
  const events = new Map<string, Edges>()
  const add = (event: string, edges: Edges): void => void events.set(event, hull(events.get(event) ?? edges, edges))
  visit(root, 0, (leaf, duration) => {
    if (leaf.kind === 'sequence') {
      const edges = edgesAt(leaf.window, asOf)
      for (const { pattern, without } of leaf.steps) for (const one of without === undefined ? [pattern] : [pattern, without]) add(one.event, edges)
      for (const { pattern } of leaf.absences) add(pattern.event, edges)
      return
    }
    for (const { event, window } of eventsOf(leaf)) add(event, reachOf(window, asOf, zones, duration))
  })
  const everything = emptyMayBeTrue(root) || needsFirstFact(root)
  const traits = listens({ root }).traits.length
  const [single] = events.size === 1 && traits === 0 && !everything ? [...events] : []
  return { everything, events, traits, only: single && { event: single[0], edges: single[1] } }
}

/** Where a window can reach, for whomever, at any instant of the `duration` before `asOf`. */
export function reachOf(window: Window, asOf: Millis, zones: readonly string[], duration: Millis): Edges {
  if (!isPersonal(window)) return duration === 0 ? edgesAt(window, asOf) : reachBack(window, asOf, duration)
  const { zone } = window
  const places = zone.kind === 'person' && zone.otherwise !== undefined ? [...zones, zone.otherwise] : zones
  return places.length === 0 ? EVER : places.map((place) => edgesAt(window, asOf, place)).reduce(hull)
}

function visit(condition: Condition, duration: Millis, see: (leaf: LeafCondition, duration: Millis) => void): void {
  if (isLeaf(condition)) return see(condition, duration)
  const inner = condition.kind === 'held' || condition.kind === 'moved' ? condition.duration : duration
  for (const part of partsOf(condition)) visit(part, inner, see)
}

/** Before a person's first fact nothing is true; that matters only to what is true of someone without facts that matter. */
export function needsFirstFact(condition: Condition): boolean {
  if (condition.kind === 'held' || condition.kind === 'moved') return emptyMayBeTrue(condition.item)
  return partsOf(condition).some(needsFirstFact)
}

/** Whether the events of a condition depend on the person as they are now. */
export function looksAtPerson({ window, filter }: Events): boolean {
  return isPersonal(window) || isDynamic(filter)
}
