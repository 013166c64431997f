// The live segments and what they listen to: from an event to its nodes, from a node or a trait to the segments whose
// value may change. The cost of a fact depends on what listens to it, not on how many segments exist.
import { assert } from '@touchstone/base'
import { compile, parseStoredCondition, type NodeSpec } from '@touchstone/language'
import type { Transaction } from '@touchstone/stream'
import { isEvaluated, type LiveSegment, type StoredNode, type StoredSegment } from './live-segment.ts'
import type { Names } from './names.ts'

export interface LiveNode extends StoredNode {
  readonly spec: NodeSpec
  readonly segments: LiveSegment[]
  dirty: boolean
}

export class SegmentIndex {
  readonly #names: Names
  readonly segments = new Map<number, LiveSegment>()
  readonly #byId = new Map<string, LiveSegment>()
  readonly #nodesByKey = new Map<string, LiveNode>()
  readonly #nodesByNumber: (LiveNode | undefined)[] = []
  readonly #byEvent = new Map<string, LiveNode[]>()
  readonly #byTrait = new Map<string, LiveSegment[]>()
  #stored = new Map<string, StoredNode>()
  #nextNode = 1
  #savedNextNode = 1
  /** Evaluated segments that hold for a person of whom nothing is known. */
  openSegments: LiveSegment[] = []

  constructor(names: Names) {
    this.#names = names
  }

  load(tx: Transaction): void {
    for (const { key, value } of tx.range('nodes', undefined, undefined, 1_000_000)) this.#stored.set(key as string, JSON.parse(value.toString()) as StoredNode)
    // Numbers are never given twice, so that a cell left behind can never be taken for another node's.
    const next = tx.get('profiles_meta', 'next_node')
    this.#nextNode = this.#savedNextNode = next === undefined ? 1 : Number(next.toString())
    for (const { value } of tx.range('segments', undefined, undefined, 1_000_000)) this.#add(JSON.parse(value.toString()) as StoredSegment, tx, false)
    this.refreshOpen()
  }

  /** A definition at `position`; a repeated one is ignored. Answers the segment when it is new. */
  define(position: number, id: string, version: number, where: string, tx: Transaction): LiveSegment | undefined {
    if (this.#byId.has(`${id}@${version}`)) return undefined
    const stored: StoredSegment = { position, id, version, where, state: 'backfilling', size: 0, seededThrough: 0, sweptThrough: 0, liveSince: 0 }
    const segment = this.#add(stored, tx, true)
    if (this.incomplete(segment).length === 0) segment.state = 'sweeping'
    segment.dirty = true
    this.refreshOpen()
    return segment
  }

  #add(stored: StoredSegment, tx: Transaction, isNew: boolean): LiveSegment {
    const condition = parseStoredCondition(stored.where)
    assert(condition.ok, `the condition of segment ${stored.id} was checked before it was appended`)
    const program = compile(condition.value, {
      node: (key) => {
        if (isNew) this.#retire(key)
        return this.#nodeNumber(key, stored.position)
      },
      trait: (name) => this.#names.number('trait', name, tx, Infinity),
    })
    const nodes = program.nodes.map((spec) => this.#node(spec))
    const segment: LiveSegment = { ...stored, program, nodes, dirty: false, mark: 0 }
    this.segments.set(stored.position, segment)
    this.#byId.set(`${stored.id}@${stored.version}`, segment)
    for (const node of nodes) node.segments.push(segment)
    for (const trait of program.traits) append(this.#byTrait, trait, segment)
    return segment
  }

  #nodeNumber(key: string, position: number): number {
    const live = this.#nodesByKey.get(key) ?? this.#stored.get(key)
    if (live !== undefined) return live.number
    const stored: StoredNode = { number: this.#nextNode++, since: position, complete: false, seededThrough: 0 }
    this.#stored.set(key, stored)
    return stored.number
  }

  /**
   * A node that only archived segments listen to is losing its cells, person by person. A new definition gets one of its
   * own, with another number; the old one goes with its segments.
   */
  #retire(key: string): void {
    const node = this.#nodesByKey.get(key)
    if (node === undefined || node.segments.some((one) => one.state !== 'archiving')) return
    this.#nodesByKey.delete(key)
    remove(this.#byEvent, node.spec.event, node)
  }

  #node(spec: NodeSpec): LiveNode {
    const known = this.#nodesByKey.get(spec.key)
    if (known !== undefined) return known
    const node: LiveNode = { ...this.#stored.get(spec.key)!, spec, segments: [], dirty: true }
    this.#stored.delete(spec.key)
    this.#nodesByKey.set(spec.key, node)
    this.#nodesByNumber[node.number] = node
    append(this.#byEvent, spec.event, node)
    return node
  }

  nodesOf(event: string): readonly LiveNode[] | undefined {
    return this.#byEvent.get(event)
  }
  node(number: number): LiveNode | undefined {
    return this.#nodesByNumber[number]
  }
  segmentsOfTrait(trait: string): readonly LiveSegment[] | undefined {
    return this.#byTrait.get(trait)
  }

  /** Nodes of the segment whose history is not seeded yet, as indexes into its program. */
  incomplete(segment: LiveSegment): number[] {
    return segment.nodes.flatMap((node, index) => (node.complete ? [] : [index]))
  }

  /** The history of the segment's nodes is in: it may be evaluated. */
  seeded(segment: LiveSegment): void {
    for (const node of segment.nodes) {
      node.complete = true
      node.dirty = true
    }
    segment.state = 'sweeping'
    segment.sweptThrough = 0
    segment.dirty = true
    this.refreshOpen()
  }

  archive(segment: LiveSegment): void {
    segment.state = 'archiving'
    segment.sweptThrough = 0
    segment.dirty = true
    this.refreshOpen()
  }

  /** Forgets an archived segment and the nodes that only it used; answers the numbers of those nodes. */
  remove(segment: LiveSegment, tx: Transaction): void {
    for (const node of segment.nodes) {
      node.segments.splice(node.segments.indexOf(segment), 1)
      if (node.segments.length === 0) this.#removeNode(node, tx)
    }
    for (const trait of segment.program.traits) remove(this.#byTrait, trait, segment)
    this.segments.delete(segment.position)
    this.#byId.delete(`${segment.id}@${segment.version}`)
    tx.remove('segments', segment.position)
    this.refreshOpen()
  }

  /** Nodes that no segment but `leaving` ones listen to: their cells may go. */
  orphans(leaving: readonly LiveSegment[]): LiveNode[] {
    return leaving.flatMap((segment) => segment.nodes).filter((node) => node.segments.every((one) => one.state === 'archiving'))
  }

  #removeNode(node: LiveNode, tx: Transaction): void {
    this.#nodesByNumber[node.number] = undefined
    if (this.#nodesByKey.get(node.spec.key) !== node) return
    this.#nodesByKey.delete(node.spec.key)
    remove(this.#byEvent, node.spec.event, node)
    tx.remove('nodes', node.spec.key)
  }

  refreshOpen(): void {
    this.openSegments = [...this.segments.values()].filter((segment) => isEvaluated(segment) && segment.program.emptyValue === 1)
  }

  save(tx: Transaction): void {
    if (this.#nextNode !== this.#savedNextNode) tx.put('profiles_meta', 'next_node', Buffer.from(String((this.#savedNextNode = this.#nextNode))))
    for (const segment of this.segments.values()) {
      if (!segment.dirty) continue
      segment.dirty = false
      const { position, id, version, where, state, size, seededThrough, sweptThrough, liveSince } = segment
      const stored: StoredSegment = { position, id, version, where, state, size, seededThrough, sweptThrough, liveSince }
      tx.put('segments', position, Buffer.from(JSON.stringify(stored)))
    }
    for (const node of this.#nodesByKey.values()) {
      if (!node.dirty) continue
      node.dirty = false
      const { number, since, complete, seededThrough } = node
      const stored: StoredNode = { number, since, complete, seededThrough }
      tx.put('nodes', node.spec.key, Buffer.from(JSON.stringify(stored)))
    }
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
