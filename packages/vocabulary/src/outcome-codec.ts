// What the person's Machine did with one batch of records: the entry of the outbox. It copies no fact; readers take
// the bytes from the log by position.
//
//   u8 layout (1) · f64 first position · u32 n · n × f64 person of each position (0: nothing to store)
//   u32 m · m × membership change (CHANGE bytes) · u32 length · JSON of { aliases, links, dropped, moves, images, held, rules }
//
// Every alias, link and change has a `sequence`, growing by one over all outputs since the log began, so that a store
// that knows the highest sequence it holds can drop what it is sent twice.
import { assert } from '@touchstone/base'
import { CHANGE_CAUSES, type AliasRow, type ChangeCause, type DroppedIdentifiers, type HeldRow, type LinkRow, type MembershipChange, type MoveRow, type Outcomes, type RulesFrom, type TakenImages } from './outcomes.ts'

type Rest = Pick<Outcomes, 'aliases' | 'links' | 'dropped' | 'moves' | 'images' | 'held' | 'rules'>

const CHANGE = 50

/** Collects the outcomes of one batch; `take` encodes them and starts over. */
export class OutcomeWriter {
  #from = 0
  #persons: Float64Array = new Float64Array(4096)
  #count = 0
  #changes = Buffer.alloc(CHANGE * 1024)
  #changeCount = 0
  #rest = emptyRest()
  /** While it is, nothing but records is collected: what happens now is told otherwise. */
  isMuted = false

  /** Every record of the batch is named once, in order. */
  record(position: number, person: number): void {
    if (this.#count === 0) this.#from = position
    assert(position === this.#from + this.#count, 'a batch covers positions without a gap')
    if (this.#count === this.#persons.length) {
      const grown = new Float64Array(2 * this.#count)
      grown.set(this.#persons)
      this.#persons = grown
    }
    this.#persons[this.#count++] = person
  }

  change(sequence: number, position: number, appended: number, segment: number, person: number, at: number, entered: boolean, cause: ChangeCause): void {
    if (this.isMuted) return
    let offset = this.#changeCount * CHANGE
    if (offset === this.#changes.length) this.#changes = Buffer.concat([this.#changes, Buffer.alloc(this.#changes.length)])
    for (const value of [sequence, position, appended, segment, person, at]) {
      this.#changes.writeDoubleLE(value, offset)
      offset += 8
    }
    this.#changes[offset] = entered ? 1 : 0
    this.#changes[offset + 1] = CHANGE_CAUSES.indexOf(cause)
    this.#changeCount++
  }

  alias(row: AliasRow): void {
    if (!this.isMuted) this.#rest.aliases.push(row)
  }
  link(row: LinkRow): void {
    if (!this.isMuted) this.#rest.links.push(row)
  }
  dropped(row: DroppedIdentifiers): void {
    if (!this.isMuted) this.#rest.dropped.push(row)
  }
  move(row: MoveRow): void {
    this.#rest.moves.push(row)
  }
  images(row: TakenImages): void {
    this.#rest.images.push(row)
  }
  /** From this record on these rules hold. */
  rules(position: number, version: number): void {
    if (!this.isMuted) this.#rest.rules.push([position, version])
  }
  /** Each pair once per batch: the question is the same. */
  held(row: HeldRow): void {
    if (!this.isMuted && !this.#rest.held.some(({ one, other }) => one === row.one && other === row.other)) this.#rest.held.push(row)
  }

  take(): Buffer {
    const rest = Buffer.from(JSON.stringify(this.#rest))
    const changesLength = this.#changeCount * CHANGE
    const entry = Buffer.allocUnsafeSlow(13 + 8 * this.#count + 4 + changesLength + 4 + rest.length)
    entry[0] = 1
    entry.writeDoubleLE(this.#from, 1)
    entry.writeUInt32LE(this.#count, 9)
    entry.set(new Uint8Array(this.#persons.buffer, 0, 8 * this.#count), 13)
    let at = 13 + 8 * this.#count
    entry.writeUInt32LE(this.#changeCount, at)
    this.#changes.copy(entry, at + 4, 0, changesLength)
    at += 4 + changesLength
    entry.writeUInt32LE(rest.length, at)
    rest.copy(entry, at + 4)
    this.#count = 0
    this.#changeCount = 0
    const last = this.#rest.rules.at(-1)
    this.#rest = emptyRest()
    if (last !== undefined) this.#rest.rules.push([0, last[1]])
    return entry
  }
}

function emptyRest() {
  return { aliases: [] as AliasRow[], links: [] as LinkRow[], dropped: [] as DroppedIdentifiers[], moves: [] as MoveRow[], images: [] as TakenImages[], held: [] as HeldRow[], rules: [] as RulesFrom[] }
}

/** Reads an entry; membership changes and the JSON part are decoded when somebody asks for them. */
export function decodeOutcomes(entry: Buffer): Outcomes {
  assert(entry[0] === 1, 'an outbox entry starts with a known layout version')
  return new EncodedOutcomes(entry)
}

class EncodedOutcomes implements Outcomes {
  readonly from: number
  readonly persons: Float64Array
  readonly #entry: Buffer
  readonly #changesAt: number
  #changes: MembershipChange[] | undefined
  #rest: (Partial<Rest> & Pick<Rest, 'aliases' | 'links' | 'dropped'>) | undefined

  constructor(entry: Buffer) {
    this.#entry = entry
    this.from = entry.readDoubleLE(1)
    const count = entry.readUInt32LE(9)
    this.persons = new Float64Array(count)
    new Uint8Array(this.persons.buffer).set(entry.subarray(13, 13 + 8 * count))
    this.#changesAt = 13 + 8 * count
  }

  get changes(): readonly MembershipChange[] {
    return (this.#changes ??= Array.from({ length: this.#changeCount }, (_, i) => changeAt(this.#entry, this.#changesAt + 4 + i * CHANGE)))
  }
  get aliases(): readonly AliasRow[] {
    return this.#parsed.aliases
  }
  get links(): readonly LinkRow[] {
    return this.#parsed.links
  }
  get dropped(): readonly DroppedIdentifiers[] {
    return this.#parsed.dropped
  }
  // An entry of an earlier release has none of these.
  get moves(): readonly MoveRow[] {
    return this.#parsed.moves ?? []
  }
  get images(): readonly TakenImages[] {
    return this.#parsed.images ?? []
  }
  get held(): readonly HeldRow[] {
    return this.#parsed.held ?? []
  }
  get rules(): readonly RulesFrom[] {
    return this.#parsed.rules ?? []
  }

  get #changeCount(): number {
    return this.#entry.readUInt32LE(this.#changesAt)
  }
  get #parsed(): Partial<Rest> & Pick<Rest, 'aliases' | 'links' | 'dropped'> {
    const at = this.#changesAt + 4 + this.#changeCount * CHANGE
    return (this.#rest ??= JSON.parse(this.#entry.toString('utf8', at + 4, at + 4 + this.#entry.readUInt32LE(at))) as Rest)
  }
}

function changeAt(entry: Buffer, at: number): MembershipChange {
  return {
    sequence: entry.readDoubleLE(at),
    position: entry.readDoubleLE(at + 8),
    appended: entry.readDoubleLE(at + 16),
    segment: entry.readDoubleLE(at + 24),
    person: entry.readDoubleLE(at + 32),
    at: entry.readDoubleLE(at + 40),
    entered: entry[at + 48] === 1,
    cause: CHANGE_CAUSES[entry[at + 49]!]!,
  }
}
