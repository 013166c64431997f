// The segment versions that the state has: what control records make of them, and what they keep.
import { assert } from '@touchstone/base'
import { compile, parseStoredCondition, storedProgram, type Numbering } from '@touchstone/language'
import type { Transaction } from '@touchstone/stream'
import type { DefineControl, ThresholdControl } from '@touchstone/vocabulary'
import { atRest } from './at-rest.ts'
import { Guards } from './guard.ts'
import { Listeners } from './listeners.ts'
import { decodeSegment, encodeSegment, newSegment, sweepCause, type LiveNode, type LiveSegment, type StoredSegment } from './live-segment.ts'
import type { Names } from './names.ts'
import { SegmentNodes } from './segment-nodes.ts'

const ALL_SEGMENTS = 1_000_000
/** The key in `profiles_meta` of the positions of computed traits. */
export const COMPUTED_TRAITS = 'computed'

export class SegmentIndex {
  readonly #names: Names
  readonly segments = new Map<number, LiveSegment>()
  readonly #byId = new Map<string, LiveSegment>()
  readonly listeners = new Listeners()
  readonly guards = new Guards()
  readonly #nodes = new SegmentNodes(this.listeners)
  /** What the state has as it was before the batch. */
  readonly unsaved = new Set<LiveSegment>()
  /** Whether the state has the positions of all computed traits. */
  #areTraitsListed = true
  /** Segments for which everyone is being gone through. */
  readonly sweeping = new Set<LiveSegment>()

  constructor(names: Names) {
    this.#names = names
  }

  load(tx: Transaction): void {
    this.#nodes.load(tx)
    for (const { value } of tx.range('segments', undefined, undefined, ALL_SEGMENTS)) this.#changed(this.#add(decodeSegment(value), tx))
    this.unsaved.clear()
    this.#areTraitsListed = true
  }

  /** A definition at `position`; a repeated one is ignored. Answers the segment when it is new. */
  define(position: number, control: DefineControl, tx: Transaction): LiveSegment | undefined {
    if (this.#byId.has(`${control.id}@${control.version}`)) return undefined
    const segment = this.#add(newSegment(position, control), tx)
    if (this.incomplete(segment).length === 0) {
      this.seeded(segment)
      if (segment.trait !== undefined) this.goLive(segment, tx)
    }
    this.#changed(segment)
    return segment
  }

  /** A definition that is known ahead of its time: its nodes take in every fact, and nobody is evaluated before `seeded`. */
  foreknow(position: number, segment: Pick<DefineControl, 'id' | 'version' | 'where' | 'trait'>, tx: Transaction): void {
    this.#changed(this.#add(newSegment(position, segment), tx))
  }

  #add(stored: StoredSegment, tx: Transaction): LiveSegment {
    const { program, guards } = this.#compile(stored, tx)
    for (const { key, value } of stored.thresholds) setThreshold(program.ranks, key, value)
    const nodes = program.nodes.map((spec) => this.#nodes.of(spec, stored))
    const segment: LiveSegment = { ...stored, program, nodes, guards, atRest: atRest(program), mark: 0 }
    this.segments.set(stored.position, segment)
    this.#byId.set(`${stored.id}@${stored.version}`, segment)
    if (stored.trait !== undefined) this.#areTraitsListed = false
    this.#nodes.listen(segment)
    this.listeners.addSegment(segment)
    return segment
  }

  #compile(stored: StoredSegment, tx: Transaction): Pick<LiveSegment, 'program' | 'guards'> {
    const numbering: Numbering = {
      node: (key) => this.#nodes.numberOf(key, stored),
      trait: (name) => this.#names.number('trait', name, tx, Infinity),
    }
    if (stored.trait !== undefined) {
      const kept = storedProgram(stored.where, true, numbering)
      assert(kept.ok, `the expression of trait ${stored.id} was checked before it was appended`)
      return { program: kept.value, guards: [] }
    }
    const condition = parseStoredCondition(stored.where)
    assert(condition.ok, `the condition of segment ${stored.id} was checked before it was appended`)
    const program = compile(condition.value, numbering)
    return { program, guards: this.guards.of(condition.value.root, (name) => program.traitNumbers[program.traits.indexOf(name)]!) }
  }

  get unsavedNodes(): Set<LiveNode> {
    return this.#nodes.unsaved
  }

  /** One that is not leaving. */
  nodeOfKey(key: string): LiveNode | undefined {
    return this.#nodes.byKey(key)
  }

  /** By number; also one that is leaving. */
  node(number: number): LiveNode | undefined {
    return this.#nodes.byNumber(number)
  }

  /** Nodes of the segment whose history is not seeded yet, as indexes into its program. */
  incomplete(segment: LiveSegment): number[] {
    return segment.nodes.flatMap((node, index) => (node.complete ? [] : [index]))
  }

  /**
   * The history of the segment's nodes is in: it may be evaluated. A computed trait has nobody to be evaluated for: it can go
   * live at once, and is read whenever somebody asks.
   */
  seeded(segment: LiveSegment): void {
    for (const node of segment.nodes) {
      node.complete = true
      this.unsavedNodes.add(node)
    }
    if (segment.trait === undefined) {
      segment.state = 'sweeping'
      segment.sweptThrough = 0
    }
    this.#changed(segment)
  }

  archive(segment: LiveSegment, tx: Transaction): void {
    if (segment.state === 'archiving') return
    segment.state = 'archiving'
    segment.isRechecking = false
    segment.sweptThrough = 0
    segment.leaving = this.#nodes.leave(segment, tx)
    this.#changed(segment)
  }

  /** From now on this version speaks for its segment, and every other one stands by. */
  cutOver(segment: LiveSegment): void {
    if (segment.state === 'archiving') return
    for (const one of this.segments.values()) {
      if (one.id !== segment.id) continue
      one.role = one === segment ? 'reported' : 'standby'
      this.unsaved.add(one)
    }
  }

  /** Another threshold means that anyone may be on the other side of it. A rank that the segment does not have changes nothing. */
  threshold(segment: LiveSegment, { key, value, people, error, at }: ThresholdControl): void {
    const known = segment.thresholds.find((one) => one.key === key)
    if (segment.state === 'archiving' || !setThreshold(segment.program.ranks, key, value)) return
    segment.thresholds = [...segment.thresholds.filter((one) => one !== known), { key, value, people, error, at }]
    this.unsaved.add(segment)
    if ((known?.value ?? null) === value) return
    this.listeners.removeSegment(segment)
    segment.atRest = atRest(segment.program)
    this.listeners.addSegment(segment)
    if (segment.state === 'backfilling') return
    if (segment.state === 'live') segment.isRechecking = true
    segment.sweptThrough = 0
    this.#changed(segment)
  }

  /** A sweep has passed people up to `through`; Infinity when it has passed everyone. */
  swept(segment: LiveSegment, through: number, tx: Transaction): void {
    segment.sweptThrough = through
    this.unsaved.add(segment)
    if (through < Infinity) return
    if (segment.state === 'archiving') this.#remove(segment, tx)
    else this.goLive(segment, tx)
  }

  /** Everyone there is has been evaluated. */
  goLive(segment: LiveSegment, tx: Transaction): void {
    if (segment.state !== 'live') segment.liveSince = tx.time
    segment.state = 'live'
    segment.isRechecking = false
    segment.sweptThrough = Infinity
    this.#changed(segment)
  }

  /** Forgets an archived segment and the nodes that left with it. */
  #remove(segment: LiveSegment, tx: Transaction): void {
    this.#nodes.forget(segment)
    this.listeners.removeSegment(segment)
    this.segments.delete(segment.position)
    this.sweeping.delete(segment)
    this.unsaved.delete(segment)
    if (segment.trait !== undefined) this.#areTraitsListed = false
    this.#byId.delete(`${segment.id}@${segment.version}`)
    tx.remove('segments', segment.position)
  }

  #changed(segment: LiveSegment): void {
    this.unsaved.add(segment)
    if (sweepCause(segment) === undefined) this.sweeping.delete(segment)
    else this.sweeping.add(segment)
  }

  save(tx: Transaction): void {
    this.#nodes.save(tx)
    for (const segment of this.unsaved) tx.put('segments', segment.position, encodeSegment(segment))
    this.unsaved.clear()
    if (this.#areTraitsListed) return
    // Who reads computed traits need not go through all segments.
    const traits = [...this.segments.values()].filter(({ trait }) => trait !== undefined).map(({ position }) => position)
    tx.put('profiles_meta', COMPUTED_TRAITS, Buffer.from(JSON.stringify(traits)))
    this.#areTraitsListed = true
  }
}

/** Whether there is a rank with this key. */
function setThreshold(ranks: LiveSegment['program']['ranks'], key: string, value: number | null): boolean {
  const found = ranks.filter((rank) => rank.key === key)
  for (const rank of found) rank.setThreshold(value ?? undefined)
  return found.length > 0
}
