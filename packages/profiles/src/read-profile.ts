// A person as the live state knows them, read beside the engine. The reader takes the record's bytes from the state and
// looks at a copy, so it neither waits for the engine nor disturbs it.
import { assert, type Millis } from '@touchstone/base'
import { factsOf, type Program } from '@touchstone/language'
import type { StateReader } from '@touchstone/stream'
import { resolveIdentifier, type HashIdentifier } from '@touchstone/vocabulary'
import { AccountReader } from './accounts/account-reader.ts'
import { StoredTraits } from './computed/stored-traits.ts'
import { CellKey, cellNumber, cellSort } from './machine/cell-key.ts'
import { readEventCount } from './machine/event-cells.ts'
import { readAbsorbed, readIdentifiers, readMemberships } from './machine/list-cells.ts'
import { isEvaluated } from './machine/live-segment.ts'
import type { PersonRecord } from './machine/person-record.ts'
import { readSessions } from './machine/sessions-cell.ts'
import { readTrait, type TraitValue } from './machine/trait-cells.ts'
import { searchIdentifiers, type FoundPeople } from './people/identifier-search.ts'
import { RecordCopy } from './record-copy.ts'
import { SegmentStateReader } from './segment-state-reader.ts'
import { StoredNames } from './stored-names.ts'
import { StoredPrograms } from './stored-programs.ts'

/** Instants looked at to find the end of one membership; beyond it the answer says how far it looked. */
export const MAX_END_STEPS = 10_000
/** And for all memberships of one answer together. */
const MAX_ANSWER_STEPS = 100_000

const FALSE = 0
const TRUE = 1

export interface KnownIdentifier {
  readonly type: string
  /** For a personal one its keyed hash. */
  readonly value: string
  readonly personal: boolean
}

export interface Profile {
  readonly person: number
  readonly firstSeen: Millis
  readonly lastSeen: Millis
  readonly facts: number
  readonly identifiers: readonly KnownIdentifier[]
  readonly traits: Readonly<Record<string, TraitValue>>
  readonly events: Readonly<Record<string, { readonly count: number; readonly first: Millis; readonly last: Millis }>>
  readonly sessions: { readonly count: number; readonly last: { readonly start: Millis; readonly end: Millis } | null }
  /** Ids of the people who turned out to be this one, ascending. */
  readonly mergedPeople: readonly number[]
}

/** What a list shows of a person. */
export interface PersonSummary extends Pick<Profile, 'person' | 'firstSeen' | 'lastSeen' | 'facts' | 'identifiers'> {
  /** The traits that were asked for and are there. */
  readonly traits: Readonly<Record<string, unknown>>
}

export interface Membership {
  /** The registry's id. */
  readonly segment: string
  readonly version: number
  /** Position of the version's definition: its number everywhere below the registry. */
  readonly position: number
  /** null: unknown, because a value is missing. */
  readonly value: boolean | null
  /** When the person entered; null for one who is no member, or whom the first evaluation has not reached. */
  readonly since: Millis | null
  /** The first instant at which the condition stops being true if nothing more happens; null: not by time alone. */
  readonly ends: Millis | null
  /** Set when the search for `ends` was given up: the condition holds at least until then. */
  readonly holdsUntil?: Millis
}

export class ProfileReader {
  readonly #state: StateReader
  readonly #hash: HashIdentifier
  readonly #names: StoredNames
  readonly #segments: SegmentStateReader
  readonly #programs: StoredPrograms
  readonly computed: StoredTraits
  readonly #copy: RecordCopy
  readonly accounts: AccountReader

  constructor(state: StateReader, hash: HashIdentifier) {
    this.#state = state
    this.#hash = hash
    this.#names = new StoredNames(state)
    this.#segments = new SegmentStateReader(state)
    this.#programs = new StoredPrograms(this.#segments, this.#names)
    this.computed = new StoredTraits(state, this.#segments, this.#names)
    this.#copy = new RecordCopy(state)
    this.accounts = new AccountReader(state, hash, (person) => this.#record(person))
  }

  /**
   * The canonical id of the person known as `value`, undefined when nobody is. `idType` is an identifier type or
   * `person` for an id, also one that was merged away. Personal values are normalised and hashed as at the edge.
   */
  resolve(idType: string, value: string): number | undefined {
    if (idType === 'person') {
      const person = /^[1-9]\d{0,15}$/.test(value) ? this.canonical(Number(value)) : 0
      return this.#state.get('people', person) === undefined ? undefined : person
    }
    const resolved = resolveIdentifier(idType, value, this.#hash)
    if (resolved === undefined) return undefined
    const link = this.#state.get('links', `${resolved.identifier.type}:${resolved.identifier.value}`)
    return link === undefined ? undefined : this.canonical(link.readDoubleLE(0))
  }

  /** The id that stands for `person` now: itself, or the one it was merged into. */
  canonical(person: number): number {
    const alias = this.#state.get('aliases', person)
    if (alias === undefined) return person
    const survivor = alias.readDoubleLE(0)
    assert(survivor < person, 'the survivor of a merge is the smaller id')
    return survivor
  }

  /**
   * Where facts of some people are read from, as they count now: to be put behind FROM, in a query whose parameter `people`
   * holds every id of theirs, and that asks for facts of these ids only.
   */
  get facts(): string {
    return factsOf('{people:Array(UInt64)}', this.#segments.isHistoryAmended, String(Number.MAX_SAFE_INTEGER))
  }

  /** Whether amendments have told facts or values of history apart. */
  get isHistoryAmended(): boolean {
    return this.#segments.isHistoryAmended
  }

  /** The profile of a canonical person. */
  profile(person: number): Profile | undefined {
    const record = this.#record(person)
    if (record === undefined) return undefined
    const traits: [string, TraitValue][] = []
    const events: [string, { count: number; first: Millis; last: Millis }][] = []
    for (let i = 0; i < record.cellCount; i++) {
      const key = record.keyAt(i)
      const sort = cellSort(key)
      if (sort === 'event') events.push([this.#names.name('event', cellNumber(key)), readEventCount(record, record.offsetAt(i))])
      if (sort !== 'trait') continue
      const trait = readTrait(record, record.offsetAt(i), record.lengthAt(i))
      if (trait !== undefined) traits.push([this.#names.name('trait', cellNumber(key)), trait])
    }
    const { intervals, dropped } = readSessions(record)
    const last = intervals.at(-1)
    return {
      person,
      firstSeen: record.firstSeen,
      lastSeen: record.lastSeen,
      facts: record.facts,
      identifiers: readIdentifiers(record).map(identifierOf),
      traits: Object.fromEntries(traits),
      events: Object.fromEntries(events),
      sessions: { count: intervals.length + dropped, last: last === undefined ? null : { start: last[0], end: last[1] } },
      mergedPeople: readAbsorbed(record).sort((a, b) => a - b),
    }
  }

  /** Whether any fact or condition ever named the trait. */
  knowsTrait(name: string): boolean {
    return this.#names.traitNumber(name) !== undefined
  }

  /** Some of the profile of a canonical person, at a fraction of its cost. */
  summary(person: number, traits: readonly string[]): PersonSummary | undefined {
    const record = this.#record(person)
    if (record === undefined) return undefined
    const { firstSeen, lastSeen, facts } = record
    const found: [string, unknown][] = []
    for (const name of traits) {
      const index = record.indexOf(CellKey.trait(this.#names.traitNumber(name) ?? 0))
      const trait = index < 0 ? undefined : readTrait(record, record.offsetAt(index), record.lengthAt(index))
      if (trait !== undefined) found.push([name, trait.value])
    }
    return { person, firstSeen, lastSeen, facts, identifiers: readIdentifiers(record).map(identifierOf), traits: Object.fromEntries(found) }
  }

  /** The canonical people known by a text, or by identifiers that begin with it; see `searchIdentifiers`. */
  search(text: string): FoundPeople {
    const { people, hasMore } = searchIdentifiers(this.#state, this.#hash, text)
    const number = this.resolve('person', text.trim())
    const canonical = people.map((person) => this.canonical(person))
    return { people: [...new Set(number === undefined ? canonical : [number, ...canonical])], hasMore }
  }

  /** Every id under which facts of a canonical person were stored, its own first; undefined when there is no such person. */
  idsOf(person: number): number[] | undefined {
    const record = this.#record(person)
    return record === undefined ? undefined : [person, ...readAbsorbed(record)]
  }

  /**
   * The segments of a canonical person at `now`: those the person is a member of, or with `all` every segment that is
   * evaluated. A segment whose new version is being prepared is answered by its old one.
   */
  memberships(person: number, now: Millis, all = false): Membership[] | undefined {
    const stored = this.#state.get('people', person)
    if (stored === undefined) return undefined
    const bytes = Buffer.from(stored.subarray(0, stored.length))
    const entered = new Map(readMemberships(this.#copy.load(person, bytes)).map(({ segment, since }) => [segment, since]))
    const segments = this.#segments.liveSegments()
    this.#programs.keep(segments)
    const found: Membership[] = []
    const steps = { left: MAX_ANSWER_STEPS }
    for (const segment of segments) {
      const since = entered.get(segment.position) ?? null
      if (!segment.reported || !isEvaluated(segment) || (since === null && !all)) continue
      const program = this.#programs.of(segment)
      const record = this.#copy.load(person, bytes)
      const at = Math.max(now, record.evaluatedAt)
      const value = program.evaluate(record, at)
      // The window has passed and the timer fires any moment: no member any more.
      if (value !== TRUE && !all) continue
      const { id, version, position } = segment
      if (value === TRUE) found.push({ segment: id, version, position, value: true, since, ...endOf(program, record, at, steps) })
      else found.push({ segment: id, version, position, value: value === FALSE ? false : null, since: null, ends: null })
    }
    return found
  }

  #record(person: number): PersonRecord | undefined {
    const stored = this.#state.get('people', person)
    return stored === undefined ? undefined : this.#copy.load(person, stored)
  }
}

/** When a condition that is true at `now` stops being true by time alone. Moves the record's time forward. */
function endOf(program: Program, record: PersonRecord, now: Millis, steps: { left: number }): { ends: Millis | null; holdsUntil?: Millis } {
  let at = now
  for (let step = 0; step < MAX_END_STEPS && steps.left > 0; step++, steps.left--) {
    const due = program.nextDue(record, at)
    assert(due > at, 'what is due lies ahead')
    at = due
    if (at === Infinity) return { ends: null }
    if (program.evaluate(record, at) !== TRUE) return { ends: at }
  }
  return { ends: null, holdsUntil: at }
}

function identifierOf(key: string): KnownIdentifier {
  const colon = key.indexOf(':')
  assert(colon > 0, 'an identifier is kept as type:value')
  const value = key.slice(colon + 1)
  // Only hashes start like this: a plain value that does is hashed at the edge as well.
  return { type: key.slice(0, colon), value, personal: value.startsWith('h:') }
}
