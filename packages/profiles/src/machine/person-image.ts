// A person as an image, and an image as a person: cells by name, nodes without chunks.
import { assert } from '@touchstone/base'
import type { Cells } from '@touchstone/language'
import type { Transaction } from '@touchstone/stream'
import { cellNumber, cellSort, CellKey } from './cell-key.ts'
import { countEvent, readEventCount } from './event-cells.ts'
import type { ImageCell, PersonImage } from './image-record.ts'
import type { Names } from './names.ts'
import type { PersonRecord } from './person-record.ts'
import { SeedCells } from './seed-cells.ts'
import type { SegmentIndex } from './segment-index.ts'

export interface ImageParts {
  readonly names: Names
  readonly index: SegmentIndex
}

/** Copies. */
export function imageOf(person: PersonRecord, { names, index }: ImageParts): PersonImage {
  const cells: ImageCell[] = []
  for (let i = 0; i < person.cellCount; i++) {
    const key = person.keyAt(i)
    const sort = cellSort(key)
    const bytes = (): Uint8Array => Uint8Array.from(person.bytes.subarray(person.offsetAt(i), person.offsetAt(i) + person.lengthAt(i)))
    if (sort === 'trait' || sort === 'event') cells.push({ sort, key: 0, name: sort === 'event' && cellNumber(key) === 0 ? '' : names.name(sort, cellNumber(key)), bytes: bytes() })
    else if (sort !== 'node') cells.push({ sort: 'fixed', key, name: '', bytes: bytes() })
    else {
      const node = index.node(cellNumber(key))!
      const whole = new WholeCell(node.number)
      node.spec.merge(whole, person)
      cells.push({ sort, key: 0, name: node.key, bytes: whole.taken() })
    }
  }
  const { id, firstSeen, lastSeen, wakeUp, evaluatedAt, facts } = person
  return { id, firstSeen, lastSeen, wakeUp, evaluatedAt, facts, cells }
}

/** Fills an empty record. */
export function fillFromImage(person: PersonRecord, image: PersonImage, { names, index }: ImageParts, tx: Transaction): void {
  assert(person.id === image.id && person.cellCount === 0, 'an image becomes an empty record of its person')
  person.seen(image.firstSeen, image.lastSeen)
  assert(image.facts > 0 && image.firstSeen <= image.lastSeen, 'somebody was seen')
  person.facts = image.facts
  person.wakeUp = image.wakeUp
  person.evaluatedAt = image.evaluatedAt
  for (const cell of image.cells) fillCell(person, cell, names, index, tx)
}

function fillCell(person: PersonRecord, { sort, key, name, bytes }: ImageCell, names: Names, index: SegmentIndex, tx: Transaction): void {
  if (sort === 'node') {
    const node = index.nodeOfKey(name)
    // One that has gone meanwhile.
    if (node !== undefined) node.spec.merge(person, new SeedCells(node.number, bytes))
  } else if (sort === 'event') {
    const number = name === '' ? 0 : names.number('event', name, tx)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const { count, first, last } = readEventCount({ view } as PersonRecord, 0)
    countEvent(person, number, first, last, count)
  } else {
    const number = sort === 'trait' ? names.number('trait', name, tx) : 0
    if (sort === 'trait' && number === 0) return
    put(person, sort === 'trait' ? CellKey.trait(number) : key, bytes)
  }
}

function put(person: PersonRecord, key: number, bytes: Uint8Array): void {
  const at = person.allocateCell(key, bytes.length)
  assert(at > 0, 'a cell lies behind the head of its record')
  person.bytes.set(bytes, at)
}

/** One node's cell that grows as it likes. */
class WholeCell implements Cells {
  readonly chunks = undefined
  bytes = Buffer.alloc(1024)
  view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength)
  readonly #node: number
  #length = -1

  constructor(node: number) {
    this.#node = node
  }
  find(node: number): number {
    return node === this.#node && this.#length >= 0 ? 0 : -1
  }
  size(node: number): number {
    return this.find(node) < 0 ? 0 : this.#length
  }
  allocate(node: number, length: number): number {
    assert(node === this.#node, 'a whole cell is of one node')
    const had = Math.max(0, this.#length)
    if (length > this.bytes.length) {
      const grown = Buffer.alloc(Math.max(2 * this.bytes.length, length))
      grown.set(this.bytes.subarray(0, had))
      this.bytes = grown
      this.view = new DataView(grown.buffer, grown.byteOffset, grown.byteLength)
    } else if (length > had) this.bytes.fill(0, had, length)
    this.#length = length
    return 0
  }
  taken(): Uint8Array {
    assert(this.#length >= 0, 'a merge with a cell makes one')
    return Uint8Array.from(this.bytes.subarray(0, this.#length))
  }
}
