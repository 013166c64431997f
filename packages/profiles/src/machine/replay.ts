// What people would be, had the amendments been known from the beginning: their facts in log order through a fresh Machine,
// with the same definitions, rules and thresholds at the same positions. The people who come out have the ids they would have
// had, the position of the fact that created them, and become images (see image-record.ts).
//
// Segments are known ahead of their time, so that their nodes take in every fact and nothing of history has to be seeded; but
// nobody is evaluated before the position at which the segment was in fact complete. So a membership has the "since" that it
// would have had.
import { assert, type Millis } from '@touchstone/base'
import { Rerun } from '@touchstone/stream'
import { OutcomeWriter, RecordKind, encodeControl } from '@touchstone/vocabulary'
import type { LoggedControl } from './control-log.ts'
import type { Images, PersonImage } from './image-record.ts'
import { addAbsorbed, readIdentifiers, readMemberships } from './list-cells.ts'
import type { Names } from './names.ts'
import type { People } from './people.ts'
import { imageOf } from './person-image.ts'
import { PersonMachine } from './person-machine.ts'
import type { PersonRecord } from './person-record.ts'
import type { SegmentIndex } from './segment-index.ts'

const DEFAULT_CACHE_BYTES = 64 * 1024 * 1024
/** Facts between two commits of the state in memory. */
const BATCH = 1_000
const ALL = 1_000_000

/** What a rerun reaches into a Machine for. */
export interface RerunParts {
  readonly people: People
  readonly names: Names
  readonly index: SegmentIndex
}

export interface ReplayPast {
  /** Segment versions that are not on their way out. */
  readonly segments: readonly { readonly position: number; readonly id: string; readonly version: number; readonly where: string; readonly trait?: string }[]
  /** In order of position, up to `through`. */
  readonly controls: readonly LoggedControl[]
  readonly through: number
  /** Append time at `through`. */
  readonly time: Millis
  /** Every id that leads to the people as they are. */
  readonly ids: readonly number[]
}

export interface PersonSummaryAfter {
  readonly person: number
  /** As `type:value`. */
  readonly identifiers: readonly string[]
  readonly facts: number
  /** Positions of the segment versions. */
  readonly segments: readonly number[]
}

/** Says nothing, and remembers whose the last fact was. */
class Silence extends OutcomeWriter {
  last = 0
  constructor() {
    super()
    this.isMuted = true
  }
  override record(_position: number, person: number): void {
    this.last = person
  }
  override take(): Buffer {
    return Buffer.alloc(0)
  }
}

export class Replay {
  readonly #past: ReplayPast
  readonly #silence = new Silence()
  readonly #machine: PersonMachine
  readonly #rerun: Rerun
  readonly #controls: readonly LoggedControl[]
  #nextControl = 0
  #facts = 0
  /** Per fact: its position, under whom it was stored, whose it is. */
  #owners = new Float64Array(3 * BATCH)

  constructor(past: ReplayPast, cacheBytes = DEFAULT_CACHE_BYTES) {
    assert(past.ids.length > 0 && past.controls.every(({ position }) => position <= past.through), 'somebody is built again, by what the log said up to the round')
    this.#past = past
    this.#machine = new PersonMachine({ cacheBytes, outcomes: this.#silence })
    this.#rerun = new Rerun(this.#machine)
    const { index } = this.#machine.rerun
    for (const { position, ...segment } of past.segments) index.foreknow(position, segment, this.#rerun.tx)
    const isEarly = ({ control }: LoggedControl): boolean => control.control === 'identity.amend'
    const forgotten = new Set(past.controls.flatMap(({ control }) => (control.control === 'identity.amend' && control.amendment.kind === 'forget-rules' ? [control.amendment.version] : [])))
    for (const { control } of past.controls.filter(isEarly)) this.#rerun.apply(0, 0, RecordKind.CONTROL, Buffer.from(encodeControl(control)))
    this.#controls = past.controls.filter((one) => !isEarly(one) && !(one.control.control === 'identity.rules' && forgotten.has(one.control.version)))
    this.#rerun.settle()
  }

  /** The next fact, in order of position. `stored`: under whom history has it, 0 for nobody. */
  fact(position: number, time: Millis, stored: number, payload: Buffer): void {
    assert(position <= this.#past.through, 'a fact behind the round is not in its images')
    this.#meetControls(position)
    this.#rerun.apply(position, time, RecordKind.FACT, payload)
    if (3 * this.#facts === this.#owners.length) {
      const grown = new Float64Array(2 * this.#owners.length)
      grown.set(this.#owners)
      this.#owners = grown
    }
    this.#owners.set([position, stored, this.#silence.last], 3 * this.#facts++)
    if (this.#facts % BATCH === 0) this.#rerun.settle()
  }

  #meetControls(before: number): void {
    for (; this.#nextControl < this.#controls.length; this.#nextControl++) {
      const { position, time, control } = this.#controls[this.#nextControl]!
      if (position >= before) return
      this.#rerun.settle()
      this.#rerun.startAt(position, time)
      const { index } = this.#machine.rerun
      if (control.control === 'segment.define' || control.control === 'segment.seeded') {
        const segment = index.segments.get(control.control === 'segment.define' ? position : control.segment)
        // Who has no history to wait for is complete from the definition on.
        const waits = control.control === 'segment.define' && this.#controls.some((one) => one.control.control === 'segment.seeded' && one.control.segment === position)
        if (segment !== undefined && !waits) {
          index.seeded(segment)
          if (segment.trait !== undefined) index.goLive(segment, this.#rerun.tx)
        }
      } else this.#rerun.apply(position, time, RecordKind.CONTROL, Buffer.from(encodeControl(control)))
      this.#rerun.settle()
    }
  }

  /** The people as they are at the end of the round. */
  finish(): Pick<Images, 'people' | 'moves'> {
    const { through, time, ids } = this.#past
    this.#meetControls(through + 1)
    this.#rerun.startAt(through, time)
    this.#rerun.settle()
    const { people } = this.#machine.rerun
    assert(this.#facts > 0, 'people have facts')
    const leads = this.#leads(ids)
    const vanished = Map.groupBy(ids.filter((id) => people.canonical(id) === id && people.load(id) === undefined), (id) => leads(id))
    const record = people.newRecord()
    const images = (this.#rerun.state.keys('people', undefined, ALL) as number[]).map((id) => this.#imageOf(id, record, vanished.get(id) ?? []))
    return { people: images, moves: this.#moves(leads) }
  }

  #imageOf(id: number, record: PersonRecord, absorbed: readonly number[]): PersonImage {
    const { people, names, index } = this.#machine.rerun
    const person = record.at(people.load(id)!)
    if (absorbed.length > 0) addAbsorbed(person, absorbed)
    const image = imageOf(person, { names, index })
    people.chunks.settle()
    return image
  }

  /** What the people come to, in short; after `finish`. */
  summary(): PersonSummaryAfter[] {
    const { people } = this.#machine.rerun
    const record = people.newRecord()
    return (this.#rerun.state.keys('people', undefined, ALL) as number[]).map((id) => {
      const person = record.at(people.load(id)!)
      return { person: id, identifiers: readIdentifiers(person), facts: person.facts, segments: readMemberships(person).map(({ segment }) => segment) }
    })
  }

  /** To whom an id that there was leads now. One that nobody has any more leads to whoever has the fact that it is named after. */
  #leads(ids: readonly number[]): (id: number) => number {
    const { people } = this.#machine.rerun
    const wanted = new Set(ids)
    const owners = new Map<number, number>()
    for (let i = 0; i < this.#facts; i++) if (wanted.has(this.#owners[3 * i]!)) owners.set(this.#owners[3 * i]!, this.#owners[3 * i + 2]!)
    const [first] = this.#rerun.state.keys('people', undefined, 1) as number[]
    return (id) => {
      if (id === 0) return 0
      const canonical = people.canonical(id)
      if (canonical !== id || people.load(id) !== undefined) return canonical
      const owner = owners.get(id) ?? 0
      return owner === 0 ? first! : people.canonical(owner)
    }
  }

  #moves(leads: (id: number) => number): Float64Array {
    const { people } = this.#machine.rerun
    const moves: number[] = []
    for (let i = 0; i < this.#facts; i++) {
      const [position, stored, owner] = this.#owners.subarray(3 * i, 3 * i + 3) as unknown as [number, number, number]
      const person = owner === 0 ? 0 : people.canonical(owner)
      if (leads(stored) !== person) moves.push(position, stored, person)
    }
    return Float64Array.from(moves)
  }
}
