// From an outbox entry to the rows of history. The entry names people by position; the facts' bytes are read from the
// log. This runs for every fact in the warehouse's child, so it decodes as little as it can: the JSON texts, the longest
// part, pass as bytes; event and source names repeat, so their text is found again by their bytes. What rows point to is
// copied out of the log's buffer once per entry, because the log's buffer is valid only during the visit.
import { assert } from '@touchstone/base'
import type { LogReader } from '@touchstone/stream'
import { FactView, RecordKind, decodeOutcomes, hashToInteger, type DroppedIdentifiers, type Outcomes, type RulesFrom } from '@touchstone/vocabulary'
import type { FeedRow, MappedRows } from '@touchstone/warehouse'
import { FieldTally } from './catalogue/field-tally.ts'
import { MinuteTally } from './catalogue/minute-tally.ts'
import { accountRows } from './accounts/account-rows.ts'
import { mayNameAccounts } from './machine/accounts.ts'
import { decodeImages, type Images } from './machine/image-record.ts'
import { givesTraits } from './machine/lazy-fact.ts'
import { traitRows } from './people/trait-rows.ts'

/** The tables that an outbox entry feeds, for the warehouse's child, and what grows with each row. */
export const FEED_TABLES = {
  profiles_facts: { key: 'position' },
  profiles_people: { key: 'position' },
  profiles_traits: { key: 'key' },
  profiles_accounts: { key: 'key' },
  profiles_aliases: { key: 'sequence' },
  profiles_links: { key: 'sequence' },
  profiles_minutes: { key: 'position' },
  profiles_catalogue: { key: 'key' },
  profiles_field_hours: { key: 'key' },
  profiles_looks: { key: 'key' },
  profiles_moves: { key: 'sequence' },
  profiles_retractions: { key: 'sequence' },
  segments_changes: { key: 'sequence' },
} as const

/**
 * Those of them that are told again when the state is built anew from the log: the Machine says them with new sequences, or
 * their rows add up entries, which are cut differently then.
 */
export const DERIVED_TABLES = ['profiles_aliases', 'profiles_links', 'profiles_moves', 'profiles_retractions', 'segments_changes', 'profiles_minutes', 'profiles_catalogue', 'profiles_field_hours', 'profiles_looks'] as const

/** Bytes of log per read. */
const READ_BYTES = 4 * 1024 * 1024
/** Distinct names whose text is kept; names beyond it are decoded each time. */
const MAX_KEPT_NAMES = 20_000

const NOTHING: readonly string[] = []

type MutableRow = { -readonly [K in keyof FeedRow]: FeedRow[K] }

/**
 * Turns outbox entries into rows, in the order of the outbox. The rows' cursor is a log position: everything up to it is
 * in the rows of this entry and those before. Throws when the log does not hold what the entry names.
 */
export function createFactRows(readLog: LogReader): (entry: Buffer) => MappedRows {
  const names = new NameTexts()
  const fields = new FieldTally()
  let cursor = 0
  return (entry) => {
    const outcomes = decodeOutcomes(entry)
    const count = outcomes.persons.length
    assert(count === 0 || outcomes.from > 0, 'an entry that covers records says where they start')
    if (count > 0) cursor = outcomes.from + count - 1
    // Outputs of timers come without records; they carry the position that the engine had reached.
    for (const { position } of outcomes.changes) cursor = Math.max(cursor, position)
    const { facts, people, traits, accounts, minutes, moves, retractions } = count === 0 ? NO_FACTS : factRows(readLog, outcomes, names, fields)
    const tallied = fields.take()
    return {
      cursor,
      tables: {
        profiles_facts: facts,
        profiles_people: people,
        profiles_traits: traits,
        profiles_accounts: accounts,
        profiles_minutes: minutes.rows(),
        profiles_catalogue: tallied.catalogue,
        profiles_field_hours: tallied.hours,
        profiles_looks: tallied.looks,
        profiles_moves: [...moves, ...(outcomes.moves as readonly unknown[] as readonly FeedRow[])].sort(bySequence),
        profiles_retractions: retractions,
        profiles_aliases: outcomes.aliases as readonly unknown[] as readonly FeedRow[],
        // Entries of earlier releases do not say which rules held.
        profiles_links: outcomes.links.map((link) => ({ rules: 0, ...link })),
        segments_changes: outcomes.changes.map((change) => ({ ...change, entered: change.entered ? 1 : 0 })),
      },
    }
  }
}

interface FactRows {
  readonly facts: FeedRow[]
  readonly people: FeedRow[]
  readonly traits: FeedRow[]
  readonly accounts: FeedRow[]
  readonly minutes: MinuteTally
  readonly moves: FeedRow[]
  readonly retractions: FeedRow[]
}

const NO_FACTS: FactRows = { facts: [], people: [], traits: [], accounts: [], minutes: new MinuteTally(), moves: [], retractions: [] }

function factRows(readLog: LogReader, outcomes: Outcomes, names: NameTexts, fields: FieldTally): FactRows {
  const { from, persons } = outcomes
  const last = from + persons.length - 1
  const dropped = new Map(outcomes.dropped.map((one) => [one.position, one]))
  const rules = new RulesInOrder(outcomes.rules)
  const rows: FactRows = { facts: [], people: [], traits: [], accounts: [], minutes: new MinuteTally(), moves: [], retractions: [] }
  const taken = new Map(outcomes.images.map(({ position, sequence }) => [position, sequence]))
  const view = new FactView()
  const arena = new Arena()
  let next = from
  while (next <= last) {
    const before = next
    next = readLog.read(next, last, READ_BYTES, ({ position, time, kind, bytes, start, end }) => {
      // Blocks are visited whole and may reach beyond the entry.
      if (position > last) return
      if (kind === RecordKind.IMAGES && taken.has(position)) amendedRows(decodeImages(bytes, start, end)!, { sequence: taken.get(position)!, position, appended: time }, rows)
      const person = persons[position - from]!
      if (person === 0) return
      assert(kind === RecordKind.FACT && person <= position, 'only facts are about people, and nobody is younger than their facts')
      const at = arena.copy(bytes, start, end)
      const fact = view.reset(arena.bytes, at, at + end - start)
      const row = factRow(fact, position, person, time, names)
      row['rules'] = rules.at(position)
      if (dropped.size > 0) noteDropped(row, dropped.get(position))
      rows.facts.push(row)
      rows.minutes.add(position, time, row['source'] as string, time - fact.timestamp)
      fields.add(fact, position, row['event'] as string, row['source'] as string, time)
      rows.people.push({ position, person, first: fact.timestamp, last: fact.timestamp, facts: 1 })
      if (givesTraits(fact)) traitRows(fact, position, person, rows.traits)
      if (mayNameAccounts(fact)) accountRows(fact, position, person, time, rows.accounts)
    })
    assert(next > before, 'a read of durable records goes forward')
  }
  return rows
}

function factRow(fact: FactView, position: number, person: number, appended: number, names: NameTexts): MutableRow {
  return {
    position,
    person,
    appended,
    happened: fact.timestamp,
    received: fact.receivedAt,
    original: fact.originalTimestamp,
    sent: fact.sentAt,
    hash: hashToInteger(fact.hashHigh, fact.hashLow),
    type: fact.type,
    event: names.text(fact.part('event')),
    source: names.text(fact.part('source')),
    message_id: fact.part('messageId'),
    identifiers: fact.identifierKeys(),
    dropped: NOTHING,
    dropped_by: NOTHING,
    rules: 0,
    traits: fact.part('traits'),
    properties: fact.part('properties'),
    context: fact.part('context'),
  }
}

/** What a rule took from the fact, and which; entries of earlier releases do not say which. */
function noteDropped(row: MutableRow, dropped: DroppedIdentifiers | undefined): void {
  if (dropped === undefined) return
  row['dropped'] = dropped.identifiers
  row['dropped_by'] = dropped.rules ?? NOTHING
}

/** The version of the identity rules at positions that are asked for in order. */
class RulesInOrder {
  readonly #from: readonly RulesFrom[]
  #next = 0
  #version = 0

  constructor(from: readonly RulesFrom[]) {
    this.#from = from
  }

  at(position: number): number {
    while (this.#next < this.#from.length && this.#from[this.#next]![0] <= position) this.#version = this.#from[this.#next++]![1]
    return this.#version
  }
}

/** The moves and values of images that took their place, numbered one after the other. */
function amendedRows({ moves, retractions }: Images, { sequence, position, appended }: { readonly sequence: number; readonly position: number; readonly appended: number }, rows: FactRows): void {
  let next = sequence
  for (let i = 0; i < moves.length; i += 3) rows.moves.push({ sequence: next++, position, appended, fact: moves[i]!, stored: moves[i + 1]!, person: moves[i + 2]! })
  for (const [fact, person, trait] of retractions) rows.retractions.push({ sequence: next++, position, appended, fact, person, trait })
}

function bySequence(a: FeedRow, b: FeedRow): number {
  return (a['sequence'] as number) - (b['sequence'] as number)
}

/** Copies of records, packed into a few large buffers that live as long as the rows that point into them. */
class Arena {
  bytes = Buffer.allocUnsafeSlow(512 * 1024)
  #used = 0

  /** Where the copy starts in `bytes`, which may have become another buffer. */
  copy(source: Buffer, start: number, end: number): number {
    const length = end - start
    if (this.#used + length > this.bytes.length) {
      this.bytes = Buffer.allocUnsafeSlow(Math.max(this.bytes.length, length))
      this.#used = 0
    }
    const at = this.#used
    source.copy(this.bytes, at, start, end)
    this.#used += length
    return at
  }
}

/** Texts by their bytes: a short name that was seen before costs a comparison instead of a decoding. */
class NameTexts {
  readonly #byHash = new Map<number, { readonly bytes: Buffer; readonly text: string }>()

  text(bytes: Buffer): string {
    let hash = bytes.length
    for (let i = 0; i < bytes.length; i++) hash = (Math.imul(hash, 31) + bytes[i]!) | 0
    const known = this.#byHash.get(hash)
    if (known !== undefined && known.bytes.equals(bytes)) return known.text
    const text = bytes.toString('utf8')
    if (known === undefined && this.#byHash.size < MAX_KEPT_NAMES) this.#byHash.set(hash, { bytes: Buffer.from(bytes), text })
    return text
  }
}
