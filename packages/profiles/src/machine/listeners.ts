// What listens to what: from an event or a given trait to the nodes that take the fact in, from a trait to the segments
// that read it. And which segments the clock alone may change for a person: those that may stir for anyone, and those
// that may only for people with one of their traits or a cell of their nodes. So the cost of a fact and of a wake-up
// depends on what concerns the person, not on how many segments exist.
//
// Segments in any state are listed: whoever asks passes over those that are not evaluated.
import type { LiveNode, LiveSegment } from './live-segment.ts'
import { SegmentList } from './segment-list.ts'

export class Listeners {
  readonly #byEvent = new Map<string, LiveNode[]>()
  readonly #byGivenTrait = new Map<string, LiveNode[]>()
  readonly #segmentsByEvent = new Map<string, SegmentList>()
  readonly #byTrait = new Map<number, SegmentList>()
  readonly #clockedByTrait = new Map<number, SegmentList>()
  /** Segments that time alone may change for anyone. */
  readonly restless = new SegmentList()
  /** Segments that may hold for a person of whom they know nothing. */
  readonly open = new SegmentList()

  /** Whether some segment that is silent for most people is moved by the clock for those with its traits. */
  get hasClockedTraits(): boolean {
    return this.#clockedByTrait.size > 0
  }

  addNode(node: LiveNode): void {
    for (const event of node.spec.events) append(this.#byEvent, event, node)
    for (const trait of node.spec.traits) append(this.#byGivenTrait, trait, node)
  }

  removeNode(node: LiveNode): void {
    for (const event of node.spec.events) remove(this.#byEvent, event, node)
    for (const trait of node.spec.traits) remove(this.#byGivenTrait, trait, node)
  }

  addSegment(segment: LiveSegment): void {
    const { events, traitNumbers, clocked } = segment.program
    for (const event of events) listOf(this.#segmentsByEvent, event).add(segment)
    for (const trait of traitNumbers) listOf(this.#byTrait, trait).add(segment)
    if (segment.atRest.mayHold) this.open.add(segment)
    if (segment.atRest.mayStir) this.restless.add(segment)
    else if (clocked) for (const trait of traitNumbers) listOf(this.#clockedByTrait, trait).add(segment)
  }

  /** The inverse of `addSegment`, with the same `atRest`. */
  removeSegment(segment: LiveSegment): void {
    const { events, traitNumbers, clocked } = segment.program
    for (const event of events) removeFrom(this.#segmentsByEvent, event, segment)
    for (const trait of traitNumbers) removeFrom(this.#byTrait, trait, segment)
    if (segment.atRest.mayHold) this.open.remove(segment)
    if (segment.atRest.mayStir) this.restless.remove(segment)
    else if (clocked) for (const trait of traitNumbers) removeFrom(this.#clockedByTrait, trait, segment)
  }

  nodesOfEvent(event: string): readonly LiveNode[] | undefined {
    return this.#byEvent.get(event)
  }
  /** The segments that read any of these nodes: asked once, they need fewer looks than node by node. */
  segmentsOfEvent(event: string): SegmentList | undefined {
    return this.#segmentsByEvent.get(event)
  }
  /** The nodes that take in facts which give the trait of this name. */
  nodesOfTrait(name: string): readonly LiveNode[] | undefined {
    return this.#byGivenTrait.get(name)
  }
  segmentsOfTrait(trait: number): SegmentList | undefined {
    return this.#byTrait.get(trait)
  }
  /** Of the segments that are silent for people without their traits: those that the clock may change for one with this trait. */
  clockedOfTrait(trait: number): SegmentList | undefined {
    return this.#clockedByTrait.get(trait)
  }
}

function append<T>(index: Map<string, T[]>, key: string, value: T): void {
  const list = index.get(key)
  if (list === undefined) index.set(key, [value])
  else list.push(value)
}

function remove<T>(index: Map<string, T[]>, key: string, value: T): void {
  const list = index.get(key)!
  list.splice(list.indexOf(value), 1)
  if (list.length === 0) index.delete(key)
}

function listOf<K>(index: Map<K, SegmentList>, key: K): SegmentList {
  let list = index.get(key)
  if (list === undefined) index.set(key, (list = new SegmentList()))
  return list
}

function removeFrom<K>(index: Map<K, SegmentList>, key: K, segment: LiveSegment): void {
  const list = index.get(key)!
  list.remove(segment)
  if (list.isEmpty) index.delete(key)
}
