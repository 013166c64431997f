// An IMAGES record: the people of one component, built again from their facts, to take the place of those there are. What
// the engine numbers by itself (traits, events, nodes) goes by name, so that any state of this layout can take them.
//
//   u16 layout · u16 0 · u32 length of the JSON · JSON (the head) · moves: 3 × f64 each (fact, stored, person)
//   · the cells' bytes, in the order of the head
import { assert, type Millis } from '@touchstone/base'
import { SEED_LAYOUT } from '@touchstone/vocabulary'
import { PERSON_LAYOUT } from './person-record.ts'

/** Images that a log has from another layout are passed over, and the people are built again. */
const IMAGE_LAYOUT = 100 * SEED_LAYOUT + PERSON_LAYOUT

const HEAD = 8
const MOVE = 24

/** One cell: `key` where its number is the same everywhere, else the name of the trait, the event or the node. */
export interface ImageCell {
  readonly sort: 'fixed' | 'trait' | 'event' | 'node'
  readonly key: number
  readonly name: string
  /** Of a node without chunks: whoever takes it cuts it up. */
  readonly bytes: Uint8Array
}

export interface PersonImage {
  readonly id: number
  readonly firstSeen: Millis
  readonly lastSeen: Millis
  /** Infinity where nothing is due. */
  readonly wakeUp: Millis
  readonly evaluatedAt: Millis
  readonly facts: number
  readonly cells: readonly ImageCell[]
}

export interface Images {
  /** Position of the amendment, and of the control record up to which the facts are in these people. */
  readonly amend: number
  readonly through: number
  readonly people: readonly PersonImage[]
  /** Facts that aliases would lead to the wrong person, ascending: (fact, under whom it was stored, whose it is or 0: nobody's). */
  readonly moves: Float64Array
  /** Values that do not count: (fact, person, trait). */
  readonly retractions: readonly (readonly [number, number, string])[]
}

interface Head extends Pick<Images, 'amend' | 'through' | 'retractions'> {
  readonly moves: number
  readonly people: readonly (Omit<PersonImage, 'cells' | 'wakeUp'> & { readonly wakeUp: number | null; readonly cells: readonly (readonly [ImageCell['sort'], number, string, number])[] })[]
}

export function encodeImages({ amend, through, people, moves, retractions }: Images): Buffer {
  assert(moves.length % 3 === 0, 'a move has three parts')
  const head: Head = {
    amend, through, retractions,
    moves: moves.length / 3,
    // JSON has no Infinity: it becomes null.
    people: people.map(({ cells, ...one }) => ({ ...one, cells: cells.map(({ sort, key, name, bytes }) => [sort, key, name, bytes.length] as const) })),
  }
  const text = Buffer.from(JSON.stringify(head))
  const start = Buffer.alloc(HEAD)
  start.writeUInt16LE(IMAGE_LAYOUT, 0)
  start.writeUInt32LE(text.length, 4)
  const bytes = people.flatMap(({ cells }) => cells.map((cell) => cell.bytes))
  return Buffer.concat([start, text, Buffer.from(moves.buffer, moves.byteOffset, moves.byteLength), ...bytes])
}

/** The images in a record; undefined for one of another layout. The cells are parts of `bytes`. */
export function decodeImages(bytes: Buffer, start: number, end: number): Images | undefined {
  if (bytes.readUInt16LE(start) !== IMAGE_LAYOUT) return undefined
  const movesAt = start + HEAD + bytes.readUInt32LE(start + 4)
  const head = JSON.parse(bytes.toString('utf8', start + HEAD, movesAt)) as Head
  const moves = new Float64Array(3 * head.moves)
  let at = movesAt + MOVE * head.moves
  new Uint8Array(moves.buffer).set(bytes.subarray(movesAt, at))
  const people = head.people.map(({ cells, wakeUp, ...one }): PersonImage => {
    const own = cells.map(([sort, key, name, length]): ImageCell => ({ sort, key, name, bytes: bytes.subarray(at, (at += length)) }))
    return { ...one, wakeUp: wakeUp ?? Infinity, cells: own }
  })
  assert(at === end, 'the images fill their record')
  const { amend, through, retractions } = head
  return { amend, through, people, moves, retractions }
}
