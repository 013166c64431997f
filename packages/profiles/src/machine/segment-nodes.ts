// The nodes that the live segments share, by key and by number. A node lives as long as a segment that is not being
// archived listens to it. Then it leaves: facts pass it by, and its cells go person by person with the segment that left
// last. Should a definition ask for the same key meanwhile, it gets a node of its own with another number: numbers are
// never given twice, so that a cell of the old one can never be taken for the new one's.
import { assert } from '@touchstone/base'
import type { NodeSpec } from '@touchstone/language'
import type { Transaction } from '@touchstone/stream'
import type { Listeners } from './listeners.ts'
import type { LiveNode, LiveSegment, StoredNode, StoredSegment } from './live-segment.ts'
import { nodeKey } from './node-key.ts'
import { SegmentList } from './segment-list.ts'

const ALL_NODES = 1_000_000

export class SegmentNodes {
  readonly #listeners: Listeners
  readonly #byKey = new Map<string, LiveNode>()
  readonly #byNumber: (LiveNode | undefined)[] = []
  /** Read from the state or numbered just now; a program is about to be compiled that has it. */
  readonly #stored = new Map<string, StoredNode>()
  /** What the state has as it was before the batch, or not at all. */
  readonly unsaved = new Set<LiveNode>()
  #next = 1
  #savedNext = 1

  constructor(listeners: Listeners) {
    this.#listeners = listeners
  }

  load(tx: Transaction): void {
    for (const { value } of tx.range('nodes', undefined, undefined, ALL_NODES)) {
      const node = JSON.parse(value.toString()) as StoredNode
      this.#stored.set(node.key, node)
    }
    const next = tx.get('profiles_meta', 'next_node')
    this.#next = this.#savedNext = next === undefined ? 1 : Number(next.toString())
  }

  /** The number of the node that `segment` has under `key`, given now if it is new. */
  numberOf(key: string, segment: StoredSegment): number {
    const leaving = segment.leaving?.[key]
    if (leaving !== undefined) return leaving
    const known = this.#byKey.get(key) ?? this.#stored.get(key)
    if (known !== undefined) return known.number
    // Another segment left last and took the node with it. What is being archived asks nothing of anybody.
    if (segment.state === 'archiving') return 0
    const stored: StoredNode = { key, number: this.#next++, since: segment.position, complete: false, seededThrough: 0 }
    this.#stored.set(key, stored)
    return stored.number
  }

  /** The node of `spec`, as `numberOf` has numbered it for `segment`. */
  of(spec: NodeSpec, segment: StoredSegment): LiveNode {
    const known = this.#byKey.get(spec.key)
    if (known?.number === spec.id) return known
    const stored = this.#stored.get(spec.key)
    if (stored?.number !== spec.id) {
      assert(segment.state === 'archiving', 'only what is being archived has nodes that leave')
      const node: LiveNode = { key: spec.key, number: spec.id, since: segment.position, complete: true, seededThrough: 0, spec, segments: [], listeners: new SegmentList(), isLeaving: true, mark: 0, changed: 0 }
      this.#byNumber[node.number] = node
      return node
    }
    const node: LiveNode = { ...stored, spec, segments: [], listeners: new SegmentList(), isLeaving: false, mark: 0, changed: 0 }
    this.#stored.delete(spec.key)
    this.unsaved.add(node)
    this.#byKey.set(spec.key, node)
    this.#byNumber[node.number] = node
    this.#listeners.addNode(node)
    return node
  }

  /** The segment listens to its nodes from now on. */
  listen(segment: LiveSegment): void {
    for (const node of segment.nodes) {
      node.segments.push(segment)
      node.listeners.add(segment)
    }
  }

  byKey(key: string): LiveNode | undefined {
    return this.#byKey.get(key)
  }

  byNumber(number: number): LiveNode | undefined {
    return this.#byNumber[number]
  }

  /** The segment is being archived: which of its nodes leave with it. */
  leave(segment: LiveSegment, tx: Transaction): Record<string, number> {
    const leaving: [string, number][] = []
    for (const node of segment.nodes) {
      if (node.isLeaving || node.segments.some((one) => one.state !== 'archiving')) continue
      node.isLeaving = true
      this.#listeners.removeNode(node)
      this.#byKey.delete(node.key)
      this.unsaved.delete(node)
      tx.remove('nodes', nodeKey(node.key))
      leaving.push([node.key, node.number])
    }
    return Object.fromEntries(leaving)
  }

  /** The segment is gone, and so are the cells of the nodes that left with it. */
  forget(segment: LiveSegment): void {
    for (const node of segment.nodes) {
      node.segments.splice(node.segments.indexOf(segment), 1)
      node.listeners.remove(segment)
      if (node.segments.length > 0) continue
      assert(node.isLeaving, 'a node leaves with its last segment')
      this.#byNumber[node.number] = undefined
    }
  }

  save(tx: Transaction): void {
    if (this.#next !== this.#savedNext) tx.put('profiles_meta', 'next_node', Buffer.from(String((this.#savedNext = this.#next))))
    for (const node of this.unsaved) {
      const { key, number, since, complete, seededThrough } = node
      const stored: StoredNode = { key, number, since, complete, seededThrough }
      tx.put('nodes', nodeKey(key), Buffer.from(JSON.stringify(stored)))
    }
    this.unsaved.clear()
  }
}
