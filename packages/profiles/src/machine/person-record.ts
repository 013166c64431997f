// One person's live state: a record of cells (see cell-record.ts) whose fixed fields are
//
//    0 u8  layout version       16 f64 first seen     32 f64 earliest pending wake-up     48 f64 facts counted
//    1 u24 disturbances         24 f64 last seen      40 f64 evaluated at
//    8 f64 person id
//
// Histories that grow with a person lie in blocks of their own (see chunk-cache.ts).
import { HOUR, assert } from '@touchstone/base'
import { TraitKind, type PersonState } from '@touchstone/language'
import type { RecordCache, Slot } from '@touchstone/stream'
import { compareStretch } from './compare-stretch.ts'
import { CellKey } from './cell-key.ts'
import { CellRecord, EMPTY_RECORD, clearRecord } from './cell-record.ts'
import { PersonChunks, type ChunkCache } from './chunk-cache.ts'

/** Raised with every change of what a record or a block holds; see `STATE_LAYOUT`. */
export const PERSON_LAYOUT = 4

/** Bytes of a trait's cell before its value; see trait-cells.ts. */
export const TRAIT_HEAD = 17

/** Facts that are late by no more than this, seen from the person's latest, disturb nothing. */
const LATE = HOUR

export class PersonRecord extends CellRecord implements PersonState {
  readonly chunks: PersonChunks

  constructor(cache: RecordCache, chunks: ChunkCache) {
    super(cache)
    this.chunks = new PersonChunks(chunks)
  }

  /** Makes an empty record in a fresh slot for `person`, seen first at `time`. */
  static create(cache: RecordCache, person: number, time: number): Slot {
    const slot = cache.create(person, Math.max(512, EMPTY_RECORD))
    clearRecord(cache, slot)
    const { view, bytes } = cache
    bytes[slot.start] = PERSON_LAYOUT
    view.setFloat64(slot.start + 8, person, true)
    view.setFloat64(slot.start + 16, Infinity, true)
    view.setFloat64(slot.start + 24, -Infinity, true)
    view.setFloat64(slot.start + 32, Infinity, true)
    view.setFloat64(slot.start + 40, time, true)
    return slot
  }

  get id(): number {
    return this.view.getFloat64(this.start + 8, true)
  }
  get firstSeen(): number {
    return this.view.getFloat64(this.start + 16, true)
  }
  get lastSeen(): number {
    return this.view.getFloat64(this.start + 24, true)
  }
  get settled(): number {
    return this.lastSeen - LATE
  }
  get disturbances(): number {
    return this.view.getUint32(this.start, true) >>> 8
  }
  /** Something of what is settled becomes known, or is about to. */
  disturb(): void {
    this.view.setUint32(this.start, ((this.disturbances + 1) << 8) | this.bytes[this.start]!, true)
  }
  /** The whole past is another one than before: nobody's memory of this id holds. Only a mark of its own, far from what counting comes to. */
  renew(mark: number): void {
    this.view.setUint32(this.start, ((0x800000 | (mark % 0x800000)) << 8) | this.bytes[this.start]!, true)
  }
  get wakeUp(): number {
    return this.view.getFloat64(this.start + 32, true)
  }
  set wakeUp(due: number) {
    this.view.setFloat64(this.start + 32, due, true)
  }
  get evaluatedAt(): number {
    return this.view.getFloat64(this.start + 40, true)
  }
  set evaluatedAt(time: number) {
    this.view.setFloat64(this.start + 40, time, true)
  }
  get facts(): number {
    return this.view.getFloat64(this.start + 48, true)
  }
  set facts(count: number) {
    this.view.setFloat64(this.start + 48, count, true)
  }

  /** Facts happened from `from` to `to`; true when the first of them is before all others. */
  seen(from: number, to: number): boolean {
    assert(from <= to || from === Infinity, 'the first of some facts is not after their last')
    if (from <= this.settled) this.disturb()
    if (to > this.lastSeen) this.view.setFloat64(this.start + 24, to, true)
    if (from >= this.firstSeen) return false
    this.view.setFloat64(this.start + 16, from, true)
    return true
  }

  // What conditions see.
  find(node: number): number {
    return this.findCell(CellKey.node(node))
  }
  size(node: number): number {
    return this.cellSize(CellKey.node(node))
  }
  allocate(node: number, length: number): number {
    return this.allocateCell(CellKey.node(node), length)
  }
  traitKind(trait: number): TraitKind {
    const at = this.findCell(CellKey.trait(trait))
    return at < 0 ? TraitKind.MISSING : (this.bytes[at + 16] as TraitKind)
  }
  traitNumber(trait: number): number {
    return this.view.getFloat64(this.findCell(CellKey.trait(trait)) + TRAIT_HEAD, true)
  }
  traitCompare(trait: number, other: Uint8Array): number {
    const index = this.indexOf(CellKey.trait(trait))
    return compareStretch(this.bytes, this.offsetAt(index) + TRAIT_HEAD, this.lengthAt(index) - TRAIT_HEAD, other)
  }
  traitText(trait: number): string {
    const index = this.indexOf(CellKey.trait(trait))
    const at = this.offsetAt(index)
    return this.bytes.toString('utf8', at + TRAIT_HEAD, at + this.lengthAt(index))
  }
}
