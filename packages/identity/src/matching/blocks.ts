// Which pairs are compared at all. Of 100,000 records there are five billion pairs, nearly all of them of strangers; so a pair
// is looked at only when the two records share a key of some pass: the same email address, or the same date of birth, or names
// that sound alike in one postcode. Each pass forgives other mistakes, so a real pair must be spoilt in many ways to be missed.
//
// A key that too many records share (a switchboard's number, the first of January) is split by a second key, and left out
// where that does not help; what was left out is told. A pair that several passes find is compared once: the later pass sees
// that an earlier one shares its key.
import { assert } from '@touchstone/base'
import { MOST_RECORDS, type RecordTable } from './record-table.ts'

/** Pairs that one block may hold. */
export const MOST_PAIRS_PER_BLOCK = 40_000

export const PASSES = [
  'same email address',
  'same phone number',
  'same date of birth',
  'same names, in either order',
  'family name by sound in one postcode',
  'given name by sound, born in one month',
  'both names by sound, born in one year',
  'same given name in one postcode',
  'same name before the @',
] as const

export interface PassReport {
  readonly pass: string
  /** Pairs that no earlier pass had. */
  readonly pairs: number
  /** Blocks that were split by a second key. */
  readonly split: number
  /** Blocks left out because even so they were too large, and the pairs that nobody looked at because of it. */
  readonly leftOut: number
  readonly pairsLeftOut: number
}

/** Which pairs there are: of the list among itself, and of the list with people who are known. Known people are never paired. */
export interface PairScope {
  readonly within: boolean
  readonly across: boolean
}

/** Writes the record's key of each pass, 0 where something of it is missing. */
export function keysOf(table: RecordTable, record: number, into: Uint32Array): void {
  const { given, family, birth, postcode, phone, email, user, givenSound, familySound } = table.columns
  const [g, f, b, p, gs, fs] = [given[record]!, family[record]!, birth[record]!, postcode[record]!, givenSound[record]!, familySound[record]!]
  const year = Math.floor(b / 10_000)
  into[0] = key(0, email[record]!, 1, 1)
  into[1] = key(1, phone[record]!, 1, 1)
  into[2] = key(2, b, 1, 1)
  into[3] = key(3, Math.min(g, f), Math.max(g, f), 1)
  into[4] = key(4, fs, p, 1)
  into[5] = key(5, gs, Math.floor(b / 100), 1)
  into[6] = key(6, gs, fs, year)
  into[7] = key(7, g, p, 1)
  into[8] = key(8, user[record]!, 1, 1)
}

/** What a block that is too large is split by. */
function splitOf(table: RecordTable, record: number, pass: number): number {
  const { given, family, birth, postcode, givenSound, familySound } = table.columns
  const year = Math.floor(birth[record]! / 10_000)
  switch (pass) {
    case 0: case 4: case 8: return givenSound[record]!
    case 1: return given[record]!
    case 2: case 5: return familySound[record]!
    case 3: return year === 0 ? postcode[record]! : year
    case 6: return postcode[record]!
    default: return year === 0 ? family[record]! : year
  }
}

function key(pass: number, a: number, b: number, c: number): number {
  if (a === 0 || b === 0 || c === 0) return 0
  let hash = Math.imul(a ^ (pass << 27), 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 15) ^ b, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13) ^ c, 0xc2b2ae35)
  hash ^= hash >>> 16
  return (hash >>> 0) || 1
}

/** Gets each pair once, the smaller number first, with a bit for every pass that found it; `false` means: no more. */
export type TakePair = (a: number, b: number, passes: number) => boolean

export class Blocks {
  readonly #table: RecordTable
  readonly #scope: PairScope
  /** By pass, the key of each record; 0 where it has none or its block was left out. */
  readonly #keys: Uint32Array[]

  constructor(table: RecordTable, scope: PairScope) {
    this.#table = table
    this.#scope = scope
    this.#keys = PASSES.map(() => new Uint32Array(table.size))
    const keys = new Uint32Array(PASSES.length)
    for (let record = 0; record < table.size; record++) {
      keysOf(table, record, keys)
      for (let pass = 0; pass < keys.length; pass++) this.#keys[pass]![record] = keys[pass]!
    }
  }

  /** Every pair, pass by pass. Records are in the order of their numbers within a block, so it is the same each time. */
  pairs(take: TakePair): PassReport[] {
    // All blocks are cut to size first: whether a pass has a pair must not depend on how far another pass has got.
    const cuts = PASSES.map((_, pass) => this.#cut(pass))
    let goesOn = true
    return PASSES.map((name, pass) => {
      let pairs = 0
      if (goesOn) {
        this.#eachBlock(pass, (records) => {
          goesOn &&= this.#block(records, pass, (a, b, passes) => (pairs++, take(a, b, passes)))
        })
      }
      return { pass: name, pairs, ...cuts[pass]! }
    })
  }

  #cut(pass: number): { split: number; leftOut: number; pairsLeftOut: number } {
    const keys = this.#keys[pass]!
    const cut = { split: 0, leftOut: 0, pairsLeftOut: 0 }
    const large = (records: readonly number[]): boolean => this.#pairsOf(records) > MOST_PAIRS_PER_BLOCK
    const tooLarge: number[][] = []
    this.#eachBlock(pass, (records) => void (large(records) && tooLarge.push(records)))
    for (const records of tooLarge) {
      cut.split++
      const parts = new Map<number, number[]>()
      for (const record of records) {
        const part = key(pass + 16, keys[record]!, splitOf(this.#table, record, pass), 1)
        keys[record] = part
        if (part === 0) continue
        const known = parts.get(part)
        if (known === undefined) parts.set(part, [record])
        else known.push(record)
      }
      for (const part of parts.values()) {
        if (!large(part)) continue
        cut.leftOut++
        cut.pairsLeftOut += this.#pairsOf(part)
        for (const record of part) keys[record] = 0
      }
    }
    return cut
  }

  #pairsOf(records: readonly number[]): number {
    const listed = records.findLastIndex((record) => record < this.#table.listed) + 1
    const { within, across } = this.#scope
    return (within ? (listed * (listed - 1)) / 2 : 0) + (across ? listed * (records.length - listed) : 0)
  }

  /** Calls `use` for each key that two or more records have. */
  #eachBlock(pass: number, use: (records: number[]) => void): void {
    const keys = this.#keys[pass]!
    let count = 0
    for (const one of keys) if (one !== 0) count++
    const sorted = new Float64Array(count)
    for (let record = 0, at = 0; record < keys.length; record++) if (keys[record] !== 0) sorted[at++] = keys[record]! * MOST_RECORDS + record
    sorted.sort()
    for (let start = 0; start < count; ) {
      const first = Math.floor(sorted[start]! / MOST_RECORDS)
      let end = start + 1
      while (end < count && Math.floor(sorted[end]! / MOST_RECORDS) === first) end++
      if (end > start + 1) use(Array.from(sorted.subarray(start, end), (one) => one - first * MOST_RECORDS))
      start = end
    }
  }

  #block(records: readonly number[], pass: number, take: TakePair): boolean {
    const { within, across } = this.#scope
    const { listed } = this.#table
    for (let i = 0; i < records.length && records[i]! < listed; i++) {
      const a = records[i]!
      for (let j = i + 1; j < records.length; j++) {
        const b = records[j]!
        if (b < listed ? !within : !across) continue
        const passes = this.#passesOf(a, b)
        assert((passes & (1 << pass)) !== 0, 'who is in one block shares its key')
        // The lowest bit is the pass that has the pair.
        if ((passes & ((1 << pass) - 1)) === 0 && !take(a, b, passes)) return false
      }
    }
    return true
  }

  #passesOf(a: number, b: number): number {
    let passes = 0
    for (let pass = 0; pass < this.#keys.length; pass++) {
      const keys = this.#keys[pass]!
      if (keys[a] !== 0 && keys[a] === keys[b]) passes |= 1 << pass
    }
    return passes
  }
}

/** The keys of the listed records, to see of somebody known whether they share any. */
export function listedKeys(table: RecordTable): Set<number> {
  assert(table.size === table.listed, 'the list is complete and nobody was added to it yet')
  const known = new Set<number>()
  const keys = new Uint32Array(PASSES.length)
  for (let record = 0; record < table.listed; record++) {
    keysOf(table, record, keys)
    for (let pass = 0; pass < keys.length; pass++) if (keys[pass] !== 0) known.add(keys[pass]!)
  }
  return known
}
